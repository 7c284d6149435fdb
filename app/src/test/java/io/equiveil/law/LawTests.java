package io.equiveil.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The collection says what it should, on every day.
class LawTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final Pattern HALF_WIDTH = Pattern.compile("[\\p{IsHan}”）》][,;:!?()]");

    private final Law law = Law.shipped();

    @Test
    void theCollectionIsWhole() {
        assertThat(law.search("", Optional.empty(), TODAY)).hasSizeGreaterThan(340);
        assertThat(law.parts()).hasSize(18);
        for (String id : List.of(
                "CNT-6",
                "PIPL-13",
                "NDSR-62",
                "XB-8",
                "AUD-1",
                "INC-4c",
                "CSL-LOG",
                "DSL-36",
                "ES-13",
                "CO-84",
                "REG-24",
                "TAX-4",
                "EXC-37",
                "MED-965",
                "AML-40",
                "CC-501",
                "UC-10",
                "CR-253",
                "STD-3",
                "GDPR-33",
                "RET-AML",
                "MAX-PURPOSE",
                "DL-PREEMPT",
                "DISC-1")) {
            assertThat(law.find(id, TODAY)).as(id).isPresent();
        }
    }

    @Test
    void anArticleThatMovedIsCitedAsItStoodOnTheDay() {
        assertThat(law.rule("CSL-LOG", LocalDate.of(2025, 12, 31)).articleZh()).contains("第二十一条第三项");
        assertThat(law.rule("CSL-LOG", LocalDate.of(2026, 1, 1)).articleZh()).contains("第二十三条第三项");
        assertThat(law.rule("UC-10", TODAY).articleEn()).contains("art. 10");
    }

    @Test
    void aRuleDoesNotCountBeforeItIsInForce() {
        assertThat(law.find("INC-4c", LocalDate.of(2025, 10, 31))).isEmpty();
        assertThat(law.find("SCC-2", TODAY)).isEmpty();
        assertThatThrownBy(() -> law.rule("SMALL-1", LocalDate.of(2026, 8, 31)))
                .hasMessageContaining("SMALL-1")
                .hasMessageContaining("2026-08-31");
    }

    @Test
    void anItemInBracketsIsTheSameRule() {
        assertThat(law.rule("PIPL-13(2)", TODAY)).isEqualTo(law.rule("PIPL-13", TODAY));
        assertThat(law.find("PIPL-13(", TODAY)).isEmpty();
        assertThat(law.find("<script>", TODAY)).isEmpty();
    }

    @ParameterizedTest(name = "{0} people under {1}.{2}: {3}")
    @CsvSource(textBlock = """
            # people, rule,    limit,  covered
            10000000, AUD-1,   people, false
            10000001, AUD-1,   people, true
            10000000, NDSR-28, people, true
            99999,    XB-5d,   people, true
            100000,   XB-5d,   people, false
            1000000,  DPO-1,   people, true
            """)
    void theSameDigitsAreComparedAsTheLawCompares(long people, String rule, String limit, boolean covered) {
        assertThat(law.rule(rule, TODAY).limit(limit).covers(people)).isEqualTo(covered);
    }

    @Test
    void onlyWhatWasReadCallsItselfVerified() {
        assertThat(law.rule("PIPL-47", TODAY).verification().verified()).isTrue();
        assertThat(law.rule("DL-RIGHTS", TODAY).verification().verified()).isFalse();
        assertThat(law.rule("DL-RIGHTS", TODAY).policy()).isTrue();
        assertThat(law.rule("SMALL-1", TODAY).verification()).isEqualTo(Verification.V3);
    }

    @Test
    void everyDeadlineAndRetentionSaysFromWhatItRunsAndOnWhatItRests() {
        assertThat(law.search("", Optional.empty(), TODAY)).allSatisfy(rule -> {
            if (rule.kind() == RuleKind.DEADLINE) {
                assertThat(rule.terms()).as(rule.id()).isNotEmpty();
                assertThat(rule.grounds()).as(rule.id()).isNotEmpty();
                assertThat(rule.startZh()).as(rule.id()).isPresent();
            }
            if (rule.kind() == RuleKind.RETENTION) {
                assertThat(rule.startZh()).as(rule.id()).isPresent();
            }
        });
    }

    @Test
    void aDeadlineHasTheNumberOfTheRuleItRestsOn() {
        for (var pair : List.of(
                List.of("DL-PREEMPT", "CO-84", "answer"),
                List.of("DL-REGISTER", "REG-24", "apply"),
                List.of("DL-PUBLICISE", "PUB-10", "publish"),
                List.of("DL-INC-OTHER", "INC-4c", "report"),
                List.of("DL-INC-FINAL", "INC-8", "summary"),
                List.of("DL-VULN", "NDSR-10", "report"),
                List.of("DL-PIT-REPORT", "TAX-4", "report"),
                List.of("DL-PIT-FILE", "TAX-4", "file"),
                List.of("RET-AML", "AML-34", "keep"),
                List.of("RET-PIPIA", "PIPL-56", "keep"),
                List.of("RET-LOG", "CSL-LOG", "keep"),
                List.of("RET-TXN", "EC-31", "keep"))) {
            Term deadline = law.rule(pair.get(0), TODAY).term();
            Term ground = law.rule(pair.get(1), TODAY).term(pair.get(2));
            assertThat(deadline.length()).as(pair.get(0)).isEqualTo(ground.length());
            assertThat(deadline.unit()).as(pair.get(0)).isEqualTo(ground.unit());
        }
    }

    @Test
    void everyPeriodAndNumberHasItsWordsInBothLanguages() throws IOException {
        for (String bundle : List.of("law", "law_en")) {
            Properties words = new Properties();
            try (var in = new InputStreamReader(
                    Objects.requireNonNull(getClass().getResourceAsStream("/messages/" + bundle + ".properties")),
                    StandardCharsets.UTF_8)) {
                words.load(in);
            }
            law.search("", Optional.empty(), TODAY).forEach(rule -> {
                rule.terms().forEach(term -> assertThat(words).containsKey("law.term." + term.name()));
                rule.limits().forEach(limit -> assertThat(words).containsKey("law.limit." + limit.name()));
            });
        }
    }

    @Test
    void chineseTextsUseChinesePunctuation() {
        assertThat(law.search("", Optional.empty(), TODAY))
                .noneMatch(rule -> HALF_WIDTH.matcher(rule.dutyZh()).find());
    }

    @Test
    void isFoundByIdByLawAndByWordsInEitherLanguage() {
        assertThat(law.search("pipl-4", Optional.empty(), TODAY))
                .extracting(LawRule::id)
                .contains("PIPL-4", "PIPL-47");
        assertThat(law.search("优先购买权 三十日", Optional.empty(), TODAY))
                .extracting(LawRule::id)
                .contains("CO-84");
        assertThat(law.search("separate consent", Optional.of("pipl"), TODAY))
                .extracting(LawRule::id)
                .contains("PIPL-23", "PIPL-25", "PIPL-29", "PIPL-39")
                .doesNotContain("NDSR-22");
    }

    @Test
    void twoRowsForTheSameTimeAreRefused() {
        LawRule rule = law.rule("PIPL-47", TODAY);

        assertThatThrownBy(() -> new Law(List.of(rule, rule), law.calendar())).hasMessageContaining("twice");
    }
}
