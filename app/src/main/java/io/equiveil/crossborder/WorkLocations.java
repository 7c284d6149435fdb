package io.equiveil.crossborder;

import io.equiveil.kernel.Digest;
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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// The front door of this room: people declare where they work from; the compliance officer records on what footing
/// data may be read from a place outside the mainland. Hong Kong, Macao and Taiwan count as outside (`HK`, `MO`, `TW`).
@Service
public class WorkLocations {

    /// The mainland.
    public static final String MAINLAND = "CN";

    /// The longest time that one declaration is good.
    public static final Duration LONGEST = Duration.ofDays(366);

    private static final Set<String> PLACES = Set.copyOf(Arrays.asList(Locale.getISOCountries()));

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Ledger ledger;
    private final GateRows gateRows;
    private final Clock clock;

    WorkLocations(JdbcClient jdbc, TransactionTemplate transactions, Ledger ledger, GateRows gateRows, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.ledger = ledger;
        this.gateRows = gateRows;
        this.clock = clock;
    }

    /// Where somebody works from.
    ///
    /// @param place   ISO 3166-1 alpha-2
    /// @param until   from this moment on it is no longer known
    /// @param genuine whether the row is as it was written
    public record Location(PersonId person, String place, Instant until, Instant declaredAt, boolean genuine) {}

    /// On what footing data may be read from a place.
    ///
    /// @param genuine whether the row is as it was written
    public record Footing(
            String place, Mechanism kind, Instant until, PersonId recordedBy, Instant recordedAt, boolean genuine) {}

    /// What came of declaring or recording.
    public sealed interface Result {
        record Done() implements Result {}

        record Refused(Fault fault) implements Result {}
    }

    /// Why not. Each has a sentence (`crossborder.fault.…`).
    public enum Fault {
        NOT_ENTITLED,
        UNKNOWN_PLACE,
        MAINLAND_NEEDS_NONE,
        DAY_NOT_AHEAD,
        DAY_TOO_FAR
    }

    /// Somebody declared where they work; whether at home or abroad is all that the log hears.
    record WorkLocationDeclared(PersonId person, boolean mainland, Instant until) implements Recorded {
        @Override
        public String ledgerKind() {
            return "work-location-declared/v1";
        }
    }

    /// A footing for reading from abroad was recorded.
    record MechanismRecorded(Mechanism kind, Instant until) implements Recorded {
        @Override
        public String ledgerKind() {
            return "export-mechanism-recorded/v1";
        }
    }

    /// Declares where one works.
    public Result declare(Requester.SignedIn who, String place, Instant until) {
        Optional<Fault> fault = fault(place, until);
        if (fault.isPresent()) {
            return new Result.Refused(fault.get());
        }
        Location location =
                new Location(who.person(), place, until.truncatedTo(ChronoUnit.MICROS), clock.instant(), true);
        transactions.executeWithoutResult(_ -> write(who, location));
        return new Result.Done();
    }

    /// Records on what footing data may be read from a place outside the mainland.
    public Result footing(Requester.SignedIn who, String place, Mechanism kind, Instant until) {
        if (!who.has(Role.COMPLIANCE_OFFICER)) {
            return new Result.Refused(Fault.NOT_ENTITLED);
        }
        Optional<Fault> fault = place.equals(MAINLAND) ? Optional.of(Fault.MAINLAND_NEEDS_NONE) : fault(place, until);
        if (fault.isPresent()) {
            return new Result.Refused(fault.get());
        }
        Footing footing =
                new Footing(place, kind, until.truncatedTo(ChronoUnit.MICROS), who.person(), clock.instant(), true);
        transactions.executeWithoutResult(_ -> write(who, footing));
        return new Result.Done();
    }

    private Optional<Fault> fault(String place, Instant until) {
        Instant now = clock.instant();
        if (!PLACES.contains(place)) {
            return Optional.of(Fault.UNKNOWN_PLACE);
        }
        if (!until.isAfter(now)) {
            return Optional.of(Fault.DAY_NOT_AHEAD);
        }
        return until.isAfter(now.plus(LONGEST)) ? Optional.of(Fault.DAY_TOO_FAR) : Optional.empty();
    }

