package io.equiveil.feedback;

import io.equiveil.kernel.Identifier;
import java.util.UUID;

/// Identifies one case. Random, says nothing of anybody; stands in URLs and in the log.
public record CaseId(UUID value) implements Identifier {

    /// Returns an identifier that nobody has used.
    public static CaseId random() {
        return new CaseId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
