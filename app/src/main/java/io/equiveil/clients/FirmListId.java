package io.equiveil.clients;

import io.equiveil.kernel.Identifier;
import java.util.UUID;

/// A request to take the list of all the firm's clients out.
///
/// @param value random; carries no meaning and is safe in a log or an address line
public record FirmListId(UUID value) implements Identifier {

    /// Returns an identifier that nobody has used.
    public static FirmListId random() {
        return new FirmListId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
