package io.equiveil.nda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equiveil.kernel.Cleartext;
import io.equiveil.law.Law;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AgreementPaperTests {

    static final Map<String, List<String>> LISTS =
            Map.of("classes", List.of("基本信息", "联系方式"), "measures", List.of("2.2 数据库加密"));

    static final Map<String, Cleartext> FIELDS = Map.ofEntries(
            Map.entry("party", Cleartext.of("欧阳<测试>")),
            Map.entry("firm", Cleartext.of("示例股权咨询有限公司")),
            Map.entry("contact", Cleartext.of("示例市示例路一号")),
            Map.entry("number", Cleartext.of("EV-0A1B2C3D")),
            Map.entry("version", Cleartext.of("2")),
            Map.entry("years", Cleartext.of("3")),
            Map.entry("damages", Cleartext.of("")),
            Map.entry("costs", Cleartext.of("")),
            Map.entry("answerdays", Cleartext.of("15")),
            Map.entry("fingerprint", Cleartext.of("0123abcd")),
            Map.entry("matter", Cleartext.of("青松")));

    static AgreementPaper.Words words(AgreementKind kind, boolean mutual) {
        return words(kind, Locale.SIMPLIFIED_CHINESE, mutual, "b2d1");
    }

    static AgreementPaper.Words words(AgreementKind kind, Locale locale, boolean mutual, String salt) {
        return new AgreementPaper.Words(kind, locale, "EV-0A1B2C3D", mutual, salt, LISTS, FIELDS);
    }

    @ParameterizedTest
    @EnumSource(AgreementKind.class)
    void everyTemplateIsFilledInBothLanguages(AgreementKind kind) throws Exception {
        for (Locale locale : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
            AgreementPaper.Printed printed = new AgreementPaper().write(words(kind, locale, true, "b2d1"));

            String text = text(printed.pdf(), 1, printed.pages());
            assertThat(text).contains("欧阳<测试>", "示例股权咨询有限公司", "基本信息", "0123abcd");
            assertThat(text).doesNotContain("{{", "}}", "% ", "?mutual");
            assertThat(printed.pages()).isBetween(2, 6);
        }
    }

    @ParameterizedTest
    @EnumSource(AgreementKind.class)
    void everyRuleThatATextRestsOnIsInTheCollectionOfLaw(AgreementKind kind) {
        Law law = Law.shipped();
        for (Locale locale : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
            AgreementTemplate template = AgreementTemplate.of(kind, locale);
            assertThat(template.rules())
                    .isNotEmpty()
                    .allSatisfy(rule -> assertThat(law.editions(rule)).as(rule).isNotEmpty());
        }
        assertThat(AgreementTemplate.of(kind, Locale.ENGLISH).rules())
                .as("both languages rest on the same rules")
                .isEqualTo(AgreementTemplate.of(kind, Locale.SIMPLIFIED_CHINESE).rules());
    }

    @ParameterizedTest
    @EnumSource(AgreementKind.class)
    void theSignatureBoxesStandOnTheLastPageOnly(AgreementKind kind) throws Exception {
        AgreementPaper.Printed printed = new AgreementPaper().write(words(kind, false));

        String last = text(printed.pdf(), printed.pages(), printed.pages());
        assertThat(text(printed.pdf(), 1, printed.pages() - 1)).doesNotContain("签署页", "盖章）");
        assertThat(last).contains("签署页", "本页无正文", printed.textHash());
        assertThat(last.contains("本公司（签字、盖章）"))
                .as("the firm signs where both sign")
                .isEqualTo(kind.bothSign());
    }

    @Test
    void everyPageSaysWhichVersionAndPageItIs() throws Exception {
        AgreementPaper.Printed printed = new AgreementPaper().write(words(AgreementKind.CLIENT_FIRM, false));

        for (int page = 1; page <= printed.pages(); page++) {
            assertThat(text(printed.pdf(), page, page))
                    .contains(
                            "第 " + page + " 页 / 共 " + printed.pages() + " 页",
                            PageCodes.shortVersion(printed.textHash()),
                            PageCodes.of(printed.textHash(), page));
        }
    }

    @Test
    void whatBothSidesPromiseIsAClauseOfItsOwnAndLeavesNoGapInTheNumbers() throws Exception {
        AgreementPaper.Printed oneWay = new AgreementPaper().write(words(AgreementKind.BUYER, false));
        AgreementPaper.Printed mutual = new AgreementPaper().write(words(AgreementKind.BUYER, true));

        assertThat(text(oneWay.pdf(), 1, 3)).doesNotContain("甲方的保密义务").contains("第五条　保密期限");
        assertThat(text(mutual.pdf(), 1, 3)).contains("第五条　甲方的保密义务", "第六条　保密期限");
        assertThat(mutual.textHash()).isNotEqualTo(oneWay.textHash());
    }

    @Test
    void theVersionHashTellsNobodyWhetherANameWasGuessedRight() {
        AgreementPaper paper = new AgreementPaper();

        assertThat(paper.write(words(AgreementKind.STAFF, Locale.ENGLISH, false, "one"))
                        .textHash())
                .isNotEqualTo(paper.write(words(AgreementKind.STAFF, Locale.ENGLISH, false, "another"))
                        .textHash());
    }

    @Test
    void aMissingFieldIsAMistakeAndNotABlank() {
        assertThatThrownBy(() -> new AgreementPaper()
                        .write(new AgreementPaper.Words(
                                AgreementKind.BUYER,
                                Locale.SIMPLIFIED_CHINESE,
                                "EV-1",
                                false,
                                "x",
                                LISTS,
                                Map.of("firm", Cleartext.of("x")))))
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @CsvSource({"1, 一", "10, 十", "11, 十一", "20, 二十", "21, 二十一"})
    void clausesAreCountedAsChineseCounts(int number, String said) {
        assertThat(AgreementTemplate.chinese(number)).isEqualTo(said);
    }

    private static String text(byte[] pdf, int from, int to) throws Exception {
        try (var document = Loader.loadPDF(pdf)) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setStartPage(from);
            stripper.setEndPage(to);
            return stripper.getText(document);
        }
    }
}
