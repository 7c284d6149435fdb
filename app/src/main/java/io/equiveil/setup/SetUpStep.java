package io.equiveil.setup;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The steps of the guide, in their order.
public enum SetUpStep {
    /// How the firm works: small, or with divided offices.
    PROFILE,
    /// Name, credit code, contact.
    FIRM,
    /// The four papers.
    PAPERS,
    /// Staff, and duties that too few can do.
    PEOPLE,
    /// Recovery sheets.
    RECOVERY,
    /// Public name and certificate.
    ADDRESS;

    /// As it stands in addresses.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The step with this word.
    public static Optional<SetUpStep> of(String word) {
        return Arrays.stream(values()).filter(step -> step.word().equals(word)).findFirst();
    }
}
