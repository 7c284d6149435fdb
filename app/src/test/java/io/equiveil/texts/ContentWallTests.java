package io.equiveil.texts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equiveil.law.Law;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// Everything that ships can be relied on as far as we can check: marked, cited, sound, and in the punctuation of its
/// language. (That a file is marked and translated where it must be, the shelf itself refuses to miss.)
class ContentWallTests {

    private static final Pattern HALF_WIDTH = Pattern.compile("[\\p{IsHan}”）》】][,;:!?()]|[,;:!?(][\\p{IsHan}“（《]");

    private static final LocalDate WRITTEN = LocalDate.of(2026, 11, 23);

    private final Law law = Law.shipped();
    private final List<ShippedText> all = new Shelf().all();

    @Test
    void everyTextCitesRulesThatWereInForceOnItsDay() {
        List<String> wrong = new ArrayList<>();
        for (ShippedText text : all) {
            Soundness soundness = new Soundness(law, text.of());
            Set<String> cited = new LinkedHashSet<>();
            text.wording().bodies().values().forEach(body -> cited.addAll(Soundness.citations(body)));
            text.cites().stream()
                    .filter(citation -> law.find(citation, text.of()).isEmpty())
                    .forEach(citation -> wrong.add(text.id() + " rests on " + citation));
            text.wording()
                    .bodies()
                    .values()
                    .forEach(body -> soundness
                            .unknownCitations(body)
                            .forEach(citation -> wrong.add(text.id() + " cites " + citation)));
            if (cited.isEmpty()) {
                wrong.add(text.id() + " cites nothing");
            }
            Set<String> head = new LinkedHashSet<>(text.cites());
            cited.stream()
                    .map(citation -> law.idOf(citation).orElse(citation))
                    .filter(id -> !head.contains(id))
                    .forEach(id -> wrong.add(text.id() + " cites " + id + ", which its head does not name"));
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyPlaceToFillInIsOneThatSomebodyFills() {
        for (ShippedText text : all) {
            text.wording().bodies().forEach((language, body) -> {
                assertThat(new Soundness(law, text.of()).unknownFields(body))
                        .as("%s %s", text.id(), language)
                        .isEmpty();
                assertThat(TextField.PLACEHOLDER.matcher(body).replaceAll(""))
                        .as("%s %s", text.id(), language)
                        .doesNotContain("{{", "}}", "TODO", "XXX");
            });
        }
    }

    @Test
    void chineseHasChinesePunctuationAndEnglishHasNoChinese() {
        List<String> wrong = new ArrayList<>();
        for (ShippedText text : all) {
            text.wording()
                    .bodies()
                    .forEach((language, body) -> body.lines().forEach(line -> {
                        String words = Soundness.CITATIONS.matcher(line).replaceAll("");
                        boolean bad = language == TextLanguage.ZH_CN
                                ? HALF_WIDTH.matcher(words).find()
                                : Pattern.compile("\\p{IsHan}|[，。；：？！]")
                                        .matcher(words)
                                        .find();
                        if (bad) {
                            wrong.add(text.id() + ": " + line);
                        }
                    }));
        }
        assertThat(wrong).isEmpty();
    }

    /// How many of each there have to be on day one.
    @Test
    void nothingOfTheContentForTheFirstDayIsMissing() {
        Map<String, Integer> needed = new LinkedHashMap<>();
        needed.put("course-\\d.*", 8);
        needed.put("questions-\\d.*", 8);
        needed.put("training-cases", 1);
        needed.put("rules-.*", 9);
        needed.put("impact-assessment-.*", 2);
        needed.put("processing-list", 1);
        needed.put("playbook-\\d.*|emergency-plan", 8);
        needed.put("notice-to-(clients|authority)", 2);
        needed.put("phone-script", 1);
        needed.put("drill-.*", 2);
        needed.put("processing-agreement|questionnaire", 2);
        needed.put("duties-of-twelve", 1);
        needed.put("reply-.*", 6);
        needed.put("refusal-reasons", 1);
        needed.put("separate-consent-.*", 6);
        needed.put("mandate|non-circumvention|notice-84|waiver-84|spouse-consent|authority|return-destruction", 7);
        needed.forEach((names, count) -> assertThat(
                        all.stream().map(text -> text.id().value()).distinct().filter(id -> id.matches(names)))
                .as(names)
                .hasSize(count));
        assertThat(all.stream()
                        .filter(text -> text.version() == 1 && text.id().value().startsWith("questions-"))
                        .mapToLong(text -> text.wording()
                                .bodies()
                                .get(TextLanguage.ZH_CN)
                                .lines()
                                .filter(line -> line.startsWith("## "))
                                .count())
                        .sum())
                .isEqualTo(150);
    }

    @Test
    void theFourPapersOfTheSetUpAreThere() {
        assertThat(new Shelf().newest().stream().filter(text -> text.setUp() > 0))
                .extracting(text -> text.id().value())
                .containsExactlyInAnyOrder(
                        "privacy-policy", "confidentiality-terms", "impact-assessment-clients", "emergency-plan");
    }

    // Agreements that people sign and notices that they are shown have forms of their own; what they cite is law too.
    @Test
    void agreementsAndNoticesCiteRulesInForce() throws IOException {
        var files = new PathMatchingResourcePatternResolver();
        Pattern cited = Pattern.compile("(?m)^(?:\\?\\w+ )?% (.+)$|\"([A-Z][A-Za-z0-9]*-[A-Za-z0-9-]+)\"");
        List<String> wrong = new ArrayList<>();
        int seen = 0;
        for (String place : List.of("classpath:nda/papers/*.txt", "classpath:consent/notices/*.json")) {
            for (Resource file : files.getResources(place)) {
                String words = file.getContentAsString(StandardCharsets.UTF_8);
                for (String citation : cited.matcher(words)
                        .results()
                        .flatMap(found -> Stream.of(found.group(1) == null ? found.group(2) : found.group(1)))
                        .flatMap(line -> Stream.of(line.split(" ")))
                        .filter(citation -> !citation.equals("zh-CN"))
                        .toList()) {
                    seen++;
                    if (law.find(citation, WRITTEN).isEmpty()) {
                        wrong.add(file.getFilename() + " cites " + citation);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(seen).isGreaterThan(100);
    }

    @Test
    void aFileThatIsUnmarkedUncitedUnknownOrUntranslatedIsRefused() {
        String head = "---\ntitle: 试\nkind: AGREEMENT\nof: 2026-11-23\ncites: PIPL-51\nmark: unreviewed\n---\n正文\n";
        assertThat(Shelf.File.parse("nda/content/try-it.v1.zh-CN.md", head).title())
                .isEqualTo("试");
        for (String broken : List.of(
                head.replace("mark: unreviewed\n", ""),
                head.replace("mark: unreviewed", "mark: reviewed"),
                head.replace("cites: PIPL-51\n", ""),
                head.replace("kind: AGREEMENT", "kind: POEM"),
                head.replace("of: 2026-11-23", "of: soon"),
                "no head")) {
            assertThatThrownBy(() -> Shelf.File.parse("nda/content/try-it.v1.zh-CN.md", broken))
                    .isInstanceOf(RuntimeException.class);
        }
        assertThatThrownBy(() -> Shelf.File.parse("nda/content/Try.v1.zh-CN.md", head))
                .hasMessageContaining("is not named");
        assertThatThrownBy(() -> new Shelf(List.of(Shelf.File.parse("nda/content/try-it.v1.zh-CN.md", head))))
                .hasMessageContaining("not there in English");
    }
}
