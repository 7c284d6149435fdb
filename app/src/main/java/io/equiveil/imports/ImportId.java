package io.equiveil.imports;

import io.equiveil.kernel.Identifier;
import java.util.UUID;

/// A list that was brought in.
///
/// @param value random; carries no meaning and is safe in a log or an address line
public record ImportId(UUID value) implements Identifier {

    /// Returns an identifier that nobody has used.
    public static ImportId random() {
        return new ImportId(UUID.randomUUID());
    }

    /// Reads the 36 character form.
    ///
    /// @throws IllegalArgumentException if `text` is not a UUID
    public static ImportId parse(String text) {
        return new ImportId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
