package io.equiveil.setup;

import io.equiveil.frame.approvals.ApprovalId;
import io.equiveil.frame.approvals.ApprovalKind;
import io.equiveil.frame.approvals.Right;
import io.equiveil.frame.approvals.Rights;
import io.equiveil.identity.People;
import io.equiveil.identity.Person;
import io.equiveil.identity.PersonKind;
import io.equiveil.identity.PersonStatus;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.setup.SheetRequest.State;
import io.equiveil.setup.SheetResult.Asked;
import io.equiveil.setup.SheetResult.Confirmed;
import io.equiveil.setup.SheetResult.Fault;
import io.equiveil.setup.SheetResult.Made;
import io.equiveil.setup.SheetResult.Refused;
import io.equiveil.vault.RecoverySheet;
import io.equiveil.vault.RecoverySheets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// Makes recovery sheets and keeps the book of who has which. The shares are given out once, to be printed, and kept
/// nowhere.
///
/// Two people make a set: the owner asks, somebody else with a duty for it agrees, the owner prints. Only while nobody
/// else has such a duty yet, at the set-up, the owner makes one alone.
@Service
public class RecoveryBook {

    /// Who is told of every new set, and may agree to one.
    static final Set<Role> DUTY = Set.of(Role.OWNER, Role.COMPLIANCE_OFFICER, Role.SECURITY_OFFICER);

    private final RecoverySheets recovery;
    private final SheetRepository repository;
    private final SheetRequestRepository requests;
    private final People people;
    private final Ledger ledger;
    private final Rights rights;
    private final TransactionTemplate transactions;
    private final Clock clock;

