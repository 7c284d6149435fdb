package io.equiveil.kernel;

import java.util.UUID;

/// A matter (项目): one share transfer from mandate to closing.
///
/// @param value random; carries no meaning and is safe in a log or an address line
public record MatterId(UUID value) implements Identifier {

    /// Returns an identifier that nobody has used.
    public static MatterId random() {
        return new MatterId(UUID.randomUUID());
    }

    /// Reads the 36 character form.
    ///
    /// @throws IllegalArgumentException if `text` is not a UUID
    public static MatterId parse(String text) {
        return new MatterId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
