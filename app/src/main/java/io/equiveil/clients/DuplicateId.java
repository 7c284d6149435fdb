package io.equiveil.clients;

import io.equiveil.kernel.Identifier;
import java.util.UUID;

/// Two files that may be about the same one.
///
/// @param value random; carries no meaning and is safe in a log or an address line
public record DuplicateId(UUID value) implements Identifier {

    /// Returns an identifier that nobody has used.
    public static DuplicateId random() {
        return new DuplicateId(UUID.randomUUID());
    }

    /// Reads the 36 character form.
    ///
    /// @throws IllegalArgumentException if `text` is not a UUID
    public static DuplicateId parse(String text) {
        return new DuplicateId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
