package io.equiveil.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// GB 32100-2015, with invented codes.
class CreditCodeTests {

    @ParameterizedTest
    @ValueSource(strings = {"91110000000000000E", "91310115MA0000007H", "91110105MA00003490", "91110105MA0000226Y"})
    void theLastCharacterIsComputedFromTheOthers(String code) {
        assertThat(CreditCode.hasShape(code)).isTrue();
        assertThat(CreditCode.checks(code)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"91310115MA0000007G", "91110105MA0000349Y"})
    void anotherLastCharacterDoesNotFit(String code) {
        assertThat(CreditCode.hasShape(code)).isTrue();
        assertThat(CreditCode.checks(code)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"9131O115MA0000007H", "91310115MA0000007", "91310115ma0000007h", "91310115MA00000I7H", ""})
    void lettersThatLookLikeDigitsAreNotInACode(String code) {
        assertThat(CreditCode.hasShape(code)).isFalse();
    }
}
