package io.equiveil.kernel;

import java.util.UUID;

/// One decision of the gate.
///
/// @param value random; carries no meaning and is safe in a log or an address line
public record DecisionId(UUID value) implements Identifier {

    /// Returns an identifier that nobody has used.
    public static DecisionId random() {
        return new DecisionId(UUID.randomUUID());
    }

    /// Reads the 36 character form.
    ///
    /// @throws IllegalArgumentException if `text` is not a UUID
    public static DecisionId parse(String text) {
        return new DecisionId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
