package io.equiveil.kernel;

import java.util.UUID;

/// An account holder: a member of staff, a client's signer, a partner's employee, an auditor.
///
/// @param value random; carries no meaning and is safe in a log or an address line
public record PersonId(UUID value) implements Identifier {

    /// Returns an identifier that nobody has used.
    public static PersonId random() {
        return new PersonId(UUID.randomUUID());
    }

    /// Reads the 36 character form.
    ///
    /// @throws IllegalArgumentException if `text` is not a UUID
    public static PersonId parse(String text) {
        return new PersonId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