    /// Where somebody works from, as last declared.
    public Optional<Location> of(PersonId person) {
        return jdbc.sql("select place, until_at, declared_at, version, leaf, mac from crossborder.work_locations"
                        + " where person = :person")
                .param("person", person.value())
                .query((row, _) -> {
                    Location read = new Location(
                            person,
                            row.getString("place"),
                            row.getObject("until_at", OffsetDateTime.class).toInstant(),
                            row.getObject("declared_at", OffsetDateTime.class).toInstant(),
                            true);
                    boolean genuine = gateRows.genuine(
                            gateRow(read, row.getLong("version"), Digest.of(row.getBytes("leaf"))),
                            row.getBytes("mac"));
                    return new Location(person, read.place(), read.until(), read.declaredAt(), genuine);
                })
                .optional();
    }

    /// All footings, by place.
    public List<Footing> footings() {
        return jdbc.sql("select place, kind, until_at, recorded_by, recorded_at, version, leaf, mac"
                        + " from crossborder.mechanisms order by place")
                .query((row, _) -> {
                    Footing read = new Footing(
                            row.getString("place"),
                            Mechanism.valueOf(row.getString("kind")),
                            row.getObject("until_at", OffsetDateTime.class).toInstant(),
                            new PersonId(row.getObject("recorded_by", UUID.class)),
                            row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                            true);
                    boolean genuine = gateRows.genuine(
                            gateRow(read, row.getLong("version"), Digest.of(row.getBytes("leaf"))),
                            row.getBytes("mac"));
                    return new Footing(
                            read.place(), read.kind(), read.until(), read.recordedBy(), read.recordedAt(), genuine);
                })
                .list();
    }

    private void write(Requester.SignedIn who, Location location) {
        String name = rowName(location);
        long version = next(name);
        Receipt receipt = ledger.append(Entry.of(
                        who,
                        new WorkLocationDeclared(
                                location.person(), location.place().equals(MAINLAND), location.until()))
                .raising(Scope.of(location.person()))
                .about(name, version));
        jdbc.sql("insert into crossborder.work_locations (person, place, until_at, declared_at, version, leaf, mac)"
                        + " values (:person, :place, :until, :at, :version, :leaf, :mac) on conflict (person) do update"
                        + " set place = excluded.place, until_at = excluded.until_at,"
                        + " declared_at = excluded.declared_at, version = excluded.version, leaf = excluded.leaf,"
                        + " mac = excluded.mac")
                .param("person", location.person().value())
                .param("place", location.place())
                .param("until", utc(location.until()))
                .param("at", utc(location.declaredAt()))
                .param("version", version)
                .param("leaf", receipt.leafHash().bytes())
                .param("mac", gateRows.mac(gateRow(location, version, receipt.leafHash())))
                .update();
    }

    private void write(Requester.SignedIn who, Footing footing) {
        String name = rowName(footing);
        long version = next(name);
        Receipt receipt = ledger.append(Entry.of(who, new MechanismRecorded(footing.kind(), footing.until()))
                .raising(Scope.FIRM)
                .about(name, version));
        jdbc.sql("insert into crossborder.mechanisms (place, kind, until_at, recorded_by, recorded_at, version, leaf,"
                        + " mac) values (:place, :kind, :until, :by, :at, :version, :leaf, :mac) on conflict (place) do"
                        + " update set kind = excluded.kind, until_at = excluded.until_at,"
                        + " recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at,"
                        + " version = excluded.version, leaf = excluded.leaf, mac = excluded.mac")
                .param("place", footing.place())
                .param("kind", footing.kind().name())
                .param("until", utc(footing.until()))
                .param("by", footing.recordedBy().value())
                .param("at", utc(footing.recordedAt()))
                .param("version", version)
                .param("leaf", receipt.leafHash().bytes())
                .param("mac", gateRows.mac(gateRow(footing, version, receipt.leafHash())))
                .update();
    }

    private long next(String row) {
        return ledger.latestAbout(row).map(Ledger.RowVersion::version).orElse(0L) + 1;
    }

    private static String rowName(Location location) {
        return "crossborder.work_locations/" + location.person();
    }

    private static String rowName(Footing footing) {
        return "crossborder.mechanisms/" + footing.place();
    }

    private static GateRow gateRow(Location one, long version, Digest leaf) {
        return new GateRow(
                rowName(one),
                version,
                leaf,
                List.of(one.place(), one.until().toString(), one.declaredAt().toString()));
    }

    private static GateRow gateRow(Footing one, long version, Digest leaf) {
        return new GateRow(
                rowName(one),
                version,
                leaf,
                List.of(
                        one.kind().name(),
                        one.until().toString(),
                        one.recordedBy().toString(),
                        one.recordedAt().toString()));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
