package io.equiveil.frame.approvals;

import io.equiveil.kernel.Identifier;
import java.util.UUID;

/// What waits, as its own room calls it. Means something only together with its kind.
///
/// @param value carries no meaning by itself and is safe in a log or an address line
public record ApprovalId(UUID value) implements Identifier {

    /// Reads the 36 character form.
    ///
    /// @throws IllegalArgumentException if `text` is not a UUID
    public static ApprovalId parse(String text) {
        return new ApprovalId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
