package io.equiveil.devices;

import io.equiveil.access.spi.SessionDevices;
import io.equiveil.frame.approvals.ApprovalId;
import io.equiveil.frame.approvals.ApprovalKind;
import io.equiveil.frame.approvals.Right;
import io.equiveil.frame.approvals.Rights;
import io.equiveil.kernel.DeviceId;
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
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// The front door of this room: people register the device they work on, the security officer approves it, and says
/// from which networks work is done.
@Service
public class Devices implements SessionDevices {

    private static final String COLUMNS =
            "id, person, token_bidx, status, registered_at, decided_by, version, leaf, mac";
    private static final String NETWORKS = "devices.networks/firm";
    private static final int MOST_RANGES = 50;

    static final Set<Role> DECIDES = Set.of(Role.SECURITY_OFFICER);

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Ledger ledger;
    private final GateRows gateRows;
    private final Rights rights;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Devices(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Ledger ledger,
            GateRows gateRows,
            Rights rights,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.ledger = ledger;
        this.gateRows = gateRows;
        this.rights = rights;
        this.clock = clock;
    }

    /// A device that somebody registered.
    ///
    /// @param genuine whether the row is as it was written
    public record Device(
            DeviceId id,
            PersonId person,
            DeviceStatus status,
            Instant registeredAt,
            Optional<PersonId> decidedBy,
            boolean genuine) {}

    /// A registration, with the token for the browser, shown to nobody else and kept by nobody.
    public record Registered(DeviceId id, String token) {
        @Override
        public String toString() {
            return "Registered[" + id + "]";
        }
    }

    /// From which networks work is done.
    public sealed interface Networks {
        /// Nobody has said so yet: from anywhere.
        record Anywhere() implements Networks {}

        /// From these.
        record Only(List<String> ranges) implements Networks {}

        /// What was said is not what stands in the table: from nowhere.
        record NotGenuine() implements Networks {}
    }

    /// What came of a decision.
    public sealed interface Result {
        record Done() implements Result {}

        record Refused(Fault fault) implements Result {}
    }

    /// Why not. Each has a sentence (`devices.fault.…`).
    public enum Fault {
        NOT_ENTITLED,
        /// Nobody approves their own device.
        SAME_PERSON,
        UNKNOWN,
        NOT_GENUINE,
        NOT_A_RANGE
    }

    /// Somebody registered a device, or its standing changed.
    record DeviceChanged(DeviceId device, PersonId person, DeviceStatus status) implements Recorded {
        @Override
        public String ledgerKind() {
            return "device-changed/v1";
        }
    }

    /// The list of networks changed.
    record NetworksChanged(int ranges) implements Recorded {
        @Override
        public String ledgerKind() {
            return "networks-changed/v1";
        }
    }

    /// Registers the device in front of the person.
    public Registered register(Requester.SignedIn who) {
        byte[] token = new byte[32];
        random.nextBytes(token);
        DeviceId id = DeviceId.random();
        Device device = new Device(id, who.person(), DeviceStatus.PENDING, clock.instant(), Optional.empty(), true);
        transactions.executeWithoutResult(
                _ -> write(who, device, Digest.sha256(token).bytes(), 1));
        return new Registered(id, Base64.getUrlEncoder().withoutPadding().encodeToString(token));
    }

    /// Approves a device; for the security officer, or in time the deputy of one.
    public Result approve(Requester.SignedIn who, DeviceId id) {
        return decide(who, id, DeviceStatus.APPROVED);
    }

    /// Takes a device out of use, at once. One's own always, anybody's as security officer.
    public Result revoke(Requester.SignedIn who, DeviceId id) {
        return decide(who, id, DeviceStatus.REVOKED);
    }

