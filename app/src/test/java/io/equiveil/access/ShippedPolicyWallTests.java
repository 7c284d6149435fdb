package io.equiveil.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// A policy that cannot be read lets nobody do anything, so it is looked at before every landing.
class ShippedPolicyWallTests {

    @Test
    void theShippedPolicyMakesSense() {
        assertThat(Policy.read(PolicyText.shipped())).isInstanceOf(Policy.Read.Sound.class);
    }
}
