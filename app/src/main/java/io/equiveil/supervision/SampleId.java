package io.equiveil.supervision;

import io.equiveil.kernel.Identifier;
import java.util.UUID;

/// Identifies one drawn sample of accesses. Random, says nothing of anybody; stands in URLs and in the log.
public record SampleId(UUID value) implements Identifier {

    /// Returns an identifier that nobody has used.
    public static SampleId random() {
        return new SampleId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
