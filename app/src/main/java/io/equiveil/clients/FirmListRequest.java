package io.equiveil.clients;

import io.equiveil.kernel.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A request to take the list of all the firm's clients out, on its way through two people: one asks, another agrees,
/// and whoever asked takes it, once.
///
/// @param askedAt   when it was asked
/// @param decidedBy who agreed or did not
/// @param changedAt when it came to this state
public record FirmListRequest(
        FirmListId id,
        State state,
        PersonId askedBy,
        Instant askedAt,
        Optional<PersonId> decidedBy,
        Instant changedAt) {

    /// How long a second person has for the decision, and whoever asked for taking the list afterwards.
    public static final Duration OPEN_FOR = Duration.ofHours(24);

    /// How long the gate lets names and numbers go into the one file.
    static final Duration BEING_MADE_FOR = Duration.ofMinutes(10);

    /// How far it has come.
    public enum State {
        ASKED,
        AGREED,
        REFUSED,
        /// The file is being made: now, and not again.
        BEING_MADE,
        TAKEN,
        /// Whoever asked does not need it any more.
        WITHDRAWN
    }

    /// Until when the next step may be taken.
    public Instant until() {
        return changedAt.plus(OPEN_FOR);
    }

    /// Whether it waits for somebody.
    public boolean isOpenAt(Instant now) {
        return (state == State.ASKED || state == State.AGREED) && now.isBefore(until());
    }

    /// Whether the file is being made at this moment.
    boolean isBeingMadeAt(Instant now) {
        return state == State.BEING_MADE && now.isBefore(changedAt.plus(BEING_MADE_FOR));
    }

    FirmListRequest became(State next, Instant at) {
        return new FirmListRequest(id, next, askedBy, askedAt, decidedBy, at);
    }

    FirmListRequest decided(boolean agreed, PersonId by, Instant at) {
        return new FirmListRequest(id, agreed ? State.AGREED : State.REFUSED, askedBy, askedAt, Optional.of(by), at);
    }
}
