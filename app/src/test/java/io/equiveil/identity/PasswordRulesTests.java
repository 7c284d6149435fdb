package io.equiveil.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.kernel.Cleartext;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTests {

    @ParameterizedTest
    @CsvSource(textBlock = """
            elevenchars,            TOO_SHORT
            aaaaaaaaaaaaaaaa,       TOO_UNIFORM
            abababababababab,       TOO_UNIFORM
            abcdefghijklmnop,       TOO_UNIFORM
            Password2026,           WELL_KNOWN
            my-pine.tree-in-rain,   CONTAINS_HANDLE
            """)
    void weakPasswordsAreNamed(String password, Weakness weakness) {
        assertThat(PasswordRules.ofPassword(Cleartext.of(password), "pine.tree"))
                .contains(weakness);
    }

    @ParameterizedTest
    @ValueSource(strings = {"竹林里的青松很高还有风", "correct horse battery", "wo xihuan chi mian 9"})
    void aSentenceWillDo(String password) {
        Optional<Weakness> weakness = PasswordRules.ofPassword(Cleartext.of(password + "1"), "pine.tree");

        assertThat(weakness).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"123456", "654321", "000000", "112112", "121212", "111222", "909090"})
    void easyPinsAreRefused(String pin) {
        assertThat(PasswordRules.ofPin(Cleartext.of(pin))).contains(Weakness.TOO_SIMPLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345", "1234567", "12345a", "", "１２３４５６"})
    void aPinHasSixDigits(String pin) {
        assertThat(PasswordRules.ofPin(Cleartext.of(pin))).contains(Weakness.NOT_SIX_DIGITS);
    }

    @Test
    void anOrdinaryPinIsFine() {
        assertThat(PasswordRules.ofPin(Cleartext.of("270415"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            13800001111,        +8613800001111
            138 0000 1111,      +8613800001111
            138-0000-1111,      +8613800001111
            +86 138 0000 1111,  +8613800001111
            008613800001111,    +8613800001111
            １３８００００１１１１,  +8613800001111
            +852 9123 4567,     +85291234567
            """)
    void numbersComeIntoOneForm(String typed, String normalised) {
        assertThat(Mobile.normalised(Cleartext.of(typed)).orElseThrow().revealForDisplay())
                .isEqualTo(normalised);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12800001111", "1380000111", "+861380000111", "abc", "021-5555 1234"})
    void whatIsNoMobileNumberIsRefused(String typed) {
        assertThat(Mobile.normalised(Cleartext.of(typed))).isEmpty();
    }
}
