package io.equiveil.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Both languages say the same things, in their own punctuation, and no page asks for a text that nobody wrote.
class MessageKeysWallTests {

    private static final Path MESSAGES = Path.of("src/main/resources/messages");
    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    // Half-width punctuation right after a Chinese character, or after a closing mark of Chinese.
    private static final Pattern HALF_WIDTH = Pattern.compile("[\\p{IsHan}”）】》][,;:!?]");
    private static final Pattern KEY_IN_TEMPLATE = Pattern.compile("#\\{\\s*([a-z][A-Za-z0-9_.-]*)\\s*[(}]");
    private static final Pattern KIND_OF_RECORD = Pattern.compile("\"([a-z-]+/v[0-9]+)\"");
    private static final Pattern ARGUMENT = Pattern.compile("\\{\\d");
    private static final Pattern LONE_QUOTE = Pattern.compile("(?<!')'(?!')");

    @Test
    void everyRoomSaysTheSameThingsInBothLanguages() throws IOException {
        for (String room : rooms()) {
            assertThat(keys(room + ".properties"))
                    .as("texts of %s in Chinese against English", room)
                    .isEqualTo(keys(room + "_en.properties"));
        }
    }

    @Test
    void everyKindOfRecordIsCalledSomethingThatPeopleUnderstand() throws IOException {
        Set<String> texts = keys("ledger.properties");
        List<String> unnamed = new ArrayList<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                String code = Files.readString(source);
                Matcher kind = KIND_OF_RECORD.matcher(code);
                while (code.contains("String ledgerKind()") && kind.find()) {
                    if (!texts.contains("ledger.kind." + kind.group(1))) {
                        unnamed.add(kind.group(1));
                    }
                }
            }
        }
        assertThat(unnamed)
                .as("kinds without ledger.kind.<kind> in messages/ledger.properties")
                .isEmpty();
    }

    @Test
    void everyKeyStartsWithItsRoom() throws IOException {
        for (String room : rooms()) {
            assertThat(keys(room + ".properties")).as(room).allMatch(key -> key.startsWith(room + "."));
        }
    }

    @Test
    void chineseTextsUseChinesePunctuation() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String room : rooms()) {
            load(room + ".properties").forEach((key, text) -> {
                if (HALF_WIDTH.matcher((String) text).find()) {
                    wrong.add(key + "=" + text);
                }
            });
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void textsWithArgumentsDoubleTheirApostrophes() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String room : rooms()) {
            for (String file : List.of(room + ".properties", room + "_en.properties")) {
                load(file).forEach((key, text) -> {
                    String value = (String) text;
                    if (ARGUMENT.matcher(value).find()
                            && LONE_QUOTE.matcher(value).find()) {
                        wrong.add(key + "=" + value);
                    }
                });
            }
        }
        assertThat(wrong).as("a lone ' swallows the rest of a text with {0}").isEmpty();
    }

    @Test
    void noTemplateAsksForATextThatIsMissing() throws IOException {
        TreeSet<String> known = new TreeSet<>();
        for (String room : rooms()) {
            known.addAll(keys(room + ".properties"));
        }
        List<String> missing = new ArrayList<>();
        for (Path template : templates()) {
            Matcher asked =
                    KEY_IN_TEMPLATE.matcher(Files.readString(template).replaceAll("(?s)<!--/\\*.*?\\*/-->", ""));
            while (asked.find()) {
                if (!known.contains(asked.group(1))) {
                    missing.add(TEMPLATES.relativize(template) + ": " + asked.group(1));
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void noTemplateCarriesInlineStyleOrScriptOrAForeignHost() throws IOException {
        Pattern inline = Pattern.compile(
                "\\sstyle=|th:style|<style|<script(?![^>]*src=)|\\son[a-z]+=|hx-on|javascript:|(?:src|href)=\"(?:https?:)?//");
        for (Path template : templates()) {
            assertThat(inline.matcher(Files.readString(template)).results().map(r -> r.group()))
                    .as("%s", template)
                    .isEmpty();
        }
    }

    // th:replace is carried out before th:if and th:each on the same element, which then never count.
    @Test
    void noElementIsReplacedAndConditionalAtOnce() throws IOException {
        Pattern element = Pattern.compile("<[a-z][^>]*\\sth:(?:replace|insert)=\"[^\"]*\"[^>]*>");
        Pattern condition = Pattern.compile("\\sth:(?:if|unless|each|switch|case)=");
        for (Path template : templates()) {
            List<String> both = element.matcher(Files.readString(template).replaceAll("(?s)<!--/\\*.*?\\*/-->", ""))
                    .results()
                    .map(r -> r.group())
                    .filter(e -> condition.matcher(e).find())
                    .toList();
            assertThat(both).as("%s", template).isEmpty();
        }
    }

    private static List<String> rooms() throws IOException {
        try (Stream<Path> files = Files.list(MESSAGES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.contains("_"))
                    .map(name -> name.replace(".properties", ""))
                    .sorted()
                    .toList();
        }
    }

    private static List<Path> templates() throws IOException {
        try (Stream<Path> files = Files.walk(TEMPLATES)) {
            return files.filter(file -> file.toString().endsWith(".html")).toList();
        }
    }

    private static TreeSet<String> keys(String file) throws IOException {
        return new TreeSet<>(load(file).stringPropertyNames());
    }

    private static Properties load(String file) throws IOException {
        Properties properties = new Properties();
        Path path = MESSAGES.resolve(file);
        assertThat(path).exists();
        try (Reader reader = new InputStreamReader(Files.newInputStream(path), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }
}
