package io.equiveil.kernel;

import java.util.UUID;

/// A stored document: one encrypted stream.
///
/// @param value random; carries no meaning and is safe in a log or an address line
public record DocumentId(UUID value) implements Identifier {

    /// Returns an identifier that nobody has used.
    public static DocumentId random() {
        return new DocumentId(UUID.randomUUID());
    }

    /// Reads the 36 character form.
    ///
    /// @throws IllegalArgumentException if `text` is not a UUID
    public static DocumentId parse(String text) {
        return new DocumentId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
