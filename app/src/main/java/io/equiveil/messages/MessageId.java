package io.equiveil.messages;

import io.equiveil.kernel.Identifier;
import java.util.UUID;

/// A message or a notice.
///
/// @param value random; safe in a log and at the gateway
public record MessageId(UUID value) implements Identifier {

    /// Returns an identifier that nobody has used.
    public static MessageId random() {
        return new MessageId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