    RecoveryBook(
            RecoverySheets recovery,
            SheetRepository repository,
            SheetRequestRepository requests,
            People people,
            Ledger ledger,
            Rights rights,
            TransactionTemplate transactions,
            Clock clock) {
        this.recovery = recovery;
        this.repository = repository;
        this.requests = requests;
        this.people = people;
        this.ledger = ledger;
        this.rights = rights;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// The set made last; sheets of older ones should have been destroyed.
    public Optional<SheetSet> current() {
        return repository.sets(1).stream().findFirst();
    }

    /// Sets, newest first; at most twenty.
    public List<SheetSet> sets() {
        return repository.sets(20);
    }

    /// Whether this person needs somebody else to agree: as soon as somebody else with a duty for it has an account
    /// (suspending it changes nothing), and for good once somebody was asked.
    public boolean needsSecondPerson(Requester.SignedIn who) {
        return requests.everAsked()
                || people.anyTouched()
                || people.colleagues().stream()
                        .filter(other -> other.kind() == PersonKind.STAFF)
                        .filter(other ->
                                other.status() == PersonStatus.ACTIVE || other.status() == PersonStatus.SUSPENDED)
                        .filter(other -> other.roles().stream().anyMatch(DUTY::contains))
                        .anyMatch(other -> !other.id().equals(who.person()));
    }

    /// What waits for a decision, or was agreed to and waits to be made.
    public Optional<SheetRequest> open() {
        return requests.newest().filter(request -> request.isOpenAt(clock.instant()));
    }

    /// Asks for a new set.
    ///
    /// @param holders one for each sheet, all different
    public SheetResult ask(Requester.SignedIn who, int needed, List<SheetHolder> holders) {
        Optional<Fault> fault = faultOf(who, needed, holders);
        if (fault.isPresent()) {
            return new Refused(fault.get());
        }
        if (!needsSecondPerson(who)) {
            return new Refused(Fault.NOBODY_ELSE);
        }
        return change(() -> {
            if (open().filter(request -> request.state() == State.ASKED).isPresent()) {
                return new Refused(Fault.WAITS);
            }
            SheetRequest asked = new SheetRequest(State.ASKED, needed, holders, who.person(), Optional.empty(), now());
            requests.write(asked, Entry.of(who, new SetUpFacts.RecoverySheetsAsked(needed, holders.size())));
            return new Asked(asked);
        });
    }

    /// Whether this person may decide about a request, in its own right.
    public boolean mayDecide(Requester.SignedIn who, SheetRequest request) {
        return right(who, request).filter(Right::isOwn).isPresent();
    }

    /// In whose right this person may decide about a request.
    Optional<Right> right(Requester.SignedIn who, SheetRequest request) {
        return request.state() != State.ASKED
                ? Optional.empty()
                : rights.of(who, request.changedAt(), Optional.of(request.until())).stream()
                        .filter(right -> right.isOfOne(DUTY) && right.isApartFrom(request.askedBy()))
                        .findFirst();
    }

    /// Agrees to what was asked for, or does not. The caller has made sure of a fresh second factor.
    public SheetResult decide(Requester.SignedIn who, boolean agreed) {
        return decide(who, agreed, _ -> true);
    }

    /// The same, if it is still this request that waits.
    SheetResult decide(Requester.SignedIn who, ApprovalId shown, boolean agreed) {
        return decide(who, agreed, asked -> asked.approvalId().equals(shown));
    }

    private SheetResult decide(Requester.SignedIn who, boolean agreed, Predicate<SheetRequest> which) {
        return change(() -> {
            Optional<SheetRequest> request =
                    open().filter(asked -> asked.state() == State.ASKED).filter(which);
            if (request.isEmpty()) {
                return new Refused(Fault.NOTHING_ASKED);
            }
            Optional<Right> right = right(who, request.get());
            if (right.isEmpty()) {
                return new Refused(Fault.SECOND_PERSON);
            }
            SheetRequest decided = request.get().decided(agreed, who.person(), now());
            requests.write(decided, Entry.of(who, new SetUpFacts.RecoverySheetsDecided(agreed)));
            rights.used(
                    who,
                    right.get(),
                    ApprovalKind.RECOVERY_SHEETS,
                    request.get().approvalId());
            return new Asked(decided);
        });
    }

    /// Makes a new set. The caller has made sure of a fresh second factor.
    ///
    /// @param holders one for each sheet, all different; with a second person, those that were agreed to
    public SheetResult make(Requester.SignedIn who, int needed, List<SheetHolder> holders) {
        Optional<Fault> fault = faultOf(who, needed, holders);
        if (fault.isPresent()) {
            return new Refused(fault.get());
        }
        return change(() -> {
            Optional<SheetRequest> agreed = open().filter(request -> request.state() == State.AGREED)
                    .filter(request -> request.askedBy().equals(who.person()))
                    .filter(request ->
                            request.needed() == needed && request.holders().equals(holders));
            if (agreed.isEmpty() && needsSecondPerson(who)) {
                return new Refused(Fault.SECOND_PERSON);
            }
            List<RecoverySheet> made = recovery.make(needed, holders.size());
            List<SheetSet.Sheet> sheets = new ArrayList<>();
            for (RecoverySheet sheet : made) {
                sheets.add(new SheetSet.Sheet(
                        sheet.number(), sheet.checkCode(), holders.get(sheet.number() - 1), Optional.empty()));
            }
            SheetSet set = new SheetSet(made.getFirst().set(), needed, who.person(), now(), sheets);
            repository.add(set);
            Entry entry = Entry.of(
                    who,
                    new SetUpFacts.RecoverySheetsMade(needed, holders.size(), agreed.flatMap(SheetRequest::decidedBy)));
            if (agreed.isPresent()) {
                requests.write(agreed.get().made(set.madeAt()), entry);
            } else {
                ledger.append(entry);
            }
            return new Made(set, made.stream().map(PrintedSheet::of).toList());
        });
    }

    private Optional<Fault> faultOf(Requester.SignedIn who, int needed, List<SheetHolder> holders) {
        if (!who.has(Role.OWNER)) {
            return Optional.of(Fault.NOT_YOURS);
        }
        if (needed < RecoverySheets.LEAST_NEEDED || holders.size() < needed || holders.size() > RecoverySheets.MOST) {
            return Optional.of(Fault.NUMBERS);
        }
        if (new HashSet<>(holders).size() != holders.size()) {
            return Optional.of(Fault.SAME_HOLDER);
        }
        return holders.stream().allMatch(this::canHold) ? Optional.empty() : Optional.of(Fault.HOLDER);
    }

    private SheetResult change(Supplier<SheetResult> change) {
        return Objects.requireNonNull(transactions.execute(_ -> {
            requests.lock();
            return change.get();
        }));
    }

    private boolean canHold(SheetHolder holder) {
        return switch (holder) {
            case SheetHolder.Deposit _ -> true;
            case SheetHolder.Colleague(var person) ->
                people.find(person)
                        .filter(found -> found.kind() == PersonKind.STAFF)
                        .filter(Person::isActive)
                        .isPresent();
        };
    }

    /// Whoever has a sheet of the newest set, or the owner for one that lies in a place, says so with its check code.
    public SheetResult confirm(Requester.SignedIn who, int number, String checkCode) {
        return Objects.requireNonNull(transactions.execute(_ -> {
            Optional<SheetSet> set = current();
            Optional<SheetSet.Sheet> sheet = set.flatMap(known -> known.sheets().stream()
                    .filter(one -> one.number() == number)
                    .filter(one -> mayConfirm(who, one))
                    .findFirst());
            if (set.isEmpty() || sheet.isEmpty()) {
                return new Refused(Fault.NO_SUCH_SHEET);
            }
            if (!sheet.get().checkCode().equals(RecoverySheet.tidyCheckCode(checkCode))) {
                return new Refused(Fault.WRONG_CHECK_CODE);
            }
            if (!sheet.get().isConfirmed()) {
                repository.confirm(set.get().id(), number, who.person(), now());
                ledger.append(Entry.of(who, new SetUpFacts.RecoverySheetConfirmed(number, liesInAPlace(sheet.get()))));
            }
            return new Confirmed(current().orElseThrow());
        }));
    }

    /// Whether it is for this person to say that the sheet is where it should be.
    public boolean mayConfirm(Requester.SignedIn who, SheetSet.Sheet sheet) {
        return switch (sheet.holder()) {
            case SheetHolder.Colleague(var person) -> person.equals(who.person());
            case SheetHolder.Deposit _ -> who.has(Role.OWNER);
        };
    }

    private static boolean liesInAPlace(SheetSet.Sheet sheet) {
        return sheet.holder() instanceof SheetHolder.Deposit;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
