package io.equiveil.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/// A policy that cannot be read lets nobody do anything, so it is looked at before every landing.
class ShippedPolicyWallTests {

    @Test
    void theShippedPolicyMakesSense() {
        assertThat(Policy.read(PolicyText.shipped())).isInstanceOf(Policy.Read.Sound.class);
    }

    @Test
    void everyShippedRuleSaysInBothLanguagesWhatItIsFor() throws IOException {
        Properties texts = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of("src/main/resources/messages/access.properties"))) {
            texts.load(reader);
        }
        if (Policy.read(PolicyText.shipped()) instanceof Policy.Read.Sound(var policy)) {
            // That the English file has the same keys is MessageKeysWallTests' part.
            assertThat(policy.rules())
                    .allSatisfy(rule -> assertThat(texts)
                            .as("the note of a rule stands in messages/access.properties too, to be translated")
                            .containsEntry("access.rule." + rule.id(), rule.note()));
        }
    }
}
