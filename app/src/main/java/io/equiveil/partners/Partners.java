package io.equiveil.partners;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.PartnerId;
import io.equiveil.kernel.Period;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.Scope;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.vault.GateRows;
import io.equiveil.vault.GateRows.GateRow;
import io.equiveil.vault.Secrets;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// The front door of the partner register: who works with the firm, whether reviewed, under which contract and for
/// which purposes. Every change raises the firm's epoch, so that what was decided before it is decided again.
@Service
public class Partners {

    private static final String COLUMNS = "id, code_name, name_sealed, kind, status, contract_from, contract_until,"
            + " purposes, changed_by, changed_at, version, leaf, mac";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Ledger ledger;
    private final GateRows gateRows;
    private final Secrets secrets;
    private final Clock clock;

    Partners(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Ledger ledger,
            GateRows gateRows,
            Secrets secrets,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.ledger = ledger;
        this.gateRows = gateRows;
        this.secrets = secrets;
        this.clock = clock;
    }

    /// What came of a change.
    public sealed interface Result {
        record Done(PartnerId partner) implements Result {}

        record Refused(Fault fault) implements Result {}
    }

    /// Why not. Each has a sentence (`partners.fault.…`).
    public enum Fault {
        NOT_ENTITLED,
        NAME_MISSING,
        CODE_NAME_TAKEN,
        DATES_REVERSED,
        PURPOSES_MISSING,
        UNKNOWN,
        NOT_GENUINE
    }

    /// A firm entered the register, or something about it changed.
    record PartnerChanged(
            PartnerId partner,
            PartnerStatus status,
            Optional<Instant> contractFrom,
            Optional<Instant> contractUntil,
            Set<Purpose> purposes)
            implements Recorded {
        @Override
        public String ledgerKind() {
            return "partner-changed/v1";
        }
    }

    /// Enters a firm as a candidate.
    ///
    /// @param codeName 2 to 40 characters, no secret
    /// @param name     the real name, kept sealed
    public Result register(Requester.SignedIn who, String codeName, String name, PartnerKind kind) {
        if (!entitled(who)) {
            return new Result.Refused(Fault.NOT_ENTITLED);
        }
        String called = codeName.strip();
        if (called.length() < 2 || called.length() > 40 || name.isBlank() || name.length() > 200) {
            return new Result.Refused(Fault.NAME_MISSING);
        }
        Partner partner = new Partner(
                PartnerId.random(),
                called,
                name.strip(),
                kind,
                PartnerStatus.CANDIDATE,
                Optional.empty(),
                Set.of(),
                who.person(),
                clock.instant(),
                true);
        byte[] sealed = secrets.sealInternal(place(partner.id()), partner.name().getBytes(StandardCharsets.UTF_8));
        try {
            transactions.executeWithoutResult(_ -> write(who, partner, sealed, 1));
        } catch (DuplicateKeyException e) {
            return new Result.Refused(Fault.CODE_NAME_TAKEN);
        }
        return new Result.Done(partner.id());
    }

    /// Decides on a firm: approved, rejected or suspended.
    public Result decide(Requester.SignedIn who, PartnerId id, PartnerStatus status) {
        return change(who, id, known -> with(known, status, known.contract(), known.purposes(), who));
    }

    /// Sets the contract: from when until when, and for which purposes.
    public Result contract(Requester.SignedIn who, PartnerId id, Instant from, Instant until, Set<Purpose> purposes) {
        if (!from.isBefore(until)) {
            return new Result.Refused(Fault.DATES_REVERSED);
        }
        if (purposes.isEmpty()) {
            return new Result.Refused(Fault.PURPOSES_MISSING);
        }
        Period period =
                new Period(from.truncatedTo(ChronoUnit.MICROS), Optional.of(until.truncatedTo(ChronoUnit.MICROS)));
        return change(who, id, known -> with(known, known.status(), Optional.of(period), purposes, who));
    }

    private Result change(Requester.SignedIn who, PartnerId id, UnaryOperator<Partner> how) {
        if (!entitled(who)) {
            return new Result.Refused(Fault.NOT_ENTITLED);
        }
        return Objects.requireNonNull(transactions.execute(_ -> {
            Optional<Stored> stored = jdbc.sql("select " + COLUMNS + " from partners.firms where id = :id for update")
                    .param("id", id.value())
                    .query((row, _) -> stored(row))
                    .optional();
            if (stored.isEmpty()) {
                return new Result.Refused(Fault.UNKNOWN);
            }
            if (!stored.get().partner().genuine()) {
                return new Result.Refused(Fault.NOT_GENUINE);
            }
            write(
                    who,
                    how.apply(stored.get().partner()),
                    stored.get().name(),
                    stored.get().version() + 1);
            return new Result.Done(id);
        }));
    }

    private Partner with(
            Partner known,
            PartnerStatus status,
            Optional<Period> contract,
            Set<Purpose> purposes,
            Requester.SignedIn by) {
        return new Partner(
                known.id(),
                known.codeName(),
                known.name(),
                known.kind(),
                status,
                contract,
                Set.copyOf(purposes),
                by.person(),
                clock.instant(),
                true);
    }

