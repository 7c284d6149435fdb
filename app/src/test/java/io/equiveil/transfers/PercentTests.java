package io.equiveil.transfers;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.kernel.Cleartext;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PercentTests {

    @ParameterizedTest
    @CsvSource({"12.5,12.5", "１２．５％,12.5", "100 %,100", "0.0001,0.0001", "33.3300,33.33"})
    void readsAShareHoweverItIsTyped(String typed, String share) {
        assertThat(Percent.tidy(Cleartext.of(typed))).contains(share);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "100.01", "-5", "三成", "12,5", "1e1", "0.00001"})
    void takesNothingElseForAShare(String typed) {
        assertThat(Percent.tidy(Cleartext.of(typed))).isEmpty();
    }

    @Test
    void splitsInProportionAndGivesWhatRoundingLeavesToTheLargestRemainder() {
        assertThat(Percent.proRata(decimals("10", "20"))).isEqualTo(decimals("33.33", "66.67"));
        assertThat(Percent.proRata(decimals("10", "10", "10"))).isEqualTo(decimals("33.34", "33.33", "33.33"));
        assertThat(Percent.proRata(decimals("7.5"))).isEqualTo(decimals("100.00"));
        assertThat(Percent.proRata(List.of())).isEmpty();
    }

    @Test
    void partsAlwaysAddUpToTheWholeAndKeepTheirOrder() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int world = 0; world < 2_000; world++) {
            List<BigDecimal> shares = IntStream.range(0, 1 + random.nextInt(12))
                    .mapToObj(_ -> BigDecimal.valueOf(1 + random.nextInt(1_000_000), 4))
                    .toList();

            List<BigDecimal> parts = Percent.proRata(shares);

            assertThat(parts.stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                    .as("seed %d, shares %s", seed, shares)
                    .isEqualByComparingTo("100");
            for (int one = 0; one < shares.size(); one++) {
                for (int other = 0; other < shares.size(); other++) {
                    if (shares.get(one).compareTo(shares.get(other)) > 0) {
                        assertThat(parts.get(one))
                                .as("seed %d, shares %s", seed, shares)
                                .isGreaterThanOrEqualTo(parts.get(other));
                    }
                }
            }
        }
    }

    private static List<BigDecimal> decimals(String... numbers) {
        return List.of(numbers).stream().map(BigDecimal::new).toList();
    }
}
