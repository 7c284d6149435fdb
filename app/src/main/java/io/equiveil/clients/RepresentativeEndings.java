package io.equiveil.clients;

import io.equiveil.clients.Representative.State;
import io.equiveil.frame.Display;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SystemPrincipal;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.subjects.spi.LegalStops;
import io.equiveil.vault.Sealer;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The end of acting for a client, by hand or by the clock, and of what is known about whoever acted: name, number and
/// place go with it, or once no legal hold of a matter of the client's keeps them any more.
@Component
class RepresentativeEndings {

    private static final Requester RETENTION = new Requester.Machine(SystemPrincipal.RETENTION_CLOCK);

    private final RepresentativeRepository representatives;
    private final Signers signers;
    private final Sealer sealer;
    private final LegalStops stops;
    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RepresentativeEndings(
            RepresentativeRepository representatives,
            Signers signers,
            Sealer sealer,
            LegalStops stops,
            Ledger ledger,
            TransactionTemplate transaction,
            Clock clock) {
        this.representatives = representatives;
        this.signers = signers;
        this.sealer = sealer;
        this.stops = stops;
        this.ledger = ledger;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Ends authorities whose last day has passed: nobody acts by them any more.
    ///
    /// @return how many
    int endLapsed(Requester by) {
        int ended = 0;
        for (Representative one : representatives.lapsed(today())) {
            boolean done = Boolean.TRUE.equals(transaction.execute(_ -> representatives
                    .lock(one.id())
                    .filter(acting -> acting.state() == State.CONFIRMED)
                    .map(acting -> end(by, acting))
                    .isPresent()));
            ended += done ? 1 : 0;
        }
        return ended;
    }

    /// Forgets what a hold kept when its time had come, as soon as the hold is lifted.
    void forgetWhatWasHeld() {
        for (Representative gone : representatives.notForgotten()) {
            transaction.executeWithoutResult(_ -> {
                if (forget(gone)) {
                    ledger.append(
                            Entry.of(RETENTION, new ClientFacts.RepresentativeForgotten(gone.subject(), gone.id())));
                }
            });
        }
    }

    /// In the caller's transaction.
    Representative end(Requester by, Representative acting) {
        acting.person()
                .filter(person -> !actsAnew(person, acting))
                .ifPresent(person -> signers.release(person, acting.subject(), by));
        Representative ended = acting.became(State.ENDED, acting.person(), clock.instant());
        representatives.set(
                ended,
                Entry.of(by, new ClientFacts.RepresentativeEnded(acting.subject(), acting.id()))
                        .raising(Owner.of(acting.subject()).scope()));
        forget(acting);
        return ended;
    }

    /// Whether the client has given the same person a new authority since this one lapsed.
    private boolean actsAnew(PersonId person, Representative lapsed) {
        return representatives.of(lapsed.subject()).stream()
                .filter(one -> !one.id().equals(lapsed.id()) && one.acts(today()))
                .anyMatch(one -> one.person().filter(person::equals).isPresent());
    }

    /// Name, number and place are of no use any more, in the caller's transaction. Under a legal hold they stay.
    ///
    /// @return whether they are gone
    boolean forget(Representative gone) {
        if (stops.isHeld(gone.subject())) {
            return false;
        }
        sealer.remove(gone.nameAddress());
        sealer.remove(gone.mobileAddress());
        representatives.forgetToken(gone.id());
        return true;
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(Display.SHANGHAI));
    }
}
