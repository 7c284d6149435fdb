package io.equiveil.dataroom;

import io.equiveil.kernel.Identifier;
import java.util.UUID;

/// One viewing of one document by one person.
///
/// @param value random; carries no meaning and is safe in a log or an address line
public record ViewId(UUID value) implements Identifier {

    /// Returns an identifier that nobody has used.
    public static ViewId random() {
        return new ViewId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
