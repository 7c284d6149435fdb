package io.equiveil.setup;

import io.equiveil.kernel.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How far the set-up is, all of it read afresh.
///
/// @param size      how the firm works; empty until the owner said so
/// @param steps     every step, in order
/// @param duties    every duty and who can do it; a firm that has not said how it works counts as small
/// @param lacks     what the first real deal still lacks; blocking ones first
/// @param completed that the owner declared the set-up complete
public record Guide(
        Optional<FirmSize> size,
        List<StepStanding> steps,
        List<DutyStanding> duties,
        List<Lack> lacks,
        Optional<Completion> completed) {

    /// Whose word it was, and when.
    public record Completion(PersonId by, Instant at) {}

    public Guide {
        steps = List.copyOf(steps);
        duties = List.copyOf(duties);
        lacks = List.copyOf(lacks);
    }

    /// The step to go on with: the first that is neither done nor put off.
    public Optional<SetUpStep> next() {
        return steps.stream()
                .filter(step -> step.state() == StepStanding.State.OPEN)
                .map(StepStanding::step)
                .findFirst();
    }

    /// The step that follows one in the guide.
    public Optional<SetUpStep> after(SetUpStep step) {
        return steps.stream()
                .filter(other -> other.step().compareTo(step) > 0 && other.state() == StepStanding.State.OPEN)
                .map(StepStanding::step)
                .findFirst();
    }

    /// How many steps are done.
    public int done() {
        return (int) steps.stream()
                .filter(step -> step.state() == StepStanding.State.DONE)
                .count();
    }

    /// Whether nothing stands in the way of completing.
    public boolean canBeCompleted() {
        return lacks.stream().noneMatch(lack -> lack.kind().isBlocking());
    }

    /// One step.
    public StepStanding of(SetUpStep step) {
        return steps.get(step.ordinal());
    }
}
