package io.equiveil.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every number here is synthetic; births lie so far back that they match nobody alive.
class IdentifiersTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "110101190001010014",
                "44030019040229002X",
                "310101190102281013",
                "33010019050605018X",
                "33010019050605018x",
                "3301 0019 0506 0501 8x",
                "１１０１０１１９０００１０１００１４"
            })
    void takesResidentIds(String typed) {
        assertThat(Identifiers.residentId(typed, TODAY)).isInstanceOf(Checked.Good.class);
    }

    @ParameterizedTest(name = "{0} is refused: {1}")
    @CsvSource(textBlock = """
            110101190001010010, WRONG_CHECK_DIGIT
            110101190002290011, IMPOSSIBLE_DATE
            110101203001010014, IMPOSSIBLE_DATE
            990101190001010014, OTHER_DOCUMENT
            160101190001010014, UNKNOWN_AREA
            110101900101001,    RETIRED
            1101011900010100,   WRONG_SHAPE
            810000190001010018, OTHER_DOCUMENT
            """)
    void refusesOtherResidentIds(String typed, IdentifierFault fault) {
        assertThat(Identifiers.residentId(typed, TODAY)).isEqualTo(Checked.bad(fault));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            RESIDENCE_PERMIT,            810000190001010018
            RESIDENCE_PERMIT,            820000190001010028
            RESIDENCE_PERMIT,            830000190001010038
            FOREIGN_PERMANENT_RESIDENT,  911840190001010017
            FOREIGN_PERMANENT_RESIDENT,  931826190001010021
            FOREIGN_PERMANENT_RESIDENT,  944250190001010031
            FOREIGN_PERMANENT_RESIDENT,  USA110000010104
            FOREIGN_PERMANENT_RESIDENT,  GBR310000010106
            FOREIGN_PERMANENT_RESIDENT,  FRA440300010217
            HK_MACAU_PERMIT,             H00000001
            HK_MACAU_PERMIT,             M0000000101
            TAIWAN_PERMIT,               00000001
            TAIWAN_PERMIT,               0000000101
            CHINESE_PASSPORT,            E00000001
            CHINESE_PASSPORT,            EA0000001
            CHINESE_PASSPORT,            MA0000001
            FOREIGN_PASSPORT,            L898902C3
            """)
    void takesOtherDocuments(IdentityDocument kind, String typed) {
        assertThat(Identifiers.document(kind, typed, TODAY)).isEqualTo(Checked.good(typed));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            RESIDENCE_PERMIT,            810000190001010019
            RESIDENCE_PERMIT,            110101190001010014
            FOREIGN_PERMANENT_RESIDENT,  911840190001010018
            FOREIGN_PERMANENT_RESIDENT,  USA110000010105
            HK_MACAU_PERMIT,             A00000001
            HK_MACAU_PERMIT,             H1234567
            TAIWAN_PERMIT,               0000001
            CHINESE_PASSPORT,            EI0000001
            CHINESE_PASSPORT,            E0000001
            """)
    void refusesOtherDocumentsOfTheWrongShape(IdentityDocument kind, String typed) {
        assertThat(Identifiers.document(kind, typed, TODAY)).isInstanceOf(Checked.Bad.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "91110000000000000E",
                "91310115MA0000007H",
                "91440300MA1K00007E",
                "92330106MA0000007M",
                "91110105MA00003490",
                "91110105MA0000226Y"
            })
    void takesCreditCodesAlsoWhereTheSumIsZero(String typed) {
        assertThat(Identifiers.uscc(typed)).isEqualTo(Checked.good(typed));
    }

    @Test
    void keepsACreditCodeWithAnotherCheckWithAWarningForEarlyCodesFailIt() {
        assertThat(Identifiers.uscc("91310115MA0000007G"))
                .isEqualTo(Checked.warned("91310115MA0000007G", IdentifierWarning.CONFIRM_WITH_REGISTRY));
        assertThat(Identifiers.uscc("9131O115MA0000007H")).isEqualTo(Checked.bad(IdentifierFault.WRONG_SHAPE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"110000000000017", "310115000001234", "440301600000012"})
    void takesRegistrationNumbers(String typed) {
        assertThat(Identifiers.registrationNumber(typed)).isEqualTo(Checked.good(typed));
    }

    @Test
    void refusesARegistrationNumberWithAnotherCheck() {
        assertThat(Identifiers.registrationNumber("110000000000018"))
                .isEqualTo(Checked.bad(IdentifierFault.WRONG_CHECK_DIGIT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "13800000000",
                "138 0000 0000",
                "138-0000-0000",
                "+86 13800000000",
                "0086-138-0000-0000",
                "８６１３８００００００００"
            })
    void bringsMobileNumbersIntoOneForm(String typed) {
        assertThat(Identifiers.mobile(typed)).isEqualTo(Checked.good("13800000000"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345678901", "1380000000", "138000000000", "2138000000"})
    void refusesWhatIsNoMobileNumber(String typed) {
        assertThat(Identifiers.mobile(typed)).isInstanceOf(Checked.Bad.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"6222020000000007", "6217000000000000004", "6250940000000001"})
    void takesBankCards(String typed) {
        assertThat(Identifiers.bankCard(typed)).isEqualTo(Checked.good(typed));
    }

    @Test
    void keepsACardThatFailsLuhnWithAWarningAndNeverAsksItOfCompanies() {
        assertThat(Identifiers.bankCard("6222020000000008"))
                .isEqualTo(Checked.warned("6222020000000008", IdentifierWarning.COMPARE_WITH_CARD));
        assertThat(Identifiers.companyAccount("6222020000000008")).isEqualTo(Checked.good("6222020000000008"));
    }

    @Test
    void goodNumbersDoNotPrintThemselves() {
        assertThat(Identifiers.mobile("13800000000").toString()).doesNotContain("138");
    }

    @Test
    void masksShowEnoughToRecogniseAndTooLittleToUse() {
        assertThat(Masks.personName("王小明")).isEqualTo("王**");
        assertThat(Masks.mobile("13800000000")).isEqualTo("138****0000");
        assertThat(Masks.number("310101190102281013")).isEqualTo("3101**********1013");
        assertThat(Masks.number("E00000001")).isEqualTo("E0*****01");
        assertThat(Masks.account("6222020000000007")).isEqualTo("**** 0007");
        assertThat(Masks.email("wang@example.com")).isEqualTo("w***@example.com");
        assertThat(Masks.companyName("示例股权有限公司")).isEqualTo("示例****");
    }

    @Test
    void warningsAreKeptApartFromFaults() {
        assertThat(((Checked.Good) Identifiers.uscc("91310115MA0000007H")).warning())
                .isEqualTo(Optional.empty());
    }
}
