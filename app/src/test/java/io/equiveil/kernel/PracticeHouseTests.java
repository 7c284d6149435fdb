package io.equiveil.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// A browser that is signed in to the firm's own house and to its practice house, which differ by the port only, keeps
/// two sessions.
class PracticeHouseTests {

    @Test
    void callsItsCookiesOtherwiseAndKeepsWhatBrowsersReadInTheirNames() {
        assertThat(PracticeHouse.cookie("EVSESSION", true)).isNotEqualTo(PracticeHouse.cookie("EVSESSION", false));
        assertThat(PracticeHouse.cookie("__Host-device", true)).startsWith("__Host-");
        assertThat(PracticeHouse.isHere()).isFalse();
    }
}
