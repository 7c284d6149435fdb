package io.equiveil.consent;

import io.equiveil.kernel.Identifier;
import java.util.UUID;

/// One showing of a notice to somebody.
///
/// @param value random; carries no meaning and is safe in a log or an address line
public record ServedNoticeId(UUID value) implements Identifier {

    /// Returns an identifier that nobody has used.
    public static ServedNoticeId random() {
        return new ServedNoticeId(UUID.randomUUID());
    }

    /// Reads the 36 character form.
    ///
    /// @throws IllegalArgumentException if `text` is not a UUID
    public static ServedNoticeId parse(String text) {
        return new ServedNoticeId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
