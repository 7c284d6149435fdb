package io.equiveil.messages;

import io.equiveil.kernel.PersonId;
import java.time.Instant;
import java.util.Optional;

/// A message in the list of what was sent. Holds neither number nor words.
///
/// @param why why it did not arrive; each has a sentence with what to do (`messages.why.…`)
public record SentMessage(
        MessageId id,
        PersonId person,
        Template template,
        Channel channel,
        MessageState state,
        Optional<Why> why,
        int attempts,
        Instant createdAt,
        Optional<Instant> settledAt) {

    /// Why a message did not arrive.
    public enum Why {
        TOO_LATE,
        REFUSED_BY_GATEWAY,
        /// The gate did not open the number or address, or there is none any more.
        NO_NUMBER,
        /// The carrier reported that it did not arrive.
        NOT_DELIVERED
    }
}
