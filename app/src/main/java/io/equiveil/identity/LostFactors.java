package io.equiveil.identity;

import io.equiveil.frame.approvals.ApprovalId;
import io.equiveil.frame.approvals.ApprovalKind;
import io.equiveil.frame.approvals.Right;
import io.equiveil.frame.approvals.Rights;
import io.equiveil.identity.InviteResult.Invited;
import io.equiveil.identity.LostFactorRows.Row;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SystemPrincipal;
import io.equiveil.ledger.Entry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Somebody with an account who lost a factor gets back in by two people: one asks, after knowing the person for sure,
/// another agrees, and whoever asked hands over a one-time link at which password and authenticator are set anew.
///
/// One person alone must not be able to do it: whoever holds that link can become the other. Where nobody else is
/// there, whoever has the machine and the root key's passphrase makes a link (`./equiveil let-in`). Everybody with the
/// duty, and the person, reads of it on 今日 for a week.
@Service
public class LostFactors {

    /// How long each next step may be taken.
    public static final Duration OPEN_FOR = Duration.ofHours(24);

    private static final Duration NEWS = Duration.ofDays(7);
    private static final Set<Role> ASKS = Set.of(Role.OWNER, Role.ADMINISTRATOR, Role.SECURITY_OFFICER);
    static final Set<Role> AGREES =
            Set.of(Role.OWNER, Role.ADMINISTRATOR, Role.SECURITY_OFFICER, Role.COMPLIANCE_OFFICER);

    private final LostFactorRows rows;
    private final People people;
    private final Rights rights;
    private final Clock clock;

    LostFactors(LostFactorRows rows, People people, Rights rights, Clock clock) {
        this.rows = rows;
        this.people = people;
        this.rights = rights;
        this.clock = clock;
    }

    /// How far a request has come.
    public enum State {
        ASKED,
        AGREED,
        REFUSED,
        /// The link was made.
        LET_IN,
        /// Whoever has the machine and the passphrase made a link.
        FROM_THE_MACHINE
    }

    /// A request.
    ///
    /// @param askedBy empty if it came from the machine
    public record Request(
            PersonId person, State state, Optional<PersonId> askedBy, Optional<PersonId> decidedBy, Instant changedAt) {

        /// Until when the next step may be taken.
        public Instant until() {
            return changedAt.plus(OPEN_FOR);
        }

        private boolean waitsAt(Instant now) {
            return (state == State.ASKED || state == State.AGREED) && now.isBefore(until());
        }
    }

    /// What came of an act.
    public enum Result {
        DONE,
        /// No such account that is in use, or nothing waits there.
        UNKNOWN,
        /// Only an owner asks for an owner or an administrator, and nobody for oneself.
        NOT_YOURS,
        /// It was asked already and waits.
        WAITS,
        /// Neither whoever asked nor the person agrees.
        SECOND_PERSON
    }

    /// Asks that somebody be let in again.
    @Transactional
    public Result ask(Requester.SignedIn who, PersonId id) {
        Optional<Person> person = inUse(id);
        if (person.isEmpty()) {
            return Result.UNKNOWN;
        }
        if (!mayAsk(who, person.get())) {
            return Result.NOT_YOURS;
        }
        rows.lock(id);
        if (open(id).isPresent()) {
            return Result.WAITS;
        }
        write(
                new Request(id, State.ASKED, Optional.of(who.person()), Optional.empty(), now()),
                Entry.of(who, new Facts.LettingInAsked(id)));
        return Result.DONE;
    }

    /// Whether this person may ask for another.
    public boolean mayAsk(Requester.SignedIn who, Person person) {
        return person.isActive()
                && person.kind() != PersonKind.CLIENT
                && !person.id().equals(who.person())
                && who.roles().stream().anyMatch(ASKS::contains)
                && People.mayTouch(who, person);
    }

    /// Agrees to what was asked, or does not.
    @Transactional
    public Result decide(Requester.SignedIn who, PersonId id, boolean agreed) {
        rows.lock(id);
        Optional<Request> asked = open(id).filter(request -> request.state() == State.ASKED);
        if (asked.isEmpty() || inUse(id).isEmpty()) {
            return Result.UNKNOWN;
        }
        Optional<Right> right = right(who, asked.get());
        if (right.isEmpty()) {
            return Result.SECOND_PERSON;
        }
        write(
                new Request(
                        id,
                        agreed ? State.AGREED : State.REFUSED,
                        asked.get().askedBy(),
                        Optional.of(who.person()),
                        now()),
                Entry.of(who, new Facts.LettingInDecided(id, agreed)));
        rights.used(who, right.get(), ApprovalKind.LOST_FACTOR, new ApprovalId(id.value()));
        return Result.DONE;
    }

