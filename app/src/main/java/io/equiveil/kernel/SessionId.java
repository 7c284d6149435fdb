package io.equiveil.kernel;

import java.util.UUID;

/// A signed-in session. This is its public name in logs and entries, never the secret in the cookie.
///
/// @param value random; carries no meaning and is safe in a log or an address line
public record SessionId(UUID value) implements Identifier {

    /// Returns an identifier that nobody has used.
    public static SessionId random() {
        return new SessionId(UUID.randomUUID());
    }

    /// Reads the 36 character form.
    ///
    /// @throws IllegalArgumentException if `text` is not a UUID
    public static SessionId parse(String text) {
        return new SessionId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
