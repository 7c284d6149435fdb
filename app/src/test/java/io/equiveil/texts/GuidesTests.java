package io.equiveil.texts;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.kernel.Role;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// The guides say what the screens say.
class GuidesTests {

    private static final Path FOLDER = Path.of("../docs/guide");
    private static final List<Locale> LANGUAGES = List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH);
    private static final int MOST_LINES = 90;
    private static final Pattern ARGUMENT = Pattern.compile("\\{\\d[^{}]*}");
    private static final Pattern HALF_WIDTH = Pattern.compile("[\\p{IsHan}”）》][,;:!?]");
    private static final Parser MARKDOWN =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();

    @ParameterizedTest
    @EnumSource(Guide.class)
    void whatIsBoldStandsOnAScreenInThatLanguage(Guide guide) throws IOException {
        for (Locale language : LANGUAGES) {
            Screen screen = Screen.in(language);
            List<String> bold = bold(read(guide, language));

            assertThat(bold).as(file(guide, language)).hasSizeGreaterThan(15);
            assertThat(bold.stream().filter(words -> !screen.says(words)))
                    .as("%s: bold words that no property file of this language has", file(guide, language))
                    .isEmpty();
        }
    }

    @Test
    void wordsThatNoScreenHasAreFound() throws IOException {
        Screen chinese = Screen.in(Locale.SIMPLIFIED_CHINESE);
        Screen english = Screen.in(Locale.ENGLISH);

        assertThat(chinese.says("谁看过我的资料")).isTrue();
        assertThat(chinese.says("有 1 位买方等您决定")).as("with its argument").isTrue();
        assertThat(chinese.says("谁看过您的资料")).isFalse();
        assertThat(chinese.says("Who looked at my data"))
                .as("the other language")
                .isFalse();
        assertThat(english.says("谁看过我的资料")).as("the other language").isFalse();
        assertThat(english.says("")).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Guide.class)
    void bothLanguagesHaveTheSamePartsAndAreShort(Guide guide) throws IOException {
        String chinese = read(guide, Locale.SIMPLIFIED_CHINESE);
        String english = read(guide, Locale.ENGLISH);

        assertThat(headings(english))
                .as(guide.path())
                .isEqualTo(headings(chinese))
                .startsWith(1);
        assertThat(bold(english)).as(guide.path()).hasSameSizeAs(bold(chinese));
        assertThat(chinese.lines().count()).isEqualTo(english.lines().count()).isBetween(40L, (long) MOST_LINES);
        assertThat(HALF_WIDTH.matcher(chinese).results().map(found -> found.group()))
                .as("half-width punctuation in %s", guide.path())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Guide.class)
    void everyMarkIsUnderstood(Guide guide) throws IOException {
        for (Locale language : LANGUAGES) {
            assertThat(plain(read(guide, language)))
                    .as(file(guide, language))
                    .noneMatch(text -> text.contains("**") || text.contains("{{") || text.contains("??"));
        }
    }

    @Test
    void theIndexNamesEveryGuideAndEveryGuideIsOneOfThese() throws IOException {
        String index = Files.readString(FOLDER.resolve("README.md"));
        Set<String> expected = Arrays.stream(Guide.values())
                .flatMap(guide -> LANGUAGES.stream().map(language -> file(guide, language)))
                .collect(Collectors.toSet());
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(path -> path.getFileName().toString())
                            .filter(name -> !name.startsWith("running-") && !name.equals("README.md")))
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
        assertThat(expected).allMatch(file -> index.contains("(" + file + ")"));
    }

    @Test
    void everyRoleHasAGuideOfItsOwnAndWhatThePublicReads() {
        assertThat(Role.values())
                .allSatisfy(role -> assertThat(Guide.of(Set.of(role)))
                        .as(role.name())
                        .hasSizeGreaterThan(1)
                        .endsWith(Guide.PUBLIC));
        assertThat(Guide.of(Set.of())).containsExactly(Guide.PUBLIC);
        assertThat(Guide.of(Set.of(Role.CLIENT))).containsExactly(Guide.SELLER, Guide.BUYER, Guide.PUBLIC);
        assertThat(Guide.named("compliance-officer")).contains(Guide.COMPLIANCE_OFFICER);
        assertThat(Guide.named("../application")).isEmpty();
    }

    private static String file(Guide guide, Locale language) {
        return Guides.file(guide, language);
    }

    private static String read(Guide guide, Locale language) throws IOException {
        return Files.readString(FOLDER.resolve(file(guide, language)));
    }

    private static List<String> bold(String markdown) {
        List<String> found = new ArrayList<>();
        MARKDOWN.parse(markdown).accept(new AbstractVisitor() {
            @Override
            public void visit(StrongEmphasis strong) {
                found.add(String.join("", plain(strong)));
            }
        });
        return found;
    }

    private static List<Integer> headings(String markdown) {
        List<Integer> levels = new ArrayList<>();
        MARKDOWN.parse(markdown).accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                levels.add(heading.getLevel());
            }
        });
        return levels;
    }

    private static List<String> plain(String markdown) {
        return plain(MARKDOWN.parse(markdown));
    }

    private static List<String> plain(Node node) {
        List<String> texts = new ArrayList<>();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text text) {
                texts.add(text.getLiteral());
            }
        });
        return texts;
    }

    /// What the property files of one language say, without the full stop or colon at the end.
    private record Screen(Set<String> exact, List<Pattern> withArguments) {

        static Screen in(Locale language) throws IOException {
            boolean english = language.equals(Locale.ENGLISH);
            Set<String> exact = new HashSet<>();
            List<Pattern> patterns = new ArrayList<>();
            for (var file :
                    new PathMatchingResourcePatternResolver().getResources("classpath:/messages/*.properties")) {
                if (String.valueOf(file.getFilename()).endsWith("_en.properties") != english) {
                    continue;
                }
                Properties properties = new Properties();
                try (Reader reader = Files.newBufferedReader(file.getFile().toPath())) {
                    properties.load(reader);
                }
                for (String key : properties.stringPropertyNames()) {
                    String words = trimmed(properties.getProperty(key));
                    exact.add(words);
                    if (ARGUMENT.matcher(words).find()
                            && ARGUMENT.matcher(words).replaceAll("").strip().length() > 2) {
                        patterns.add(pattern(words.replace("''", "'")));
                    }
                }
            }
            exact.remove("");
            return new Screen(exact, patterns);
        }

        boolean says(String words) {
            String asked = trimmed(words);
            return exact.contains(asked)
                    || withArguments.stream()
                            .anyMatch(each -> each.matcher(asked).matches());
        }

        private static Pattern pattern(String words) {
            return Pattern.compile(Arrays.stream(ARGUMENT.split(words, -1))
                    .map(part -> part.isEmpty() ? "" : Pattern.quote(part))
                    .collect(Collectors.joining(".+")));
        }

        private static String trimmed(String words) {
            return words.strip().replaceAll("[。.：:…]+$", "");
        }
    }
}
