package io.equiveil.access;

import io.equiveil.kernel.Identifier;
import java.util.UUID;

/// What lapses, as its own room calls it. Means something only together with its clause.
///
/// @param value carries no meaning by itself and is safe in a log or an address line
public record LapseId(UUID value) implements Identifier {

    @Override
    public String toString() {
        return value.toString();
    }
}
