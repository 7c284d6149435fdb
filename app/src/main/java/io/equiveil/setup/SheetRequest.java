package io.equiveil.setup;

import io.equiveil.frame.approvals.ApprovalId;
import io.equiveil.kernel.PersonId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A new set of recovery sheets on its way through two people: one asks, another agrees, and whoever asked makes it.
///
/// @param holders   one for each sheet; what was agreed to is made, and nothing else
/// @param decidedBy who agreed or did not
/// @param changedAt when it came to this state
public record SheetRequest(
        State state,
        int needed,
        List<SheetHolder> holders,
        PersonId askedBy,
        Optional<PersonId> decidedBy,
        Instant changedAt) {

    /// How long a second person has for the decision, and whoever asked for making the set afterwards.
    public static final Duration OPEN_FOR = Duration.ofHours(24);

    public SheetRequest {
        holders = List.copyOf(holders);
    }

    /// How far it has come.
    public enum State {
        ASKED,
        AGREED,
        REFUSED,
        MADE
    }

    /// Until when the next step may be taken.
    public Instant until() {
        return changedAt.plus(OPEN_FOR);
    }

    /// Names this very request among all that were ever made.
    ApprovalId approvalId() {
        return new ApprovalId(UUID.nameUUIDFromBytes((askedBy + " " + changedAt).getBytes(StandardCharsets.UTF_8)));
    }

    /// Whether it waits for somebody.
    boolean isOpenAt(Instant now) {
        return (state == State.ASKED || state == State.AGREED) && now.isBefore(until());
    }

    SheetRequest decided(boolean agreed, PersonId by, Instant at) {
        return new SheetRequest(agreed ? State.AGREED : State.REFUSED, needed, holders, askedBy, Optional.of(by), at);
    }

    SheetRequest made(Instant at) {
        return new SheetRequest(State.MADE, needed, holders, askedBy, decidedBy, at);
    }
}
