package io.equiveil.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.kernel.Cleartext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameAndTailTests {

    @ParameterizedTest
    @CsvSource({
        "王小明, wang8000",
        "王小明, 王 8000",
        "王小明, 8000 王",
        "单雄信, shan 8000",
        "曾国藩, ZENG8000",
        "欧阳修, ou 8000",
        "吕布, lu 8000",
        "Anna Smith, anna 8000",
        "𠮷田, 𠮷 8000"
    })
    void whatIsTypedMakesTheTokenOfWhatWasGiven(String name, String typed) {
        NameAndTail given = NameAndTail.of(name, "13800008000").orElseThrow();
        NameAndTail asked = NameAndTail.typed(typed).orElseThrow();

        assertThat(asked.indexed().revealForDisplay()).isEqualTo(given.indexed().revealForDisplay());
        assertThat(asked.fits(Cleartext.of(Masks.personName(name)), Cleartext.of("138****8000")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "王",
                "8000",
                "13800138000",
                "C-AB12C",
                "EV-1234ABCD",
                "王 800",
                "王 80001",
                "王;8000",
                "王 8000 李"
            })
    void anythingElseIsNoNameWithDigits(String typed) {
        assertThat(NameAndTail.typed(typed)).isEmpty();
    }

    @Test
    void sameReadingIsNotTheSameCharacter() {
        Cleartext mobile = Cleartext.of("138****8000");
        assertThat(NameAndTail.typed("汪 8000").orElseThrow().fits(Cleartext.of("王**"), mobile))
                .isFalse();
        assertThat(NameAndTail.typed("wang 8000").orElseThrow().fits(Cleartext.of("汪**"), mobile))
                .isTrue();
        assertThat(NameAndTail.typed("wang 8001").orElseThrow().fits(Cleartext.of("汪**"), mobile))
                .isFalse();
    }
}
