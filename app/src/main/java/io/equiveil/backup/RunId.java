package io.equiveil.backup;

import io.equiveil.kernel.Identifier;
import java.util.UUID;

/// One backup or rehearsal, from the moment it was asked for.
public record RunId(UUID value) implements Identifier {

    static RunId random() {
        return new RunId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
