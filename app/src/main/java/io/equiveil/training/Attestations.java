package io.equiveil.training;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.Scope;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.vault.GateRows;
import io.equiveil.vault.GateRows.GateRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// The front door of training: the compliance officer records that somebody was taught, that person reads and confirms,
/// and from then until it expires the gate lets training be no obstacle for the classes it covers.
@Service
public class Attestations {

    /// The longest time that one attestation counts.
    public static final Duration LONGEST = Duration.ofDays(366);

    private static final String COLUMNS =
            "id, person, course, classes, expires_at, recorded_by, recorded_at, confirmed_at, version, leaf, mac";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Ledger ledger;
    private final GateRows gateRows;
    private final Clock clock;

    Attestations(JdbcClient jdbc, TransactionTemplate transactions, Ledger ledger, GateRows gateRows, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.ledger = ledger;
        this.gateRows = gateRows;
        this.clock = clock;
    }

    /// What came of recording or confirming.
    public sealed interface Result {
        record Done(AttestationId id) implements Result {}

        record Refused(Fault fault) implements Result {}
    }

    /// Why not. Each has a sentence (`training.fault.…`).
    public enum Fault {
        NOT_ENTITLED,
        /// Nobody attests their own training.
        SAME_PERSON,
        EXPIRY_NOT_AHEAD,
        EXPIRY_TOO_FAR,
        UNKNOWN,
        ALREADY_CONFIRMED,
        NOT_GENUINE
    }

    /// Somebody was taught a course.
    record TrainingAttested(AttestationId attestation, PersonId person, Course course, Instant expiresAt)
            implements Recorded {
        @Override
        public String ledgerKind() {
            return "training-attested/v1";
        }
    }

    /// The person read and confirmed it.
    record TrainingConfirmed(AttestationId attestation, PersonId person) implements Recorded {
        @Override
        public String ledgerKind() {
            return "training-confirmed/v1";
        }
    }

    /// Records that somebody was taught a course.
    public Result record(Requester.SignedIn who, PersonId person, Course course, Instant expiresAt) {
        Instant now = clock.instant();
        Instant until = expiresAt.truncatedTo(ChronoUnit.MICROS);
        if (!who.has(Role.COMPLIANCE_OFFICER)) {
            return new Result.Refused(Fault.NOT_ENTITLED);
        }
        if (who.person().equals(person)) {
            return new Result.Refused(Fault.SAME_PERSON);
        }
        if (!until.isAfter(now)) {
            return new Result.Refused(Fault.EXPIRY_NOT_AHEAD);
        }
        if (until.isAfter(now.plus(LONGEST))) {
            return new Result.Refused(Fault.EXPIRY_TOO_FAR);
        }
        AttestationId id = new AttestationId(UUID.randomUUID());
        Attestation attestation =
                new Attestation(id, person, course, course.classes(), until, who.person(), now, Optional.empty(), true);
        transactions.executeWithoutResult(
                _ -> write(who, attestation, 1, new TrainingAttested(id, person, course, until)));
        return new Result.Done(id);
    }

    /// The person has read what the course asks of everybody, and confirms it.
    public Result confirm(Requester.SignedIn who, AttestationId id) {
        return Objects.requireNonNull(transactions.execute(_ -> {
            Optional<Stored> stored = jdbc.sql(
                            "select " + COLUMNS + " from training.attestations where id = :id for update")
                    .param("id", id.value())
                    .query((row, _) -> stored(row))
                    .optional();
            if (stored.isEmpty() || !stored.get().attestation().person().equals(who.person())) {
                return new Result.Refused(Fault.UNKNOWN);
            }
            Attestation known = stored.get().attestation();
            if (!known.genuine()) {
                return new Result.Refused(Fault.NOT_GENUINE);
            }
            if (known.confirmedAt().isPresent()) {
                return new Result.Refused(Fault.ALREADY_CONFIRMED);
            }
            Attestation confirmed = new Attestation(
                    id,
                    known.person(),
                    known.course(),
                    known.classes(),
                    known.expiresAt(),
                    known.recordedBy(),
                    known.recordedAt(),
                    Optional.of(clock.instant()),
                    true);
            write(who, confirmed, stored.get().version() + 1, new TrainingConfirmed(id, who.person()));
            return new Result.Done(id);
        }));
    }