    private Result decide(Requester.SignedIn who, DeviceId id, DeviceStatus status) {
        return Objects.requireNonNull(transactions.execute(_ -> {
            Optional<Stored> stored = jdbc.sql("select " + COLUMNS + " from devices.devices where id = :id for update")
                    .param("id", id.value())
                    .query((row, _) -> stored(row))
                    .optional();
            boolean own = stored.filter(one -> one.device().person().equals(who.person()))
                    .isPresent();
            Optional<Right> right = stored.flatMap(one -> right(who, one.device()));
            if (status == DeviceStatus.APPROVED && right.isEmpty() && !who.has(Role.SECURITY_OFFICER)) {
                return new Result.Refused(Fault.NOT_ENTITLED);
            }
            if (stored.isEmpty() || !own && right.isEmpty()) {
                return new Result.Refused(Fault.UNKNOWN);
            }
            if (own && status == DeviceStatus.APPROVED) {
                return new Result.Refused(Fault.SAME_PERSON);
            }
            if (!stored.get().device().genuine()) {
                return new Result.Refused(Fault.NOT_GENUINE);
            }
            Device known = stored.get().device();
            Device decided =
                    new Device(id, known.person(), status, known.registeredAt(), Optional.of(who.person()), true);
            write(who, decided, stored.get().token(), stored.get().version() + 1);
            right.ifPresent(used -> rights.used(who, used, ApprovalKind.DEVICE, new ApprovalId(id.value())));
            return new Result.Done();
        }));
    }

    /// In whose right this person may decide about somebody else's device; a deputy only about one that waits.
    Optional<Right> right(Requester.SignedIn who, Device device) {
        return rights.of(who, device.registeredAt(), Optional.empty()).stream()
                .filter(right -> right.isOfOne(DECIDES) && right.isApartFrom(device.person()))
                .filter(right -> right.isOwn() || device.status() == DeviceStatus.PENDING)
                .findFirst();
    }

    /// Says from which networks work is done; an empty list means from anywhere.
    ///
    /// @param ranges at most 50, as `203.0.113.0/24`
    public Result allowNetworks(Requester.SignedIn who, List<String> ranges) {
        if (!who.has(Role.SECURITY_OFFICER)) {
            return new Result.Refused(Fault.NOT_ENTITLED);
        }
        List<String> clean = ranges.stream()
                .map(String::strip)
                .filter(range -> !range.isEmpty())
                .distinct()
                .toList();
        if (clean.size() > MOST_RANGES
                || clean.stream().anyMatch(range -> NetworkRange.parse(range).isEmpty())) {
            return new Result.Refused(Fault.NOT_A_RANGE);
        }
        transactions.executeWithoutResult(_ -> writeNetworks(who, clean));
        return new Result.Done();
    }

    /// From which networks work is done.
    public Networks networks() {
        if (!ledger.knows(NETWORKS)) {
            return new Networks.Anywhere();
        }
        return jdbc.sql("select ranges, changed_by, changed_at, version, leaf, mac from devices.networks")
                .query((row, _) -> {
                    String ranges = row.getString("ranges");
                    GateRow gateRow = networksRow(
                            ranges,
                            row.getObject("changed_by", UUID.class),
                            row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                            row.getLong("version"),
                            Digest.of(row.getBytes("leaf")));
                    if (!gateRows.genuine(gateRow, row.getBytes("mac"))) {
                        return (Networks) new Networks.NotGenuine();
                    }
                    return ranges.isEmpty()
                            ? (Networks) new Networks.Anywhere()
                            : new Networks.Only(List.of(ranges.split(",")));
                })
                .optional()
                .orElseGet(Networks.NotGenuine::new);
    }

    @Override
    public Optional<DeviceId> deviceOf(PersonId person, Digest tokenHash) {
        return jdbc.sql("select " + COLUMNS + " from devices.devices where token_bidx = :token")
                .param("token", tokenHash.bytes())
                .query((row, _) -> stored(row).device())
                .optional()
                .filter(device -> device.genuine() && device.person().equals(person))
                .map(Device::id);
    }

    /// One device.
    public Optional<Device> find(DeviceId id) {
        return jdbc.sql("select " + COLUMNS + " from devices.devices where id = :id")
                .param("id", id.value())
                .query((row, _) -> stored(row).device())
                .optional();
    }

    /// A person's devices, newest first.
    public List<Device> of(PersonId person) {
        return jdbc.sql("select " + COLUMNS
                        + " from devices.devices where person = :person order by registered_at desc limit 50")
                .param("person", person.value())
                .query((row, _) -> stored(row).device())
                .list();
    }

