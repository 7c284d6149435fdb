package io.equiveil.firm;

import io.equiveil.kernel.CreditCode;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.vault.GateRows;
import io.equiveil.vault.GateRows.GateRow;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// The front door of this room: who the firm is. What the owner says here goes before the settings `equiveil.firm.name`
/// and `equiveil.firm.contact`; a row that was changed by SQL says nothing.
@Service
public class FirmProfile {

    private static final String ROW = "firm.profile/1";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Ledger ledger;
    private final GateRows gateRows;
    private final Clock clock;
    private final Firm settings;

    FirmProfile(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Ledger ledger,
            GateRows gateRows,
            Clock clock,
            @Value("${equiveil.firm.name:}") String name,
            @Value("${equiveil.firm.contact:}") String contact) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.ledger = ledger;
        this.gateRows = gateRows;
        this.clock = clock;
        this.settings = new Firm(name, Optional.empty(), contact, 0);
    }

    /// The owner said who the firm is.
    ///
    /// @param particulars SHA-256 of what was said
    record FirmNamed(PersonId by, long version, Digest particulars) implements Recorded {
        @Override
        public String ledgerKind() {
            return "firm-named/v1";
        }
    }

    /// Why something cannot be taken. Each has a sentence (`firm.fault.…`).
    public enum Fault {
        NAME,
        CREDIT_CODE,
        CONTACT
    }

    /// What came of saying who the firm is.
    public sealed interface Result {
        record Done(Firm firm) implements Result {}

        record Refused(Set<Fault> faults) implements Result {
            public Refused {
                faults = Set.copyOf(faults);
            }
        }

        /// Only the owner says who the firm is.
        record NotYours() implements Result {}
    }

    /// Who the firm is now. Nothing is filled in for what nobody has said.
    public Firm current() {
        return stored().filter(Stored::genuine).map(Stored::firm).orElse(settings);
    }

    /// Since when, and by whom, the owner's word stands; empty while the settings speak.
    public Optional<Said> said() {
        return stored().filter(Stored::genuine).map(Stored::said);
    }

    /// Whose word it is.
    public record Said(PersonId by, Instant at) {}

    /// Says who the firm is. Notices and agreements written from now on name it so; those that were shown or signed
    /// before stay as they were.
    ///
    /// @param creditCode may be empty; spaces and lower case are forgiven
    public Result set(Requester.SignedIn who, String name, String creditCode, String contact) {
        if (!who.has(Role.OWNER)) {
            return new Result.NotYours();
        }
        String code = creditCode.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
        Set<Fault> faults = EnumSet.noneOf(Fault.class);
        if (name.isBlank() || !Firm.fits(name.strip(), Firm.LONGEST_NAME)) {
            faults.add(Fault.NAME);
        }
        if (!code.isEmpty() && !CreditCode.hasShape(code)) {
            faults.add(Fault.CREDIT_CODE);
        }
        if (contact.isBlank() || !Firm.fits(contact.strip(), Firm.LONGEST_CONTACT)) {
            faults.add(Fault.CONTACT);
        }
        return faults.isEmpty()
                ? new Result.Done(keep(who, name.strip(), Optional.of(code).filter(c -> !c.isEmpty()), contact.strip()))
                : new Result.Refused(faults);
    }

    private Firm keep(Requester.SignedIn who, String name, Optional<String> code, String contact) {
        return transaction.execute(_ -> {
            jdbc.sql("select pg_advisory_xact_lock(7100433082)")
                    .query((_, _) -> 0)
                    .single();
            long version =
                    ledger.latestAbout(ROW).map(Ledger.RowVersion::version).orElse(0L) + 1;
            Firm firm = new Firm(name, code, contact, version);
            Said said = new Said(who.person(), clock.instant().truncatedTo(ChronoUnit.MICROS));
            Digest particulars =
                    Digest.sha256((name + "\n" + code.orElse("") + "\n" + contact).getBytes(StandardCharsets.UTF_8));
            Receipt receipt = ledger.append(Entry.of(who, new FirmNamed(who.person(), version, particulars))
                    .about(ROW, version));
            store(firm, said, receipt.leafHash());
            return firm;
        });
    }

    private void store(Firm firm, Said said, Digest leaf) {
        jdbc.sql("""
                        insert into firm.profile (id, name, credit_code, contact, said_by, said_at, version, leaf, mac)
                        values (1, :name, :code, :contact, :by, :at, :version, :leaf, :mac)
                        on conflict (id) do update set name = excluded.name, credit_code = excluded.credit_code,
                            contact = excluded.contact, said_by = excluded.said_by, said_at = excluded.said_at,
                            version = excluded.version, leaf = excluded.leaf, mac = excluded.mac
                        """)
                .param("name", firm.name())
                .param("code", firm.creditCode().orElse(null))
                .param("contact", firm.contact())
                .param("by", said.by().value())
                .param("at", said.at().atOffset(ZoneOffset.UTC))
                .param("version", firm.version())
                .param("leaf", leaf.bytes())
                .param("mac", gateRows.mac(row(firm, said, leaf)))
                .update();
    }

    private record Stored(Firm firm, Said said, boolean genuine) {}

    private Optional<Stored> stored() {
        return jdbc.sql("select name, credit_code, contact, said_by, said_at, version, leaf, mac from firm.profile")
                .query((row, _) -> {
                    Firm firm = new Firm(
                            row.getString("name"),
                            Optional.ofNullable(row.getString("credit_code")),
                            row.getString("contact"),
                            row.getLong("version"));
                    Said said = new Said(
                            new PersonId(row.getObject("said_by", UUID.class)),
                            row.getObject("said_at", OffsetDateTime.class).toInstant());
                    boolean genuine =
                            gateRows.genuine(row(firm, said, Digest.of(row.getBytes("leaf"))), row.getBytes("mac"));
                    return new Stored(firm, said, genuine);
                })
                .optional();
    }

    private static GateRow row(Firm firm, Said said, Digest leaf) {
        return new GateRow(
                ROW,
                firm.version(),
                leaf,
                List.of(
                        firm.name(),
                        firm.creditCode().orElse(""),
                        firm.contact(),
                        said.by().toString(),
                        said.at().toString()));
    }
}
