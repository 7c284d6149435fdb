package io.equiveil.clients;

import io.equiveil.clients.FirmListRepository.Stored;
import io.equiveil.clients.FirmListRequest.State;
import io.equiveil.frame.approvals.ApprovalId;
import io.equiveil.frame.approvals.ApprovalKind;
import io.equiveil.frame.approvals.Right;
import io.equiveil.frame.approvals.Rights;
import io.equiveil.identity.People;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.Scope;
import io.equiveil.ledger.Entry;
import io.equiveil.tables.SealedWorkbook;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// The list of all the firm's clients leaves by two people: one asks and says why, another agrees, and whoever asked
/// takes it once within a day, as an encrypted workbook.
///
/// The gate is asked for every name and number, as for one's own clients: agreement, legal basis and all other clauses
/// count, and each client sees it. What the second person adds is the relation under which the gate may answer at all,
/// for as long as the one file is being made.
@Service
public class FirmLists {

    /// Clients in one workbook.
    public static final int MOST = 20_000;

    static final Set<Role> DUTY = Set.of(Role.OWNER, Role.COMPLIANCE_OFFICER);

    private final FirmListRepository requests;
    private final ClientRepository files;
    private final ListWorkbook workbook;
    private final People people;
    private final Rights rights;
    private final TransactionTemplate transaction;
    private final Clock clock;

