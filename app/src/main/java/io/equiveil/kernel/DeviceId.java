package io.equiveil.kernel;

import java.util.UUID;

/// A registered device.
///
/// @param value random; carries no meaning and is safe in a log or an address line
public record DeviceId(UUID value) implements Identifier {

    /// Returns an identifier that nobody has used.
    public static DeviceId random() {
        return new DeviceId(UUID.randomUUID());
    }

    /// Reads the 36 character form.
    ///
    /// @throws IllegalArgumentException if `text` is not a UUID
    public static DeviceId parse(String text) {
        return new DeviceId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
