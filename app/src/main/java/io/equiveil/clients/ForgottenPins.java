package io.equiveil.clients;

import io.equiveil.frame.approvals.ApprovalId;
import io.equiveil.frame.approvals.ApprovalKind;
import io.equiveil.frame.approvals.Right;
import io.equiveil.frame.approvals.Rights;
import io.equiveil.identity.People;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.messages.Messages;
import io.equiveil.messages.Template;
import io.equiveil.vault.GateRows;
import io.equiveil.vault.GateRows.GateRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// A client who forgot the PIN gets back in by two people of the firm: somebody in charge asks, after knowing the
/// client for sure, and a second person who is not in charge decides. Then the PIN is gone, all sessions end, and the
/// next sign-in by SMS or across the table chooses a new one. The client is told in the portal, and by SMS and e-mail.
///
/// One person alone must not be able to do it: with a code shown across the table, whoever removes a PIN could sign in
/// as the client.
@Service
public class ForgottenPins {

    /// How long a second person has for the decision.
    public static final Duration OPEN_FOR = Duration.ofHours(24);

    static final Set<Role> DECIDES = Set.of(Role.COMPLIANCE_OFFICER, Role.OWNER);
    private static final int MOST = 50;

    private final JdbcClient jdbc;
    private final Clients clients;
    private final People people;
    private final Signers signers;
    private final Messages messages;
    private final Rights rights;
    private final Ledger ledger;
    private final GateRows gateRows;
    private final Clock clock;

    ForgottenPins(
            JdbcClient jdbc,
            Clients clients,
            People people,
            Signers signers,
            Messages messages,
            Rights rights,
            Ledger ledger,
            GateRows gateRows,
            Clock clock) {
        this.jdbc = jdbc;
        this.clients = clients;
        this.people = people;
        this.signers = signers;
        this.messages = messages;
        this.rights = rights;
        this.ledger = ledger;
        this.gateRows = gateRows;
        this.clock = clock;
    }

    /// What a request has come to.
    enum State {
        ASKED,
        REMOVED,
        REFUSED
    }

    /// A request that waits for its decision.
    public record Waiting(SubjectId subject, PersonId askedBy, Instant askedAt) {

        /// Until when somebody may decide.
        public Instant until() {
            return askedAt.plus(OPEN_FOR);
        }
    }

    /// What came of an act.
    public enum Result {
        DONE,
        /// No such file for this person, or nothing waits there.
        UNKNOWN,
        /// Nobody who signs for this client has a PIN: the next sign-in chooses one anyhow.
        NO_PIN,
        /// It was asked already and waits.
        WAITS,
        /// Whoever asked, or is in charge of the client, does not decide.
        SECOND_PERSON
    }

    private record Row(
            SubjectId subject, State state, PersonId askedBy, Instant at, long version, Digest leaf, byte[] mac) {

        GateRow gateRow() {
            return gate(subject, state, askedBy, at, version, leaf);
        }
    }

    /// Asks that the PIN of a client's signers be removed; for somebody in charge.
    @Transactional
    public Result ask(Requester.SignedIn who, SubjectId subject) {
        if (!clients.isInCharge(who.person(), subject) || clients.find(subject).isEmpty()) {
            return Result.UNKNOWN;
        }
        lock(subject);
        if (withPin(subject, who.person()).isEmpty()) {
            return Result.NO_PIN;
        }
        if (waiting(subject).isPresent()) {
            return Result.WAITS;
        }
        set(subject, State.ASKED, who.person(), Entry.of(who, new ClientFacts.PinRemovalAsked(subject)));
        return Result.DONE;
    }

    /// Decides what was asked; for the compliance officer or the owner, or in time the deputy of one, not for whoever
    /// asked or is in charge.
    ///
    /// @param granted whether the PIN is removed
    @Transactional
    public Result decide(Requester.SignedIn who, SubjectId subject, boolean granted) {
        lock(subject);
        Optional<Waiting> asked = waiting(subject);
        Optional<Right> right = asked.flatMap(waiting -> right(who, waiting));
        if (asked.isEmpty() || right.isEmpty() && !maySee(who, subject)) {
            return Result.UNKNOWN;
        }
        if (right.isEmpty()) {
            return Result.SECOND_PERSON;
        }
        set(
                subject,
                granted ? State.REMOVED : State.REFUSED,
                asked.get().askedBy(),
                Entry.of(who, new ClientFacts.PinRemovalDecided(subject, granted)));
        rights.used(who, right.get(), ApprovalKind.PIN, new ApprovalId(subject.value()));
        if (granted) {
            for (PersonId person : withPin(subject, asked.get().askedBy())) {
                people.forgetPin(person, who);
                // Whoever was impersonated is the one who would notice.
                messages.announce(person, Template.PIN_REMOVED, Map.of(), Optional.of(subject.value()), who);
            }
        }
        return Result.DONE;
    }

    /// What waits about this client, for whoever is in charge or may decide.
    public Optional<Waiting> waiting(Requester.SignedIn who, SubjectId subject) {
        return maySee(who, subject) ? waiting(subject) : Optional.empty();
    }

