package io.equiveil.partners;

import io.equiveil.kernel.PartnerId;
import io.equiveil.kernel.Period;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Purpose;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// A partner firm.
///
/// @param codeName  what pages and the log call it
/// @param name      its real name, for those who keep the register
/// @param contract  from when until when the contract is in force
/// @param purposes  what the contract allows
/// @param genuine   whether the row is as it was written
public record Partner(
        PartnerId id,
        String codeName,
        String name,
        PartnerKind kind,
        PartnerStatus status,
        Optional<Period> contract,
        Set<Purpose> purposes,
        PersonId changedBy,
        Instant changedAt,
        boolean genuine) {

    @Override
    public String toString() {
        return "Partner[" + codeName + "]";
    }
}
