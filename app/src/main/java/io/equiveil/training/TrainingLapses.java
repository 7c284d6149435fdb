package io.equiveil.training;

import io.equiveil.access.Clause;
import io.equiveil.access.LapseId;
import io.equiveil.access.spi.Lapses;
import io.equiveil.frame.worklist.Worklist.Item;
import io.equiveil.kernel.PersonId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Attestations that lapse and were not renewed by a later one of the same course.
@Component
class TrainingLapses implements Lapses {

    private final Attestations attestations;

    TrainingLapses(Attestations attestations) {
        this.attestations = attestations;
    }

    @Override
    public List<Lapse> lapses(Instant from, Instant until) {
        return lapses(attestations.ending(from, until));
    }

    /// One person's.
    List<Lapse> of(PersonId person, Instant from, Instant until) {
        return lapses(attestations.of(person).stream()
                .filter(one ->
                        !one.expiresAt().isBefore(from) && one.expiresAt().isBefore(until))
                .toList());
    }

    private List<Lapse> lapses(List<Attestation> ending) {
        return ending.stream()
                .filter(TrainingLapses::counted)
                .filter(one ->
                        attestations.of(one.person()).stream().noneMatch(later -> counted(later) && renews(later, one)))
                .sorted(Comparator.comparing(Attestation::expiresAt))
                .map(one -> new Lapse(
                        Clause.TRAINING,
                        new LapseId(one.id().value()),
                        Optional.of(one.person()),
                        one.expiresAt(),
                        "training.lapse",
                        List.of(Item.word("training.course." + one.course()))))
                .toList();
    }

    private static boolean counted(Attestation one) {
        return one.genuine() && one.confirmedAt().isPresent();
    }

    private static boolean renews(Attestation later, Attestation one) {
        return later.course() == one.course() && later.expiresAt().isAfter(one.expiresAt());
    }
}
