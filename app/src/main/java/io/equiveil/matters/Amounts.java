package io.equiveil.matters;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads amounts and percentages as people write them: `18760000元`, `1,876万`, `1.2亿`, `一千万至三千万`, `20%–30%`,
/// `三分之一`.
final class Amounts {

    private static final Pattern NUMBER = Pattern.compile("(\\d[\\d,]*(?:\\.\\d+)?)\\s*(万亿|亿|千万|百万|万|千|million|m\\b)?");
    // A numeral without any unit, as in 一些, is a word and not an amount.
    private static final Pattern CHINESE = Pattern.compile("[〇零一二两三四五六七八九]*[十百千万亿][〇零一二两三四五六七八九十百千万亿]*");
    private static final Pattern SHARED_UNIT =
            Pattern.compile("(\\d[\\d,]*(?:\\.\\d+)?)\\s*[-–—~至到]\\s*\\d[\\d,.]*\\s*(万|亿|百万|千万)");
    private static final Pattern PERCENT = Pattern.compile("百分之([〇零一二两三四五六七八九十百千万亿]+)");
    private static final Pattern TENTHS = Pattern.compile("([一二两三四五六七八九])成");
    private static final Map<String, Double> UNITS =
            Map.of("万亿", 1e12, "亿", 1e8, "千万", 1e7, "百万", 1e6, "万", 1e4, "千", 1e3, "million", 1e6, "m", 1e6);
    private static final Map<Character, Integer> DIGITS = Map.ofEntries(
            Map.entry('〇', 0),
            Map.entry('零', 0),
            Map.entry('一', 1),
            Map.entry('二', 2),
            Map.entry('两', 2),
            Map.entry('三', 3),
            Map.entry('四', 4),
            Map.entry('五', 5),
            Map.entry('六', 6),
            Map.entry('七', 7),
            Map.entry('八', 8),
            Map.entry('九', 9));

    private Amounts() {}

    /// From the least to the greatest number in the text.
    record Span(double low, double high) {}

    /// Every number that the text says, as one span; empty if it says none.
    static Optional<Span> read(String typed) {
        String text = Normalizer.normalize(typed, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replace("三分之一", "33.3334%")
                .replace("三分之二", "66.6667%")
                .replace("二分之一", "50%");
        text = PERCENT.matcher(text).replaceAll(said -> plain(said.group(1), 1));
        text = TENTHS.matcher(text).replaceAll(said -> plain(said.group(1), 10));
        List<Double> found = new ArrayList<>();
        Matcher arabic = NUMBER.matcher(text);
        while (arabic.find()) {
            double unit = arabic.group(2) == null ? 1 : UNITS.getOrDefault(arabic.group(2), 1.0);
            found.add(Double.parseDouble(arabic.group(1).replace(",", "")) * unit);
        }
        Matcher chinese = CHINESE.matcher(arabic.replaceAll(" "));
        while (chinese.find()) {
            value(chinese.group()).ifPresent(found::add);
        }
        shareUnit(text, found);
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(new Span(
                        found.stream().mapToDouble(Double::doubleValue).min().orElseThrow(),
                        found.stream().mapToDouble(Double::doubleValue).max().orElseThrow()));
    }

    /// In `1000–3000万` the unit stands once and means both.
    private static void shareUnit(String text, List<Double> found) {
        Matcher both = SHARED_UNIT.matcher(text);
        if (both.find()) {
            double bare = Double.parseDouble(both.group(1).replace(",", ""));
            if (found.remove(bare)) {
                found.add(bare * UNITS.getOrDefault(both.group(2), 1.0));
            }
        }
    }

    private static String plain(String numeral, int times) {
        return value(numeral).map(number -> number * times + " ").orElse(" ");
    }

    private static Optional<Double> value(String numeral) {
        double hundredMillions = 0;
        double tenThousands = 0;
        double section = 0;
        double digit = 0;
        double unit = 0;
        boolean said = false;
        for (char each : numeral.toCharArray()) {
            switch (each) {
                case '十', '百', '千' -> {
                    unit = each == '十' ? 10 : each == '百' ? 100 : 1000;
                    section += (digit == 0 ? 1 : digit) * unit;
                    digit = 0;
                    said = true;
                }
                case '万' -> {
                    unit = 1e4;
                    tenThousands += (section + digit) * unit;
                    section = 0;
                    digit = 0;
                }
                case '亿' -> {
                    unit = 1e8;
                    hundredMillions += (tenThousands + section + digit) * unit;
                    tenThousands = 0;
                    section = 0;
                    digit = 0;
                }
                default -> {
                    digit = DIGITS.getOrDefault(each, 0);
                    // 一百零五 says five, 一百五 says fifty.
                    unit = digit == 0 ? 10 : unit;
                    said = true;
                }
            }
        }
        double last = unit > 10 ? digit * unit / 10 : digit;
        return said ? Optional.of(hundredMillions + tenThousands + section + last) : Optional.empty();
    }
}
