package io.equiveil.nda;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PageCodesTests {

    private static final String TEXT = "0123456789abcdef".repeat(4);
    private static final String OTHER = "fedcba9876543210".repeat(4);
    private static final String NUMBER = "EV-0A1B2C3D";

    @Test
    void everyPageOfEveryVersionHasItsOwnCode() {
        assertThat(PageCodes.of(TEXT, 1)).matches("[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}");
        assertThat(PageCodes.of(TEXT, 1)).isNotEqualTo(PageCodes.of(TEXT, 2)).isNotEqualTo(PageCodes.of(OTHER, 1));
    }

    @Test
    void aReadCodeNamesThePageOfThisTextOnly() {
        String read = PageCodes.printed(NUMBER, TEXT, 3, 4);

        assertThat(PageCodes.pageOf(read, NUMBER, TEXT, 4)).contains(3);
        assertThat(PageCodes.pageOf(read, NUMBER, OTHER, 4))
                .as("another version")
                .isEmpty();
        assertThat(PageCodes.pageOf(read, "EV-FFFFFFFF", TEXT, 4))
                .as("another agreement")
                .isEmpty();
        assertThat(PageCodes.pageOf(read, NUMBER, TEXT, 2))
                .as("a page too many")
                .isEmpty();
        assertThat(PageCodes.pageOf(read.replace(" 3/4 ", " 2/4 "), NUMBER, TEXT, 4))
                .as("a page that says it is another")
                .isEmpty();
        assertThat(PageCodes.pageOf("https://example.invalid", NUMBER, TEXT, 4)).isEmpty();
    }

    @Test
    void theHashIsPrintedInGroupsThatPeopleCanCompare() {
        assertThat(PageCodes.shortVersion(TEXT)).isEqualTo("0123 4567 89ab cdef");
    }
}
