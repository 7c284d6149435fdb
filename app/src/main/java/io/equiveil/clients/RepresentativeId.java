package io.equiveil.clients;

import io.equiveil.kernel.Identifier;
import java.util.UUID;

/// Somebody who may act for a client, or was proposed to.
///
/// @param value random; carries no meaning and is safe in a log or an address line
public record RepresentativeId(UUID value) implements Identifier {

    /// Returns an identifier that nobody has used.
    public static RepresentativeId random() {
        return new RepresentativeId(UUID.randomUUID());
    }

    /// Reads the 36 character form.
    ///
    /// @throws IllegalArgumentException if `text` is not a UUID
    public static RepresentativeId parse(String text) {
        return new RepresentativeId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
