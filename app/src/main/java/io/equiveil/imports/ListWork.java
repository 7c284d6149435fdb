package io.equiveil.imports;

import io.equiveil.identity.People;
import io.equiveil.imports.ListRows.Looked;
import io.equiveil.kernel.Requester;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.tables.TableFile;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The long work with a list: looking at every row, and taking rows in. Rows of clients are taken in some at a time, in
/// one transaction; if that fails, and for other lists, each in a transaction of its own.
///
/// Whoever begins it answers for it: each client is taken in by that person, as if typed. When the
/// account is closed or loses its role, the work ends at the next hundred rows.
@Component
class ListWork {

    private static final int AT_ONCE = 500;
    private static final int ROWS_BETWEEN_QUESTIONS = 100;
    private static final int CLIENTS_IN_ONE_COMMIT = 20;

    private final ListRepository lists;
    private final ListOpener opener;
    private final Map<ListKind, ListRows> kinds;
    private final People people;
    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ListWork(
            ListRepository lists,
            ListOpener opener,
            List<ListRows> kinds,
            People people,
            Ledger ledger,
            TransactionTemplate transaction,
            Clock clock) {
        this.lists = lists;
        this.opener = opener;
        this.kinds = kinds.stream().collect(Collectors.toMap(ListRows::kind, Function.identity()));
        this.people = people;
        this.ledger = ledger;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Looks at every row and says what would come of it. Takes nothing in.
    ///
    /// @param seen gets the table, once it is open
    Optional<Trouble> check(Requester.SignedIn who, BroughtList list, Consumer<TableFile> seen) {
        return switch (opener.open(list)) {
            case ListOpener.Opened.Not(var because) -> Optional.of(because);
            case ListOpener.Opened.Table(var table) -> {
                seen.accept(table);
                Sieve sieve = new Sieve(who, rowsOf(list), _ -> {});
                int count = sieve.read(table, list);
                transaction.executeWithoutResult(_ -> {
                    lists.faults(list.id(), sieve.faults);
                    lists.checked(list.id(), count, sieve.fit, sieve.faulty, sieve.needless, clock.instant());
                    ledger.append(Entry.of(
                            who, new ImportFacts.ListChecked(list.id(), sieve.fit, sieve.faulty, sieve.needless)));
                });
                yield Optional.empty();
            }
        };
    }

    /// Takes in what is fit and was not taken in before.
    ///
    /// @return why it ended early; empty if every row was passed, or somebody stopped it
    Optional<Trouble> run(Requester.SignedIn who, BroughtList list) {
        return switch (opener.open(list)) {
            case ListOpener.Opened.Not(var because) -> Optional.of(because);
            case ListOpener.Opened.Table(var table) -> run(who, list, table);
        };
    }

    private ListRows rowsOf(BroughtList list) {
        return Objects.requireNonNull(kinds.get(list.kind()));
    }

    private Optional<Trouble> run(Requester.SignedIn who, BroughtList list, TableFile table) {
        Set<Integer> before = new HashSet<>(lists.taken(list.id()));
        Taking taking = new Taking(who, list, before);
        new Sieve(who, rowsOf(list), taking).without(before).read(table, list);
        taking.flush();
        return Optional.ofNullable(taking.trouble);
    }

    /// Takes rows in as they come out of the sieve.
    private final class Taking implements Sink {

        private final Requester.SignedIn who;
        private final BroughtList list;
        private final List<Looked.Fit> together = new ArrayList<>();
        private final int most;
        private int passed;
        private boolean stopped;
        private @Nullable Trouble trouble;

        Taking(Requester.SignedIn who, BroughtList list, Set<Integer> before) {
            this.who = who;
            this.list = list;
            this.passed = before.size();
            this.most = list.kind() == ListKind.CLIENTS ? CLIENTS_IN_ONE_COMMIT : 1;
        }

        @Override
        public boolean wantsNoMore() {
            return stopped;
        }

        @Override
        public void accept(Looked.Fit row) {
            if (stopped) {
                return;
            }
            if (passed++ % ROWS_BETWEEN_QUESTIONS == 0 && !mayStill()) {
                trouble = Trouble.NOT_ALLOWED;
                stopped = true;
                return;
            }
            together.add(row);
            if (together.size() == most) {
                flush();
            }
        }

        /// Takes in what waits.
        void flush() {
            List<Looked.Fit> now = List.copyOf(together);
            together.clear();
            if (!taken(now)) {
                // None of them was taken in. Whichever it is, it shall not hold up the others.
                now.forEach(row -> take(List.of(row)));
            }
        }

        /// @return false if it has to be tried one by one
        private boolean taken(List<Looked.Fit> rows) {
            if (rows.size() < 2) {
                return false;
            }
            try {
                return take(rows) || stopped;
            } catch (RuntimeException one) {
                return false;
            }
        }

        /// @return whether all of them were taken in; otherwise none was
        private boolean take(List<Looked.Fit> rows) {
            return !stopped
                    && Boolean.TRUE.equals(transaction.execute(status -> {
                        boolean all = rows.stream().allMatch(this::takenNow);
                        if (!all) {
                            status.setRollbackOnly();
                        }
                        return all;
                    }));
        }

        private boolean takenNow(Looked.Fit row) {
            if (lists.take(list.id(), row.row(), clock.instant())) {
                rowsOf(list).take(who, row);
                return true;
            }
            stopped = lists.find(list.id())
                    .filter(now -> now.state() == ImportState.RUNNING)
                    .isEmpty();
            return false;
        }

        private boolean mayStill() {
            return people.find(who.person())
                    .filter(person -> person.isActive()
                            && person.roles().stream().anyMatch(list.kind().roles()::contains))
                    .isPresent();
        }
    }

    /// Where rows that are fit go to.
    private interface Sink {

        void accept(Looked.Fit row);

        /// Whether the rest of the list need not even be read: so that whoever stopped it can go on at once.
        default boolean wantsNoMore() {
            return false;
        }
    }

    /// Divides rows into those that are fit, those with faults and those that are not needed.
    private static final class Sieve {

        private final Requester.SignedIn who;
        private final ListRows rows;
        private final Sink sink;
        private final List<FaultyRow> faults = new ArrayList<>();
        private final List<Looked.Fit> waiting = new ArrayList<>();
        private final Set<String> seen = new HashSet<>();
        private Set<Integer> takenBefore = Set.of();
        private int fit;
        private int faulty;
        private int needless;

        Sieve(Requester.SignedIn who, ListRows rows, Sink sink) {
            this.who = who;
            this.rows = rows;
            this.sink = sink;
        }

        Sieve without(Set<Integer> rows) {
            takenBefore = rows;
            return this;
        }

        /// @return how many rows stand below the headings
        int read(TableFile table, BroughtList list) {
            int[] count = {0};
            table.read(list.sheet(), row -> {
                if (row.number() <= list.headerRow()) {
                    return true;
                }
                count[0]++;
                switch (rows.look(who, row, list)) {
                    case Looked.Unfit(var wrong) -> {
                        faulty++;
                        faults.addAll(wrong);
                    }
                    case Looked.Fit sound -> {
                        if (!seen.add(sound.key().revealForDisplay())) {
                            needless(sound, RowFault.TWICE);
                        } else if (!takenBefore.contains(sound.row())) {
                            waiting.add(sound);
                        }
                    }
                }
                if (waiting.size() == AT_ONCE) {
                    pass();
                }
                return !sink.wantsNoMore();
            });
            pass();
            return count[0];
        }

        private void pass() {
            if (waiting.isEmpty()) {
                return;
            }
            Set<Integer> known = rows.known(who, waiting);
            for (int at = 0; at < waiting.size(); at++) {
                if (known.contains(at)) {
                    needless(waiting.get(at), RowFault.KNOWN);
                } else {
                    fit++;
                    sink.accept(waiting.get(at));
                }
            }
            waiting.clear();
        }

        private void needless(Looked.Fit row, RowFault why) {
            needless++;
            faults.add(new FaultyRow(row.row(), row.at(), why));
        }
    }
}
