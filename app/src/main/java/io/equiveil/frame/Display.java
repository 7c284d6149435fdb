package io.equiveil.frame;

import io.equiveil.kernel.Money;
import io.equiveil.kernel.ShareQuantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/// How dates, amounts and counts look, in the language of the page: in templates `${@show.instant(x)}`.
///
/// Times are those of Shanghai, where the firm is.
@Component("show")
public class Display {

    /// The firm's time zone.
    public static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private static final BigDecimal WAN = BigDecimal.valueOf(10_000);
    private static final DateTimeFormatter CHINESE_DATE = DateTimeFormatter.ofPattern("yyyy年M月d日", Locale.ROOT);
    private static final DateTimeFormatter CHINESE = DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm", Locale.ROOT);
    private static final DateTimeFormatter ENGLISH_DATE = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter ENGLISH = DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", Locale.ENGLISH);

    /// 2026年11月23日 14:05, or 23 Nov 2026 14:05.
    public String instant(Instant instant) {
        return (isEnglish() ? ENGLISH : CHINESE).format(instant.atZone(SHANGHAI));
    }

    /// 2026年11月23日, or 23 Nov 2026: the day on which something happened in Shanghai.
    public String day(Instant instant) {
        return date(LocalDate.ofInstant(instant, SHANGHAI));
    }

    /// 2026年11月23日, or 23 Nov 2026.
    public String date(LocalDate date) {
        return (isEnglish() ? ENGLISH_DATE : CHINESE_DATE).format(date);
    }

    /// 列支敦士登, or Liechtenstein: the name of a country or region by its ISO 3166 code, as CLDR has it.
    public String country(String code) {
        return Locale.of("", code).getDisplayCountry(isEnglish() ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE);
    }

    /// ¥1,234,567.00; other currencies by their code: HKD 1,234.00.
    public String money(Money money) {
        BigDecimal amount = money.decimal();
        String number = grouped(amount.abs(), amount.scale());
        String sign = amount.signum() < 0 ? "-" : "";
        return money.currency().equals(Money.CNY)
                ? sign + "¥" + number
                : sign + money.currency().getCurrencyCode() + " " + number;
    }

    /// 123.46万元 in Chinese, where people say so; in English as [#money]. Rounds to the fen's hundredth of a 万.
    public String wan(Money money) {
        if (isEnglish() || !money.currency().equals(Money.CNY)) {
            return money(money);
        }
        BigDecimal wan = money.decimal().divide(WAN, 2, RoundingMode.HALF_UP).stripTrailingZeros();
        return grouped(wan, Math.max(0, wan.scale())) + "万元";
    }

    /// 1,000股, or 1,000 shares.
    public String shares(ShareQuantity shares) {
        String units = number(shares.units());
        return isEnglish() ? units + (shares.units() == 1 ? " share" : " shares") : units + "股";
    }

    /// 1,234,567.
    public String number(long number) {
        return grouped(BigDecimal.valueOf(number), 0);
    }

    private static String grouped(BigDecimal amount, int places) {
        DecimalFormat format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setMinimumFractionDigits(places);
        format.setMaximumFractionDigits(places);
        return format.format(amount);
    }

    private static boolean isEnglish() {
        return LocaleContextHolder.getLocale().getLanguage().equals("en");
    }
}
