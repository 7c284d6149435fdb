package io.equiveil.consent;

import io.equiveil.kernel.Identifier;
import java.util.UUID;

/// One consent of one subject for one purpose (or another legal basis), through all its states.
///
/// @param value random; carries no meaning and is safe in a log or an address line
public record ConsentRecordId(UUID value) implements Identifier {

    /// Returns an identifier that nobody has used.
    public static ConsentRecordId random() {
        return new ConsentRecordId(UUID.randomUUID());
    }

    /// Reads the 36 character form.
    ///
    /// @throws IllegalArgumentException if `text` is not a UUID
    public static ConsentRecordId parse(String text) {
        return new ConsentRecordId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
