package io.equiveil.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.MessageFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// What a notice says about counts.
class NoticeTests {

    private static final String PAGES = "{0,choice,1#1 page|1<{0} pages}";

    @Test
    void aCountHasItsPluralAndANameStaysAName() {
        MessageFormat english = new MessageFormat(PAGES, Locale.ENGLISH);

        assertThat(english.format(Notice.done("x", "1").values())).isEqualTo("1 page");
        assertThat(english.format(Notice.done("x", "3").values())).isEqualTo("3 pages");
        assertThat(Notice.done("x", "007", "青松", "").values()).containsExactly("007", "青松", "");
    }
}