    /// A person's attestations, newest first.
    public List<Attestation> of(PersonId person) {
        return jdbc
                .sql("select " + COLUMNS
                        + " from training.attestations where person = :person order by recorded_at desc limit 100")
                .param("person", person.value())
                .query((row, _) -> stored(row))
                .list()
                .stream()
                .map(Stored::attestation)
                .toList();
    }

    /// Everybody's, newest first; at most 500.
    public List<Attestation> all() {
        return jdbc
                .sql("select " + COLUMNS + " from training.attestations order by recorded_at desc limit 500")
                .query((row, _) -> stored(row))
                .list()
                .stream()
                .map(Stored::attestation)
                .toList();
    }

    /// Everybody's that end between two moments, the first to end first; at most 200.
    List<Attestation> ending(Instant from, Instant until) {
        return jdbc
                .sql("select " + COLUMNS + " from training.attestations where expires_at >= :from"
                        + " and expires_at < :until order by expires_at limit 200")
                .param("from", utc(from))
                .param("until", utc(until))
                .query((row, _) -> stored(row))
                .list()
                .stream()
                .map(Stored::attestation)
                .toList();
    }

    private record Stored(Attestation attestation, long version) {}

    private void write(Requester.SignedIn who, Attestation attestation, long version, Recorded fact) {
        Receipt receipt = ledger.append(Entry.of(who, fact)
                .raising(Scope.of(attestation.person()))
                .about(name(attestation.id().value()), version));
        byte[] mac = gateRows.mac(gateRow(attestation, version, receipt.leafHash()));
        jdbc.sql("insert into training.attestations (" + COLUMNS + ") values (:id, :person, :course, :classes,"
                        + " :expires, :by, :at, :confirmed, :version, :leaf, :mac) on conflict (id) do update set"
                        + " confirmed_at = excluded.confirmed_at, version = excluded.version, leaf = excluded.leaf,"
                        + " mac = excluded.mac")
                .param("id", attestation.id().value())
                .param("person", attestation.person().value())
                .param("course", attestation.course().name())
                .param("classes", text(attestation.classes()))
                .param("expires", utc(attestation.expiresAt()))
                .param("by", attestation.recordedBy().value())
                .param("at", utc(attestation.recordedAt()))
                .param(
                        "confirmed",
                        attestation.confirmedAt().map(Attestations::utc).orElse(null))
                .param("version", version)
                .param("leaf", receipt.leafHash().bytes())
                .param("mac", mac)
                .update();
    }

    private Stored stored(ResultSet row) throws SQLException {
        OffsetDateTime confirmed = row.getObject("confirmed_at", OffsetDateTime.class);
        Attestation read = new Attestation(
                new AttestationId(row.getObject("id", UUID.class)),
                new PersonId(row.getObject("person", UUID.class)),
                Course.valueOf(row.getString("course")),
                classes(row.getString("classes")),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                new PersonId(row.getObject("recorded_by", UUID.class)),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(confirmed).map(OffsetDateTime::toInstant),
                true);
        long version = row.getLong("version");
        boolean genuine =
                gateRows.genuine(gateRow(read, version, Digest.of(row.getBytes("leaf"))), row.getBytes("mac"));
        Attestation attestation = new Attestation(
                read.id(),
                read.person(),
                read.course(),
                read.classes(),
                read.expiresAt(),
                read.recordedBy(),
                read.recordedAt(),
                read.confirmedAt(),
                genuine);
        return new Stored(attestation, version);
    }

    private static GateRow gateRow(Attestation one, long version, Digest leaf) {
        return new GateRow(
                name(one.id().value()),
                version,
                leaf,
                List.of(
                        one.person().toString(),
                        one.course().name(),
                        text(one.classes()),
                        one.expiresAt().toString(),
                        one.recordedBy().toString(),
                        one.recordedAt().toString(),
                        one.confirmedAt().map(Instant::toString).orElse("")));
    }

    private static String name(UUID id) {
        return "training.attestations/" + id;
    }

    private static String text(Set<InformationClass> classes) {
        return new TreeSet<>(classes).stream().map(Enum::name).collect(Collectors.joining(","));
    }

    private static Set<InformationClass> classes(String text) {
        return Arrays.stream(text.split(","))
                .filter(name -> !name.isEmpty())
                .map(InformationClass::valueOf)
                .collect(Collectors.toSet());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
