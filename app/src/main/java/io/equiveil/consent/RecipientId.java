package io.equiveil.consent;

import io.equiveil.kernel.Identifier;
import io.equiveil.kernel.PartnerId;
import io.equiveil.kernel.SubjectId;
import java.util.UUID;

/// Somebody else to whom facts would go: a named buyer, or a partner firm. Deliberately not a [SubjectId], so that a
/// consent about a buyer is the seller's record in the ledger and not the buyer's.
///
/// @param value of the buyer's subject or of the partner
public record RecipientId(UUID value) implements Identifier {

    public static RecipientId of(SubjectId subject) {
        return new RecipientId(subject.value());
    }

    public static RecipientId of(PartnerId partner) {
        return new RecipientId(partner.value());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
