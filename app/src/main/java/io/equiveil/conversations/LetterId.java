package io.equiveil.conversations;

import io.equiveil.kernel.Identifier;
import java.util.UUID;

/// One letter of a thread.
///
/// @param value random
public record LetterId(UUID value) implements Identifier {

    /// Returns an identifier that nobody has used.
    public static LetterId random() {
        return new LetterId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
