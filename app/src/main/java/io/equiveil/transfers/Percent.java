package io.equiveil.transfers;

import io.equiveil.kernel.Cleartext;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Shares of a company's capital in percent, to four places.
final class Percent {

    private static final int PLACES = 4;

    private Percent() {}

    /// What was typed, as a number above 0 and at most 100; empty if it is none.
    static Optional<String> tidy(Cleartext typed) {
        String text = Normalizer.normalize(typed.revealForDisplay(), Normalizer.Form.NFKC)
                .strip()
                .replaceFirst("\\s*%$", "");
        if (!text.matches("\\d{1,3}(\\.\\d{1,4})?")) {
            return Optional.empty();
        }
        BigDecimal value = new BigDecimal(text);
        boolean sound = value.signum() > 0 && value.compareTo(BigDecimal.valueOf(100)) <= 0;
        return sound ? Optional.of(value.stripTrailingZeros().toPlainString()) : Optional.empty();
    }

    /// Splits what is on offer among those who exercise their right, in proportion to their contributions (Company
    /// Law art. 84). The parts add up to exactly 100: what rounding leaves goes to the largest remainders, the
    /// first on a tie.
    ///
    /// @param contributions each above 0
    /// @return for each its part of what is on offer, in percent to two places; empty for nobody
    static List<BigDecimal> proRata(List<BigDecimal> contributions) {
        BigDecimal whole = contributions.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (whole.signum() <= 0) {
            return List.of();
        }
        int hundredths = 10_000;
        List<BigDecimal> exact = contributions.stream()
                .map(each -> each.multiply(BigDecimal.valueOf(hundredths)).divide(whole, PLACES + 6, RoundingMode.DOWN))
                .toList();
        int[] parts = exact.stream()
                .mapToInt(each -> each.setScale(0, RoundingMode.DOWN).intValueExact())
                .toArray();
        int left = hundredths - IntStream.of(parts).sum();
        List<Integer> byRemainder =
                new ArrayList<>(IntStream.range(0, parts.length).boxed().toList());
        byRemainder.sort(Comparator.comparing((Integer at) -> exact.get(at).remainder(BigDecimal.ONE))
                .reversed());
        for (int at = 0; at < left; at++) {
            parts[byRemainder.get(at % parts.length)]++;
        }
        return IntStream.of(parts).mapToObj(part -> BigDecimal.valueOf(part, 2)).toList();
    }
}