    /// One firm.
    public Optional<Partner> find(PartnerId id) {
        return jdbc.sql("select " + COLUMNS + " from partners.firms where id = :id")
                .param("id", id.value())
                .query((row, _) -> stored(row))
                .optional()
                .map(Stored::partner);
    }

    /// The register, by code name; at most 500.
    public List<Partner> all() {
        return jdbc
                .sql("select " + COLUMNS + " from partners.firms order by code_name limit 500")
                .query((row, _) -> stored(row))
                .list()
                .stream()
                .map(Stored::partner)
                .toList();
    }

    static boolean entitled(Requester.SignedIn who) {
        return who.has(Role.COMPLIANCE_OFFICER) || who.has(Role.OWNER);
    }

    private record Stored(Partner partner, byte[] name, long version) {}

    private void write(Requester.SignedIn who, Partner partner, byte[] name, long version) {
        PartnerChanged fact = new PartnerChanged(
                partner.id(),
                partner.status(),
                partner.contract().map(Period::from),
                partner.contract().flatMap(Period::until),
                partner.purposes());
        Receipt receipt = ledger.append(Entry.of(who, fact).raising(Scope.FIRM).about(rowName(partner.id()), version));
        byte[] mac = gateRows.mac(gateRow(partner, name, version, receipt.leafHash()));
        jdbc.sql("insert into partners.firms (" + COLUMNS + ") values (:id, :codeName, :name, :kind, :status, :from,"
                        + " :until, :purposes, :by, :at, :version, :leaf, :mac) on conflict (id) do update set"
                        + " status = excluded.status, contract_from = excluded.contract_from,"
                        + " contract_until = excluded.contract_until, purposes = excluded.purposes,"
                        + " changed_by = excluded.changed_by, changed_at = excluded.changed_at,"
                        + " version = excluded.version, leaf = excluded.leaf, mac = excluded.mac")
                .param("id", partner.id().value())
                .param("codeName", partner.codeName())
                .param("name", name)
                .param("kind", partner.kind().name())
                .param("status", partner.status().name())
                .param(
                        "from",
                        partner.contract().map(Period::from).map(Partners::utc).orElse(null))
                .param(
                        "until",
                        partner.contract()
                                .flatMap(Period::until)
                                .map(Partners::utc)
                                .orElse(null))
                .param("purposes", text(partner.purposes()))
                .param("by", partner.changedBy().value())
                .param("at", utc(partner.changedAt()))
                .param("version", version)
                .param("leaf", receipt.leafHash().bytes())
                .param("mac", mac)
                .update();
    }

    private Stored stored(ResultSet row) throws SQLException {
        PartnerId id = new PartnerId(row.getObject("id", UUID.class));
        byte[] name = row.getBytes("name_sealed");
        OffsetDateTime from = row.getObject("contract_from", OffsetDateTime.class);
        OffsetDateTime until = row.getObject("contract_until", OffsetDateTime.class);
        Optional<Period> contract = from == null
                ? Optional.empty()
                : Optional.of(new Period(from.toInstant(), Optional.of(until.toInstant())));
        Partner read = new Partner(
                id,
                row.getString("code_name"),
                secrets.openInternal(place(id), name)
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                        .orElse(""),
                PartnerKind.valueOf(row.getString("kind")),
                PartnerStatus.valueOf(row.getString("status")),
                contract,
                purposes(row.getString("purposes")),
                new PersonId(row.getObject("changed_by", UUID.class)),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                true);
        long version = row.getLong("version");
        boolean genuine =
                gateRows.genuine(gateRow(read, name, version, Digest.of(row.getBytes("leaf"))), row.getBytes("mac"));
        Partner partner = new Partner(
                read.id(),
                read.codeName(),
                read.name(),
                read.kind(),
                read.status(),
                read.contract(),
                read.purposes(),
                read.changedBy(),
                read.changedAt(),
                genuine);
        return new Stored(partner, name, version);
    }

    private static GateRow gateRow(Partner partner, byte[] name, long version, Digest leaf) {
        return new GateRow(
                rowName(partner.id()),
                version,
                leaf,
                List.of(
                        partner.codeName(),
                        HexFormat.of().formatHex(name),
                        partner.kind().name(),
                        partner.status().name(),
                        partner.contract()
                                .map(period -> period.from().toString())
                                .orElse(""),
                        partner.contract()
                                .flatMap(Period::until)
                                .map(Instant::toString)
                                .orElse(""),
                        text(partner.purposes()),
                        partner.changedBy().toString(),
                        partner.changedAt().toString()));
    }

    private static String rowName(PartnerId id) {
        return "partners.firms/" + id.value();
    }

    private static String place(PartnerId id) {
        return "partners.firms.name/" + id.value();
    }

    private static String text(Set<Purpose> purposes) {
        return new TreeSet<>(purposes).stream().map(Enum::name).collect(Collectors.joining(","));
    }

    private static Set<Purpose> purposes(String text) {
        return Arrays.stream(text.split(","))
                .filter(name -> !name.isEmpty())
                .map(Purpose::valueOf)
                .collect(Collectors.toSet());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
