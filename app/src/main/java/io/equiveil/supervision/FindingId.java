package io.equiveil.supervision;

import io.equiveil.kernel.Identifier;
import java.util.UUID;

/// Identifies one finding of an audit. Random, says nothing of anybody; stands in URLs and in the log.
public record FindingId(UUID value) implements Identifier {

    /// Returns an identifier that nobody has used.
    public static FindingId random() {
        return new FindingId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
