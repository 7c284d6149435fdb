package io.equiveil.nda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equiveil.kernel.Cleartext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AgreementPaperTests {

    static final Map<String, List<String>> LISTS =
            Map.of("classes", List.of("基本信息", "联系方式"), "measures", List.of("2.2 数据库加密"));

    static final Map<String, Cleartext> FIELDS = Map.of(
            "party", Cleartext.of("欧阳<测试>"),
            "firm", Cleartext.of("示例股权咨询有限公司"),
            "number", Cleartext.of("EV-1"),
            "version", Cleartext.of("1"),
            "years", Cleartext.of("3"),
            "damages", Cleartext.of(""),
            "fingerprint", Cleartext.of("0123abcd"),
            "matter", Cleartext.of("青松"));

    @ParameterizedTest
    @EnumSource(AgreementKind.class)
    void everyTemplateIsFilledInBothLanguages(AgreementKind kind) throws Exception {
        for (Locale locale : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
            byte[] pdf = new AgreementPaper().write(kind, locale, LISTS, FIELDS);

            try (var document = Loader.loadPDF(pdf)) {
                String text = new PDFTextStripper().getText(document);
                assertThat(text).contains("欧阳<测试>", "示例股权咨询有限公司", "基本信息", "0123abcd");
                assertThat(text).doesNotContain("{{", "}}");
                assertThat(document.getNumberOfPages()).isBetween(2, 6);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(AgreementKind.class)
    void theSignatureBoxesStandOnTheLastPageOnly(AgreementKind kind) throws Exception {
        byte[] pdf = new AgreementPaper().write(kind, Locale.SIMPLIFIED_CHINESE, LISTS, FIELDS);

        try (var document = Loader.loadPDF(pdf)) {
            int last = document.getNumberOfPages();
            PDFTextStripper before = new PDFTextStripper();
            before.setEndPage(last - 1);
            PDFTextStripper signing = new PDFTextStripper();
            signing.setStartPage(last);
            assertThat(before.getText(document)).doesNotContain("（签名）", "（签章）");
            assertThat(signing.getText(document)).contains("签署页", "（签名）");
            assertThat(signing.getText(document).contains("（签章）"))
                    .as("the firm signs where both sign")
                    .isEqualTo(kind.bothSign());
        }
    }

    @Test
    void aMissingFieldIsAMistakeAndNotABlank() {
        assertThatThrownBy(() -> new AgreementPaper()
                        .write(
                                AgreementKind.BUYER,
                                Locale.SIMPLIFIED_CHINESE,
                                LISTS,
                                Map.of("firm", Cleartext.of("x"))))
                .isInstanceOf(IllegalStateException.class);
    }
}
