package io.equiveil.setup;

import io.equiveil.kernel.Requester;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.vault.Secrets;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Keeps how an order stands: one row, sealed for its version, and the log knows the latest version. A row that was
/// changed, put back or taken away by SQL counts as none.
@Repository
class AcmeStore {

    private static final String ROW = "setup.acme/1";

    private final JdbcClient jdbc;
    private final Secrets secrets;
    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.builder().build();

    AcmeStore(JdbcClient jdbc, Secrets secrets, Ledger ledger, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.secrets = secrets;
        this.ledger = ledger;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// @param version of which it is; a change of it says so
    record Kept(AcmeState state, long version) {}

    Kept find() {
        long version = latest();
        return jdbc.sql("select state_sealed from setup.acme where version = ?")
                .param(version)
                .query((row, _) -> row.getBytes(1))
                .optional()
                .flatMap(bytes -> secrets.openInternal(place(version), bytes))
                .flatMap(this::read)
                .map(state -> new Kept(state, version))
                .orElseGet(() -> new Kept(AcmeState.nothing(), version));
    }

    /// Changes how it stands, recorded.
    ///
    /// @param from   the version that the change was made from
    /// @param change empty to leave it
    /// @return false if somebody else changed it meanwhile: then nothing is changed
    boolean change(Requester who, long from, Function<AcmeState, Optional<AcmeState>> change) {
        return Boolean.TRUE.equals(transaction.execute(_ -> {
            jdbc.sql("select pg_advisory_xact_lock(7100433162)")
                    .query((_, _) -> 0)
                    .single();
            Kept kept = find();
            Optional<AcmeState> next = kept.version() == from ? change.apply(kept.state()) : Optional.empty();
            next.ifPresent(state -> write(who, state, from + 1));
            return next.isPresent();
        }));
    }

    private void write(Requester who, AcmeState state, long version) {
        ledger.append(Entry.of(
                        who,
                        new SetUpFacts.CertificateOrderMoved(
                                state.stage(), state.trouble().map(AcmeTrouble::fault), state.renews()))
                .about(ROW, version));
        jdbc.sql("""
                        insert into setup.acme (id, state_sealed, version, changed_at) values (1, ?, ?, ?)
                        on conflict (id) do update set state_sealed = excluded.state_sealed, version = excluded.version,
                            changed_at = excluded.changed_at
                        """)
                .params(
                        secrets.sealInternal(place(version), json.writeValueAsBytes(state)),
                        version,
                        OffsetDateTime.ofInstant(clock.instant().truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC))
                .update();
    }

    private long latest() {
        return ledger.latestAbout(ROW).map(Ledger.RowVersion::version).orElse(0L);
    }

    private Optional<AcmeState> read(byte[] bytes) {
        try {
            return Optional.of(Objects.requireNonNull(json.readValue(bytes, AcmeState.class)));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static String place(long version) {
        return ROW + "/" + version;
    }
}
