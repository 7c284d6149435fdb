package io.equiveil.texts;

import io.equiveil.law.Law;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What makes a text usable: every place it leaves open is one that somebody fills, and every rule that it cites was in
/// force on its day.
final class Soundness {

    /// A citation in a text: `[PIPL-47]`, or several in one pair of brackets, `[PIPL-47 RET-AML]`.
    static final Pattern CITATIONS = Pattern.compile(
            "\\[([A-Z][A-Za-z0-9]*-[A-Za-z0-9+'()-]+(?: [A-Z][A-Za-z0-9]*-[A-Za-z0-9+'()-]+)*)](?!\\()");

    private final Law law;
    private final LocalDate on;

    Soundness(Law law, LocalDate on) {
        this.law = law;
        this.on = on;
    }

    /// Placeholders that nothing fills.
    List<String> unknownFields(String body) {
        return TextField.PLACEHOLDER
                .matcher(body)
                .results()
                .map(found -> found.group(1))
                .filter(key -> TextField.of(key).isEmpty())
                .distinct()
                .toList();
    }

    /// Citations of rules that do not exist or were not in force.
    List<String> unknownCitations(String body) {
        return citations(body).stream()
                .filter(citation -> law.find(citation, on).isEmpty())
                .toList();
    }

    /// Every citation in a text, each once.
    static List<String> citations(String body) {
        Matcher matcher = CITATIONS.matcher(body);
        return matcher.results()
                .flatMap(found -> List.of(found.group(1).split(" ")).stream())
                .distinct()
                .toList();
    }
}
