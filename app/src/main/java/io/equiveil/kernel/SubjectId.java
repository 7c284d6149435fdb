package io.equiveil.kernel;

import java.util.UUID;

/// A file about somebody whose facts are kept: a natural person or a company. Several persons may act for one subject.
///
/// @param value random; carries no meaning and is safe in a log or an address line
public record SubjectId(UUID value) implements Identifier {

    /// Returns an identifier that nobody has used.
    public static SubjectId random() {
        return new SubjectId(UUID.randomUUID());
    }

    /// Reads the 36 character form.
    ///
    /// @throws IllegalArgumentException if `text` is not a UUID
    public static SubjectId parse(String text) {
        return new SubjectId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
