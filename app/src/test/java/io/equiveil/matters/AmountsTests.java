package io.equiveil.matters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Amounts are read as people write them.
class AmountsTests {

    @ParameterizedTest
    @CsvSource({
        "18760000元, 18760000, 18760000",
        "'1,876万', 18760000, 18760000",
        "1.2亿, 120000000, 120000000",
        "1000–3000万, 10000000, 30000000",
        "一千万至三千万, 10000000, 30000000",
        "两亿五千万, 250000000, 250000000",
        "十二万, 120000, 120000",
        "一亿零五万, 100050000, 100050000",
        "两亿五, 250000000, 250000000",
        "百分之五, 5, 5",
        "三成, 30, 30",
        "20%–30%, 20, 30",
        "百分之二十, 20, 20",
        "三分之一, 33.3334, 33.3334",
        "３０％, 30, 30",
        "5 million, 5000000, 5000000"
    })
    void aTextSaysFromWhereToWhere(String text, double low, double high) {
        Amounts.Span span = Amounts.read(text).orElseThrow();

        assertThat(span.low()).isCloseTo(low, within(0.01));
        assertThat(span.high()).isCloseTo(high, within(0.01));
    }

    @Test
    void whatSaysNoNumberIsNotGuessed() {
        assertThat(Amounts.read("面议")).isEmpty();
        assertThat(Amounts.read("")).isEmpty();
        assertThat(Amounts.read("万元")).isEmpty();
        assertThat(Amounts.read("一些")).isEmpty();
        assertThat(Amounts.read("1.2.3–4万")).as("nonsense is no fault of ours").isPresent();
    }
}
