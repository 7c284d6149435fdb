package io.equiveil.dataroom;

import io.equiveil.kernel.Identifier;
import java.util.UUID;

/// Files of one person that are being checked and made into pages.
///
/// @param value random; carries no meaning and is safe in a log or an address line
public record SendingId(UUID value) implements Identifier {

    /// Returns an identifier that nobody has used.
    public static SendingId random() {
        return new SendingId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
