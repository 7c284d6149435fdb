package io.equiveil.training;

import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.PersonId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// That a person was taught a course, recorded by one and confirmed by the other.
///
/// @param expiresAt   from this moment on it does not count
/// @param confirmedAt when the person read and confirmed it; it does not count before
/// @param genuine     whether the row is as it was written
public record Attestation(
        AttestationId id,
        PersonId person,
        Course course,
        Set<InformationClass> classes,
        Instant expiresAt,
        PersonId recordedBy,
        Instant recordedAt,
        Optional<Instant> confirmedAt,
        boolean genuine) {

    /// Whether it counts at a moment.
    public boolean countsAt(Instant moment) {
        return genuine && confirmedAt.isPresent() && moment.isBefore(expiresAt);
    }
}
