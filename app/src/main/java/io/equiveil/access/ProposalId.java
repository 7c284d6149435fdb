package io.equiveil.access;

import io.equiveil.kernel.Identifier;
import java.util.UUID;

/// A change of policy that waits for a second person.
public record ProposalId(UUID value) implements Identifier {

    static ProposalId random() {
        return new ProposalId(UUID.randomUUID());
    }

    /// Reads the 36 character form.
    ///
    /// @throws IllegalArgumentException if `text` is not a UUID
    public static ProposalId parse(String text) {
        return new ProposalId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