    /// What waits for this person's decision, the oldest first, at most 50.
    public List<Waiting> toDecide(Requester.SignedIn who) {
        if (who.roles().stream().noneMatch(DECIDES::contains)) {
            return List.of();
        }
        return asked().stream().filter(waiting -> mayDecide(who, waiting)).toList();
    }

    /// What waits for anybody's decision, the oldest first, at most 50.
    List<Waiting> asked() {
        return jdbc
                .sql("select * from clients.forgotten_pins where state = 'ASKED' and changed_at > :since"
                        + " order by changed_at limit " + MOST)
                .param("since", Timestamp.from(clock.instant().minus(OPEN_FOR)))
                .query((row, number) -> row(row))
                .list()
                .stream()
                .filter(row -> gateRows.genuine(row.gateRow(), row.mac()))
                .map(row -> new Waiting(row.subject(), row.askedBy(), row.at()))
                .toList();
    }

    /// Whether this person is the second one, in its own right.
    public boolean mayDecide(Requester.SignedIn who, Waiting waiting) {
        return right(who, waiting).filter(Right::isOwn).isPresent();
    }

    /// In whose right this person may decide.
    Optional<Right> right(Requester.SignedIn who, Waiting waiting) {
        return rights.of(who, waiting.askedAt(), Optional.of(waiting.until())).stream()
                .filter(right -> right.isOfOne(DECIDES) && right.isApartFrom(waiting.askedBy()))
                .filter(right -> clients.isSurelyNotInCharge(right.by(), waiting.subject())
                        && clients.isSurelyNotInCharge(right.of(), waiting.subject()))
                .findFirst();
    }

    /// Whether somebody who signs for this client has a PIN whose removal this person could ask for.
    public boolean hasPin(Requester.SignedIn who, SubjectId subject) {
        return !withPin(subject, who.person()).isEmpty();
    }

    private boolean maySee(Requester.SignedIn who, SubjectId subject) {
        return clients.isInCharge(who.person(), subject) || who.roles().stream().anyMatch(DECIDES::contains);
    }

    /// Those who sign in their own right, and for nobody else's client: a helper's PIN, or one that opens a colleague's
    /// client as well, is not lost with this client's.
    private List<PersonId> withPin(SubjectId subject, PersonId askedBy) {
        return people.principalsOf(subject).stream()
                .filter(people::hasPin)
                .filter(person -> signers.isWhollyOf(person, askedBy))
                .toList();
    }

    /// Whether somebody asked, and nobody has answered.
    boolean isAsked(SubjectId subject) {
        return waiting(subject).isPresent();
    }

    private Optional<Waiting> waiting(SubjectId subject) {
        return jdbc.sql("select * from clients.forgotten_pins where subject_id = :subject")
                .param("subject", subject.value())
                .query((row, number) -> row(row))
                .optional()
                .filter(row -> row.state() == State.ASKED)
                .filter(row -> row.at().plus(OPEN_FOR).isAfter(clock.instant()))
                .filter(row -> gateRows.genuine(row.gateRow(), row.mac()))
                .map(row -> new Waiting(row.subject(), row.askedBy(), row.at()));
    }

    private void set(SubjectId subject, State state, PersonId askedBy, Entry entry) {
        // What the column keeps: the log's own moments are finer.
        Instant now = clock.instant().truncatedTo(java.time.temporal.ChronoUnit.MICROS);
        long version = ledger.latestAbout(name(subject))
                        .map(Ledger.RowVersion::version)
                        .orElse(0L)
                + 1;
        Receipt receipt = ledger.append(entry.about(name(subject), version));
        jdbc.sql("""
                insert into clients.forgotten_pins (subject_id, state, asked_by, changed_at, version, leaf, mac)
                values (:subject, :state, :asked, :at, :version, :leaf, :mac)
                on conflict (subject_id) do update set state = excluded.state, asked_by = excluded.asked_by,
                    changed_at = excluded.changed_at, version = excluded.version, leaf = excluded.leaf,
                    mac = excluded.mac
                """)
                .param("subject", subject.value())
                .param("state", state.name())
                .param("asked", askedBy.value())
                .param("at", Timestamp.from(now))
                .param("version", version)
                .param("leaf", receipt.leafHash().bytes())
                .param("mac", gateRows.mac(gate(subject, state, askedBy, now, version, receipt.leafHash())))
                .update();
    }

    private void lock(SubjectId subject) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:name, 0))")
                .param("name", name(subject))
                .query((row, number) -> 0)
                .single();
    }

    private static String name(SubjectId subject) {
        return "clients.forgotten_pins/" + subject;
    }

    private static GateRow gate(
            SubjectId subject, State state, PersonId askedBy, Instant at, long version, Digest leaf) {
        return new GateRow(name(subject), version, leaf, List.of(state.name(), askedBy.toString(), at.toString()));
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                new SubjectId(row.getObject("subject_id", UUID.class)),
                State.valueOf(row.getString("state")),
                new PersonId(row.getObject("asked_by", UUID.class)),
                row.getTimestamp("changed_at").toInstant(),
                row.getLong("version"),
                Digest.of(row.getBytes("leaf")),
                row.getBytes("mac"));
    }
}
