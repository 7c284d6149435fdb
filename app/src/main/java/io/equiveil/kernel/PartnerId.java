package io.equiveil.kernel;

import java.util.UUID;

/// A partner firm: law, accounting, valuation, hosting.
///
/// @param value random; carries no meaning and is safe in a log or an address line
public record PartnerId(UUID value) implements Identifier {

    /// Returns an identifier that nobody has used.
    public static PartnerId random() {
        return new PartnerId(UUID.randomUUID());
    }

    /// Reads the 36 character form.
    ///
    /// @throws IllegalArgumentException if `text` is not a UUID
    public static PartnerId parse(String text) {
        return new PartnerId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
