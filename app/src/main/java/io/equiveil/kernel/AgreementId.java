package io.equiveil.kernel;

import java.util.UUID;

/// A confidentiality agreement or another agreement that is signed.
///
/// @param value random; carries no meaning and is safe in a log or an address line
public record AgreementId(UUID value) implements Identifier {

    /// Returns an identifier that nobody has used.
    public static AgreementId random() {
        return new AgreementId(UUID.randomUUID());
    }

    /// Reads the 36 character form.
    ///
    /// @throws IllegalArgumentException if `text` is not a UUID
    public static AgreementId parse(String text) {
        return new AgreementId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
