package io.equiveil.training;

import io.equiveil.kernel.Identifier;
import java.util.UUID;

/// One attestation.
public record AttestationId(UUID value) implements Identifier {
    @Override
    public String toString() {
        return value.toString();
    }
}