    FirmLists(
            FirmListRepository requests,
            ClientRepository files,
            ListWorkbook workbook,
            People people,
            Rights rights,
            TransactionTemplate transaction,
            Clock clock) {
        this.requests = requests;
        this.files = files;
        this.workbook = workbook;
        this.people = people;
        this.rights = rights;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// What came of an act.
    public enum Result {
        DONE,
        /// Nothing of the kind waits, or not for this person.
        UNKNOWN,
        /// Only owner and compliance officer ask.
        NOT_YOURS,
        /// One was asked for already and waits for its decision or to be taken.
        WAITS,
        /// Too short or too long.
        REASON,
        /// Whoever asked does not decide.
        SECOND_PERSON
    }

    /// Asks for the list.
    ///
    /// @param reason why, 4 to 200 letters; kept sealed, for the second person and for the workbook
    public Result ask(Requester.SignedIn who, Cleartext reason) {
        String why = reason.revealForDisplay().strip();
        if (who.roles().stream().noneMatch(DUTY::contains)) {
            return Result.NOT_YOURS;
        }
        if (why.codePointCount(0, why.length()) < ClientLists.SHORTEST_REASON
                || why.length() > ClientLists.LONGEST_REASON) {
            return Result.REASON;
        }
        return locked(() -> {
            if (open().isPresent()) {
                return Result.WAITS;
            }
            FirmListId id = FirmListId.random();
            Instant now = now();
            FirmListRequest asked = new FirmListRequest(id, State.ASKED, who.person(), now, Optional.empty(), now);
            requests.write(
                    new Stored(asked, requests.sealed(id, Cleartext.of(why))),
                    Entry.of(who, new FirmListFacts.FirmListAsked(id)));
            return Result.DONE;
        });
    }

    /// Agrees, or does not: owner or compliance officer, or in time the deputy of one, and never whoever asked. The
    /// caller has made sure of a fresh second factor.
    public Result decide(Requester.SignedIn who, FirmListId id, boolean agreed) {
        return locked(() -> {
            Optional<Stored> asked = waiting(id, State.ASKED);
            Optional<Right> right = asked.flatMap(stored -> right(who, stored.request()));
            if (asked.isEmpty() || right.isEmpty() && !sees(who)) {
                return Result.UNKNOWN;
            }
            if (right.isEmpty()) {
                return Result.SECOND_PERSON;
            }
            write(
                    who,
                    asked.get(),
                    asked.get().request().decided(agreed, who.person(), now()),
                    new FirmListFacts.FirmListDecided(id, agreed));
            rights.used(who, right.get(), ApprovalKind.CLIENT_LIST, new ApprovalId(id.value()));
            return Result.DONE;
        });
    }

    /// In whose right this person may decide about a request.
    Optional<Right> right(Requester.SignedIn who, FirmListRequest request) {
        return request.state() != State.ASKED
                ? Optional.empty()
                : rights.of(who, request.askedAt(), Optional.of(request.until())).stream()
                        .filter(right -> right.isOfOne(DUTY) && right.isApartFrom(request.askedBy()))
                        .findFirst();
    }

    /// Whether this person may decide about a request now.
    public boolean mayDecide(Requester.SignedIn who, FirmListRequest request) {
        return request.isOpenAt(clock.instant()) && right(who, request).isPresent();
    }

    /// Whoever asked does not need it any more, agreed to or not.
    public Result withdraw(Requester.SignedIn who) {
        return locked(() -> {
            Optional<Stored> own =
                    open().filter(stored -> stored.request().askedBy().equals(who.person()));
            if (own.isEmpty()) {
                return Result.UNKNOWN;
            }
            write(
                    who,
                    own.get(),
                    own.get().request().became(State.WITHDRAWN, now()),
                    new FirmListFacts.FirmListWithdrawn(own.get().request().id()));
            return Result.DONE;
        });
    }

    /// A request as it is shown. Does not print why.
    ///
    /// @param reason in the words of whoever asked
    public record Shown(FirmListRequest request, Cleartext reason) {}

    /// What was asked for, newest first, at most twenty; for owner and compliance officer.
    public List<Shown> history(Requester.SignedIn who) {
        return sees(who) ? requests.newest().stream().map(this::shown).toList() : List.of();
    }

    /// What waits for a decision or to be taken. Shown to whoever asked, and to those who may decide.
    Optional<Shown> waiting(Requester.SignedIn who) {
        return open().filter(stored -> stored.request().askedBy().equals(who.person())
                        || right(who, stored.request()).isPresent())
                .map(this::shown);
    }

    /// Whether somebody may take the list now.
    public boolean mayTake(Requester.SignedIn who, FirmListRequest request) {
        return request.state() == State.AGREED
                && request.isOpenAt(clock.instant())
                && request.askedBy().equals(who.person())
                && sees(who);
    }

    /// Takes the list that was agreed to, once: whatever comes of it, it has to be asked for again. The caller has made
    /// sure of a fresh second factor.
    ///
    /// @param password opens the workbook; kept nowhere
    public ClientLists.Taken take(Requester.SignedIn who, Cleartext password, Locale locale) {
        if (password.revealForDisplay().length() < SealedWorkbook.SHORTEST_PASSWORD) {
            return new ClientLists.Taken.Wrong(true, false);
        }
        List<ClientFile> all = files.living(MOST + 1);
        Optional<Stored> begun = all.size() > MOST ? Optional.empty() : begin(who);
        if (begun.isEmpty()) {
            return new ClientLists.Taken.Nothing();
        }
        Stored stored = begun.get();
        Optional<ListWorkbook.Rows> opened = workbook.opened(who, all, locale);
        if (opened.isEmpty()) {
            return new ClientLists.Taken.Unrecorded();
        }
        ListWorkbook.Rows rows = opened.get();
        Receipt receipt = Objects.requireNonNull(transaction.execute(_ -> {
            requests.lock();
            return write(
                    who,
                    stored,
                    stored.request().became(State.TAKEN, now()),
                    new FirmListFacts.FirmListTaken(
                            stored.request().id(),
                            stored.request().decidedBy().orElseThrow(),
                            rows.shown(),
                            rows.withheld()));
        }));
        if (rows.shown() == 0) {
            return new ClientLists.Taken.Nothing();
        }
        String source = people.codeName(who.person()) + " "
                + ListWorkbook.time().format(clock.instant()) + " #" + receipt.intake();
        return new ClientLists.Taken.File(
                SealedWorkbook.of(
                        List.of(
                                mark(who, stored, rows, receipt, locale),
                                workbook.sheet(rows, Optional.of(source), locale)),
                        password),
                rows.shown(),
                rows.withheld());
    }

    private Optional<Stored> begin(Requester.SignedIn who) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            requests.lock();
            return open().filter(stored -> mayTake(who, stored.request())).map(stored -> {
                FirmListRequest begun = stored.request().became(State.BEING_MADE, now());
                write(who, stored, begun, new FirmListFacts.FirmListBegun(begun.id()));
                return new Stored(begun, stored.reason());
            });
        }));
    }

    /// Who, with whose agreement, when, why, how many, under which entries.
    private SealedWorkbook.Sheet mark(
            Requester.SignedIn who, Stored stored, ListWorkbook.Rows rows, Receipt receipt, Locale locale) {
        List<Long> entries = new ArrayList<>(rows.entries());
        entries.add(receipt.intake());
        FirmListRequest request = stored.request();
        return new SealedWorkbook.Sheet(
                workbook.text("clients.list.mark", locale),
                List.of(workbook.text("clients.list.mark.what", locale), ""),
                List.of(
                        workbook.line("clients.list.mark.who", people.codeName(who.person()), locale),
                        workbook.line(
                                "clients.list.mark.agreed",
                                request.decidedBy().map(people::codeName).orElse(""),
                                locale),
                        workbook.line(
                                "clients.list.mark.when", ListWorkbook.time().format(clock.instant()), locale),
                        workbook.line("clients.list.mark.why", requests.reason(stored), locale),
                        workbook.line(
                                "clients.list.mark.rows",
                                Integer.toString(rows.rows().size()),
                                locale),
                        workbook.line("clients.list.mark.clients", Integer.toString(rows.shown()), locale),
                        workbook.line("clients.list.mark.number", Long.toString(receipt.intake()), locale),
                        workbook.line(
                                "clients.list.mark.entries",
                                entries.stream().map(String::valueOf).collect(Collectors.joining("、")),
                                locale),
                        workbook.line(
                                "clients.list.mark.duty",
                                workbook.text("clients.list.mark.duty.text", locale),
                                locale)));
    }

    /// Whatever the decision relied on has changed with every step: the epoch of whoever asked is raised.
    private Receipt write(Requester.SignedIn who, Stored stored, FirmListRequest next, Recorded fact) {
        return requests.write(
                new Stored(next, stored.reason()), Entry.of(who, fact).raising(Scope.of(next.askedBy())));
    }

    private Optional<Stored> open() {
        return requests.newest().stream()
                .filter(stored -> stored.request().isOpenAt(clock.instant()))
                .findFirst();
    }

    private Optional<Stored> waiting(FirmListId id, State state) {
        return requests.find(id)
                .filter(stored ->
                        stored.request().state() == state && stored.request().isOpenAt(clock.instant()));
    }

    private Shown shown(Stored stored) {
        return new Shown(stored.request(), Cleartext.of(requests.reason(stored)));
    }

    private static boolean sees(Requester.SignedIn who) {
        return who.roles().stream().anyMatch(DUTY::contains);
    }

    private Result locked(Supplier<Result> act) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            requests.lock();
            return act.get();
        }));
    }

    /// What the columns keep.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
