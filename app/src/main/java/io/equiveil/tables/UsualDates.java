package io.equiveil.tables;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Days as people in China write them into tables.
public final class UsualDates {

    private static final Pattern YEAR_FIRST = Pattern.compile(
            "(\\d{4})\\s*[-/.年]\\s*(\\d{1,2})\\s*[-/.月]\\s*(\\d{1,2})\\s*[日号]?(?:[t ]+\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?)?");
    private static final Pattern EIGHT_DIGITS = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
    private static final Pattern ENGLISH = Pattern.compile("(\\d{1,2})[ -]([a-z]{3})[a-z]*[ ,-]+(\\d{4})");
    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

    private UsualDates() {}

    /// Reads `2026-11-23`, `2026/11/3`, `2026.11.23`, `2026年11月3日`, `20261123` and `23 Nov 2026`, in
    /// full-width digits as well and with a time behind it, which is left out.
    /// Not `3/11/2026` nor `26-11-3`: what is day and what is month would be a guess.
    public static Optional<LocalDate> read(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
        Matcher yearFirst = YEAR_FIRST.matcher(plain);
        if (yearFirst.matches()) {
            return day(yearFirst.group(1), yearFirst.group(2), yearFirst.group(3));
        }
        Matcher digits = EIGHT_DIGITS.matcher(plain);
        if (digits.matches()) {
            return day(digits.group(1), digits.group(2), digits.group(3));
        }
        Matcher english = ENGLISH.matcher(plain);
        int month = english.matches() ? MONTHS.indexOf(english.group(2)) : -1;
        return month < 0 || month % 3 != 0
                ? Optional.empty()
                : day(english.group(3), Integer.toString(month / 3 + 1), english.group(1));
    }

    private static Optional<LocalDate> day(String year, String month, String day) {
        try {
            LocalDate date = LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
            return date.getYear() < 1900 || date.getYear() > 2200 ? Optional.empty() : Optional.of(date);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
