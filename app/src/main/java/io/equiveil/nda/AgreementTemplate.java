package io.equiveil.nda;

import io.equiveil.kernel.Cleartext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The words of one kind of agreement in one language, as a file under `nda/papers` says them.
///
///     # title                     one
///     @ party line                any number
///     ## clause                   numbered by itself, so that a clause that is left out leaves no gap
///     ! key term                  set apart, since a term that is not pointed out may not bind (CC-496)
///     ?mutual line                only where both sides promise
///     % CC-501 ES-13              the rules that the paragraph before rests on; not printed
///     {{classes}}, {{measures}}   alone on a line: a list
///     anything else               a paragraph with {{fields}}
final class AgreementTemplate {

    private static final Pattern FIELD = Pattern.compile("\\{\\{([a-z]+)}}");
    private static final String ONLY_MUTUAL = "?mutual ";

    private final boolean english;
    private final List<String> lines;

    private AgreementTemplate(boolean english, List<String> lines) {
        this.english = english;
        this.lines = lines;
    }

    static AgreementTemplate of(AgreementKind kind, Locale locale) {
        boolean english = locale.getLanguage().equals("en");
        try (var in = AgreementPaper.resource("nda/papers/" + kind.paper() + (english ? "_en" : "_zh") + ".txt")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new AgreementTemplate(
                    english,
                    words(text, english).lines().filter(line -> !line.isBlank()).toList());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    // The Chinese font draws curly quotation marks as wide as a character.
    private static String words(String text, boolean english) {
        return english ? text.replace('’', '\'').replace('“', '"').replace('”', '"') : text;
    }

    /// What is printed, in order.
    sealed interface Block {
        /// What it says.
        Cleartext text();

        record Title(Cleartext text) implements Block {}

        record Party(Cleartext text) implements Block {}

        record Clause(Cleartext text) implements Block {}

        record KeyTerm(Cleartext text) implements Block {}

        record Paragraph(Cleartext text) implements Block {}

        record Item(Cleartext text) implements Block {}
    }

    /// Fills it in.
    ///
    /// @param lists  items of list fields
    /// @param fields text of other fields
    /// @param mutual whether both sides promise
    /// @throws IllegalStateException if a field is not given
    List<Block> filled(Map<String, List<String>> lists, Map<String, Cleartext> fields, boolean mutual) {
        List<Block> blocks = new ArrayList<>();
        int clause = 0;
        for (String line : printed(mutual)) {
            Matcher alone = FIELD.matcher(line);
            if (alone.matches() && lists.containsKey(alone.group(1))) {
                lists.get(alone.group(1)).forEach(item -> blocks.add(new Block.Item(Cleartext.of(item))));
            } else if (line.startsWith("# ")) {
                blocks.add(new Block.Title(Cleartext.of(line.substring(2))));
            } else if (line.startsWith("## ")) {
                clause++;
                blocks.add(new Block.Clause(Cleartext.of(numbered(clause, line.substring(3)))));
            } else if (line.startsWith("@ ")) {
                blocks.add(new Block.Party(filled(line.substring(2), fields)));
            } else if (line.startsWith("! ")) {
                blocks.add(new Block.KeyTerm(filled(line.substring(2), fields)));
            } else {
                blocks.add(new Block.Paragraph(filled(line, fields)));
            }
        }
        return blocks;
    }

    private List<String> printed(boolean mutual) {
        return lines.stream()
                .filter(line -> mutual || !line.startsWith(ONLY_MUTUAL))
                .map(AgreementTemplate::bare)
                .filter(line -> !line.startsWith("% "))
                .toList();
    }

    private static String bare(String line) {
        return line.startsWith(ONLY_MUTUAL) ? line.substring(ONLY_MUTUAL.length()) : line;
    }

    String title() {
        return lines.stream()
                .filter(line -> line.startsWith("# "))
                .map(line -> line.substring(2))
                .findFirst()
                .orElseThrow();
    }

    boolean isEnglish() {
        return english;
    }

    /// Rules of law that it rests on, each once.
    Set<String> rules() {
        Set<String> rules = new TreeSet<>();
        lines.stream()
                .map(AgreementTemplate::bare)
                .filter(line -> line.startsWith("% "))
                .forEach(line -> rules.addAll(List.of(line.substring(2).strip().split("\\s+"))));
        return rules;
    }

    /// The names of its fields, and `?mutual` if it has lines for that.
    Set<String> fields() {
        Set<String> fields = new TreeSet<>();
        lines.forEach(line -> FIELD.matcher(line).results().forEach(found -> fields.add(found.group(1))));
        if (lines.stream().anyMatch(line -> line.startsWith(ONLY_MUTUAL))) {
            fields.add(ONLY_MUTUAL.strip());
        }
        return fields;
    }

    /// What the parties agree about the way of signing: the paragraph that rests on the Electronic Signature Law's
    /// article 13.
    String signing() {
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).startsWith("% ") && lines.get(i).contains("ES-13")) {
                return lines.get(i - 1);
            }
        }
        throw new IllegalStateException("a template without consent to the way of signing");
    }

    /// Its lines as they are written, for whoever makes a file of them.
    List<String> source() {
        return lines;
    }

    /// The lines that speak, each with the rules that follow it; for the test that no statement of law stands
    /// alone.
    List<String> statements() {
        return lines.stream().map(AgreementTemplate::bare).toList();
    }

    String numbered(int clause, String heading) {
        return english ? clause + ". " + heading : "第" + chinese(clause) + "条　" + heading;
    }

    /// One to ninety-nine as Chinese says it.
    static String chinese(int number) {
        String digits = "零一二三四五六七八九";
        String ones = number % 10 == 0 ? "" : digits.substring(number % 10, number % 10 + 1);
        if (number < 10) {
            return ones;
        }
        return (number < 20 ? "" : digits.substring(number / 10, number / 10 + 1)) + "十" + ones;
    }

    private static Cleartext filled(String line, Map<String, Cleartext> fields) {
        StringBuilder out = new StringBuilder();
        Matcher matcher = FIELD.matcher(line);
        int end = 0;
        while (matcher.find()) {
            out.append(line, end, matcher.start());
            Cleartext value = fields.get(matcher.group(1));
            if (value == null) {
                throw new IllegalStateException("the template names a field that is not given: " + matcher.group(1));
            }
            out.append(value.revealForDisplay());
            end = matcher.end();
        }
        return Cleartext.of(out.append(line.substring(end)).toString());
    }
}
