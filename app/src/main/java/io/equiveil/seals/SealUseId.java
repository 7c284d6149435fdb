package io.equiveil.seals;

import io.equiveil.kernel.Identifier;
import java.util.UUID;

/// Identifies one line of the register of seals. Random, says nothing of anybody; stands in URLs and in the log.
public record SealUseId(UUID value) implements Identifier {

    /// Returns an identifier that nobody has used.
    public static SealUseId random() {
        return new SealUseId(UUID.randomUUID());
    }

    /// Reads the 36 character form.
    ///
    /// @throws IllegalArgumentException if `text` is not a UUID
    public static SealUseId parse(String text) {
        return new SealUseId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