    /// Everybody's, those that wait first; at most 500.
    public List<Device> all() {
        return jdbc.sql("select " + COLUMNS
                        + " from devices.devices order by status <> 'PENDING', registered_at desc limit 500")
                .query((row, _) -> stored(row).device())
                .list();
    }

    private record Stored(Device device, byte[] token, long version) {}

    private void write(Requester.SignedIn who, Device device, byte[] token, long version) {
        Receipt receipt = ledger.append(Entry.of(who, new DeviceChanged(device.id(), device.person(), device.status()))
                .raising(Scope.of(device.person()))
                .about(rowName(device.id()), version));
        jdbc.sql("insert into devices.devices (" + COLUMNS + ") values (:id, :person, :token, :status, :at, :by,"
                        + " :version, :leaf, :mac) on conflict (id) do update set status = excluded.status,"
                        + " decided_by = excluded.decided_by, version = excluded.version, leaf = excluded.leaf,"
                        + " mac = excluded.mac")
                .param("id", device.id().value())
                .param("person", device.person().value())
                .param("token", token)
                .param("status", device.status().name())
                .param("at", utc(device.registeredAt()))
                .param("by", device.decidedBy().map(PersonId::value).orElse(null))
                .param("version", version)
                .param("leaf", receipt.leafHash().bytes())
                .param("mac", gateRows.mac(gateRow(device, token, version, receipt.leafHash())))
                .update();
    }

    private void writeNetworks(Requester.SignedIn who, List<String> ranges) {
        long version =
                ledger.latestAbout(NETWORKS).map(Ledger.RowVersion::version).orElse(0L) + 1;
        Instant now = clock.instant();
        String text = String.join(",", ranges);
        Receipt receipt = ledger.append(Entry.of(who, new NetworksChanged(ranges.size()))
                .raising(Scope.FIRM)
                .about(NETWORKS, version));
        jdbc.sql("insert into devices.networks (id, ranges, changed_by, changed_at, version, leaf, mac) values (1,"
                        + " :ranges, :by, :at, :version, :leaf, :mac) on conflict (id) do update set"
                        + " ranges = excluded.ranges, changed_by = excluded.changed_by,"
                        + " changed_at = excluded.changed_at, version = excluded.version, leaf = excluded.leaf,"
                        + " mac = excluded.mac")
                .param("ranges", text)
                .param("by", who.person().value())
                .param("at", utc(now))
                .param("version", version)
                .param("leaf", receipt.leafHash().bytes())
                .param("mac", gateRows.mac(networksRow(text, who.person().value(), now, version, receipt.leafHash())))
                .update();
    }

    private Stored stored(ResultSet row) throws SQLException {
        @Nullable UUID decidedBy = row.getObject("decided_by", UUID.class);
        byte[] token = row.getBytes("token_bidx");
        Device read = new Device(
                new DeviceId(row.getObject("id", UUID.class)),
                new PersonId(row.getObject("person", UUID.class)),
                DeviceStatus.valueOf(row.getString("status")),
                row.getObject("registered_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(decidedBy).map(PersonId::new),
                true);
        long version = row.getLong("version");
        boolean genuine =
                gateRows.genuine(gateRow(read, token, version, Digest.of(row.getBytes("leaf"))), row.getBytes("mac"));
        Device device =
                new Device(read.id(), read.person(), read.status(), read.registeredAt(), read.decidedBy(), genuine);
        return new Stored(device, token, version);
    }

    private static GateRow gateRow(Device device, byte[] token, long version, Digest leaf) {
        return new GateRow(
                rowName(device.id()),
                version,
                leaf,
                List.of(
                        device.person().toString(),
                        Digest.of(token).hex(),
                        device.status().name(),
                        device.registeredAt().toString(),
                        device.decidedBy().map(PersonId::toString).orElse("")));
    }

    private static GateRow networksRow(String ranges, UUID by, Instant at, long version, Digest leaf) {
        return new GateRow(NETWORKS, version, leaf, List.of(ranges, by.toString(), at.toString()));
    }

    private static String rowName(DeviceId id) {
        return "devices.devices/" + id.value();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
