package io.equiveil.setup;

import io.equiveil.identity.People;
import io.equiveil.identity.Person;
import io.equiveil.identity.PersonKind;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
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
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// Makes recovery sheets and keeps the book of who has which. The shares are given out once, to be printed, and kept
/// nowhere.
@Service
public class RecoveryBook {

    private final RecoverySheets recovery;
    private final SheetRepository repository;
    private final People people;
    private final Ledger ledger;
    private final TransactionTemplate transactions;
    private final Clock clock;

    RecoveryBook(
            RecoverySheets recovery,
            SheetRepository repository,
            People people,
            Ledger ledger,
            TransactionTemplate transactions,
            Clock clock) {
        this.recovery = recovery;
        this.repository = repository;
        this.people = people;
        this.ledger = ledger;
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

    /// Makes a new set. The caller has made sure of a fresh second factor.
    ///
    /// @param holders one for each sheet, all different
    public SheetResult make(Requester.SignedIn who, int needed, List<SheetHolder> holders) {
        if (!who.has(Role.OWNER)) {
            return new Refused(Fault.NOT_YOURS);
        }
        if (needed < RecoverySheets.LEAST_NEEDED || holders.size() < needed || holders.size() > RecoverySheets.MOST) {
            return new Refused(Fault.NUMBERS);
        }
        if (new HashSet<>(holders).size() != holders.size()) {
            return new Refused(Fault.SAME_HOLDER);
        }
        if (!holders.stream().allMatch(this::canHold)) {
            return new Refused(Fault.HOLDER);
        }
        return Objects.requireNonNull(transactions.execute(_ -> {
            List<RecoverySheet> made = recovery.make(needed, holders.size());
            List<SheetSet.Sheet> sheets = new ArrayList<>();
            for (RecoverySheet sheet : made) {
                sheets.add(new SheetSet.Sheet(
                        sheet.number(), sheet.checkCode(), holders.get(sheet.number() - 1), Optional.empty()));
            }
            SheetSet set = new SheetSet(made.getFirst().set(), needed, who.person(), now(), sheets);
            repository.add(set);
            ledger.append(Entry.of(who, new SetUpFacts.RecoverySheetsMade(needed, holders.size())));
            return new Made(set, made.stream().map(PrintedSheet::of).toList());
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
