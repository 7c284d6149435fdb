package io.equiveil.setup;

import io.equiveil.frame.Display;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.setup.SetUpResult.AlreadyDone;
import io.equiveil.setup.SetUpResult.Done;
import io.equiveil.setup.SetUpResult.NotYours;
import io.equiveil.setup.SetUpResult.StillLacking;
import io.equiveil.setup.SetUpResult.TooManyPeople;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// The front door of the guide: how far the set-up is, and what the owner decides in it. What a step fills in is said
/// to the room that keeps it.
@Service
public class SetUp {

    /// For how long a step is put off.
    public static final int PUT_OFF_DAYS = 7;

    private final GuideReader reader;
    private final SetUpRepository repository;
    private final DutyCount duties;
    private final PracticeDesk practice;
    private final Ledger ledger;
    private final TransactionTemplate transactions;
    private final Clock clock;

    SetUp(
            GuideReader reader,
            SetUpRepository repository,
            DutyCount duties,
            PracticeDesk practice,
            Ledger ledger,
            TransactionTemplate transactions,
            Clock clock) {
        this.reader = reader;
        this.repository = repository;
        this.duties = duties;
        this.practice = practice;
        this.ledger = ledger;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// How far the set-up is.
    public Guide guide() {
        return reader.guide();
    }

    /// Whether the owner has declared the set-up complete.
    public boolean isComplete() {
        return repository.completed().isPresent();
    }

    /// The owner says how the firm works. May be said anew at any time.
    public SetUpResult choose(Requester.SignedIn who, FirmSize size) {
        if (!who.has(Role.OWNER)) {
            return new NotYours();
        }
        int people = duties.staff().size();
        if (size == FirmSize.SMALL && people > FirmSize.MOST_PEOPLE_OF_A_SMALL_FIRM) {
            return new TooManyPeople(people);
        }
        return change(() -> {
            repository.size(size, who.person(), now());
            ledger.append(Entry.of(who, new SetUpFacts.FirmSizeChosen(size, people)));
            return new Done();
        });
    }

    /// Puts a step off for [#PUT_OFF_DAYS] days (稍后); then it is asked again on 今日.
    public SetUpResult putOff(Requester.SignedIn who, SetUpStep step) {
        if (!who.has(Role.OWNER)) {
            return new NotYours();
        }
        return change(() -> {
            if (guide().of(step).state() == StepStanding.State.DONE) {
                return new AlreadyDone();
            }
            LocalDate until =
                    LocalDate.ofInstant(clock.instant(), Display.SHANGHAI).plusDays(PUT_OFF_DAYS);
            repository.putOff(step, until, who.person(), now());
            ledger.append(Entry.of(who, new SetUpFacts.SetUpStepPutOff(step, until)));
            return new Done();
        });
    }

    /// The owner declares the set-up complete: it leaves 今日, and a practice house is destroyed. Refused while something
    /// blocking is lacking.
    public SetUpResult complete(Requester.SignedIn who) {
        if (!who.has(Role.OWNER)) {
            return new NotYours();
        }
        SetUpResult result = completed(who);
        if (result instanceof Done) {
            practice.endForGoingLive(who);
        }
        return result;
    }

    private SetUpResult completed(Requester.SignedIn who) {
        return change(() -> {
            Guide guide = guide();
            if (guide.completed().isPresent()) {
                return new AlreadyDone();
            }
            List<Lack> blocking = guide.lacks().stream()
                    .filter(lack -> lack.kind().isBlocking())
                    .toList();
            if (!blocking.isEmpty()) {
                return new StillLacking(blocking);
            }
            repository.complete(who.person(), now());
            ledger.append(Entry.of(
                    who,
                    new SetUpFacts.SetUpCompleted(
                            guide.size().orElse(FirmSize.SMALL),
                            guide.steps().size() - guide.done(),
                            guide.lacks().size())));
            return new Done();
        });
    }

    private interface Change {
        SetUpResult made();
    }

    private SetUpResult change(Change change) {
        return Objects.requireNonNull(transactions.execute(_ -> {
            repository.lock();
            return change.made();
        }));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
