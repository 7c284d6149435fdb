package io.equiveil.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.kernel.Money;
import io.equiveil.kernel.ShareQuantity;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.i18n.LocaleContextHolder;

class DisplayTests {

    private static final Instant THEN = Instant.parse("2026-11-23T06:05:00Z");

    private final Display show = new Display();

    @AfterEach
    void forgetTheLanguage() {
        LocaleContextHolder.resetLocaleContext();
    }

    @Test
    void speaksChinese() {
        LocaleContextHolder.setLocale(Locale.SIMPLIFIED_CHINESE);

        assertThat(show.instant(THEN)).isEqualTo("2026年11月23日 14:05");
        assertThat(show.date(LocalDate.of(2026, 1, 2))).isEqualTo("2026年1月2日");
        assertThat(show.money(yuan("1234567"))).isEqualTo("¥1,234,567.00");
        assertThat(show.wan(yuan("1234567.00"))).isEqualTo("123.46万元");
        assertThat(show.wan(yuan("5000000.00"))).isEqualTo("500万元");
        assertThat(show.shares(new ShareQuantity(1_250_000))).isEqualTo("1,250,000股");
    }

    @Test
    void speaksEnglish() {
        LocaleContextHolder.setLocale(Locale.ENGLISH);

        assertThat(show.instant(THEN)).isEqualTo("23 Nov 2026 14:05");
        assertThat(show.day(Instant.parse("2026-11-23T17:00:00Z"))).isEqualTo("24 Nov 2026");
        assertThat(show.money(new Money(-150, Currency.getInstance("HKD")))).isEqualTo("-HKD 1.50");
        assertThat(show.wan(yuan("1234567.00"))).isEqualTo("¥1,234,567.00");
        assertThat(show.shares(new ShareQuantity(1))).isEqualTo("1 share");
    }

    private static Money yuan(String amount) {
        return Money.yuan(new BigDecimal(amount));
    }
}