    /// Whether this person is the second one, in its own right.
    public boolean mayDecide(Requester.SignedIn who, Request request) {
        return right(who, request).filter(Right::isOwn).isPresent();
    }

    /// In whose right this person may decide.
    Optional<Right> right(Requester.SignedIn who, Request request) {
        return request.state() != State.ASKED
                ? Optional.empty()
                : rights.of(who, request.changedAt(), Optional.of(request.until())).stream()
                        .filter(right -> right.isOfOne(AGREES))
                        .filter(right ->
                                request.askedBy().filter(right::isApartFrom).isPresent())
                        .filter(right -> right.isApartFrom(request.person()))
                        .findFirst();
    }

    /// What waits for anybody's decision, the longest first.
    List<Request> asked() {
        return rows.since(now().minus(OPEN_FOR)).stream()
                .filter(Row::genuine)
                .map(Row::request)
                .filter(request -> request.state() == State.ASKED && request.waitsAt(clock.instant()))
                .toList();
    }

    /// Makes the link that was agreed to, for whoever asked. Ends all of the person's sessions; the old factors go when
    /// the link is used.
    ///
    /// @return empty if nobody agreed, or not in time, or whoever asked may not ask for this person any more
    @Transactional
    public Optional<Invited> letIn(Requester.SignedIn who, PersonId id) {
        rows.lock(id);
        Optional<Request> agreed = open(id).filter(request -> mayMakeLink(who, request));
        if (agreed.isEmpty()) {
            return Optional.empty();
        }
        write(
                new Request(
                        id, State.LET_IN, agreed.get().askedBy(), agreed.get().decidedBy(), now()),
                Entry.of(who, new Facts.LetInAgain(id)));
        return Optional.of(people.letInAgain(id, who));
    }

    /// Whether this person may make the link now.
    public boolean mayMakeLink(Requester.SignedIn who, Request request) {
        return request.state() == State.AGREED
                && request.askedBy().equals(Optional.of(who.person()))
                && inUse(request.person()).filter(person -> mayAsk(who, person)).isPresent();
    }

    /// Makes a link for whoever has the machine and has shown the root key's passphrase. Not reachable from a page.
    ///
    /// @param login the person's handle
    /// @return empty if nobody with an account in use has it
    @Transactional
    public Optional<Invited> letInFromTheMachine(String login) {
        Optional<Person> person = people.colleagues().stream()
                .filter(Person::isActive)
                .filter(found -> found.login().equals(Optional.of(login)))
                .findFirst();
        return person.map(found -> {
            Requester machine = new Requester.Machine(SystemPrincipal.HOUSEKEEPER);
            rows.lock(found.id());
            write(
                    new Request(found.id(), State.FROM_THE_MACHINE, Optional.empty(), Optional.empty(), now()),
                    Entry.of(machine, new Facts.LetInFromTheMachine(found.id())));
            return people.letInAgain(found.id(), machine);
        });
    }

    /// What waits about somebody: for a decision, or for the link.
    public Optional<Request> open(PersonId id) {
        return rows.find(id).filter(Row::genuine).map(Row::request).filter(request -> request.waitsAt(clock.instant()));
    }

    /// What this person has to do or to know: what waits for its decision or its link, and who was let in.
    List<Request> concerning(Requester.SignedIn who) {
        boolean duty = who.roles().stream().anyMatch(AGREES::contains);
        return rows.since(now().minus(NEWS)).stream()
                .filter(Row::genuine)
                .map(Row::request)
                .filter(request -> switch (request.state()) {
                    case ASKED -> request.waitsAt(clock.instant()) && mayDecide(who, request);
                    case AGREED -> request.waitsAt(clock.instant()) && mayMakeLink(who, request);
                    case LET_IN, FROM_THE_MACHINE -> duty || request.person().equals(who.person());
                    case REFUSED -> false;
                })
                .toList();
    }

    private Optional<Person> inUse(PersonId id) {
        return people.find(id).filter(Person::isActive).filter(person -> person.kind() != PersonKind.CLIENT);
    }

    private void write(Request request, Entry entry) {
        rows.write(request, entry);
    }

    /// What the column keeps.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
