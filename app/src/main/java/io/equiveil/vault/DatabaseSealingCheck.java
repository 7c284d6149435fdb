package io.equiveil.vault;

import io.equiveil.controls.spi.ControlCheck;
import io.equiveil.kernel.ControlId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Measure 2.2, on the live database: no column stands in clear that is not listed; commits are on disk; of a sample of
/// sealed values each has the form of one, under a key that exists and unwraps. It opens no value.
@Component
class DatabaseSealingCheck implements ControlCheck {

    static final int SAMPLE = 200;

    private static final String REPAIR = "/controls/2.2";
    private static final List<String> ON_DISK = List.of("fsync", "full_page_writes", "synchronous_commit");

    private final JdbcClient jdbc;
    private final DataKeyCache cache;
    private final Randomness randomness = new Randomness();

    DatabaseSealingCheck(JdbcClient jdbc, DataKeyCache cache) {
        this.jdbc = jdbc;
        this.cache = cache;
    }

    @Override
    public ControlId control() {
        return new ControlId("2.2");
    }

    @Override
    public Outcome check() {
        return checkFrom(randomness.uuid());
    }

    Outcome checkFrom(UUID start) {
        CleartextList.Comparison columns = CleartextList.shipped().compareWith(jdbc);
        if (!columns.undeclared().isEmpty()) {
            return new Outcome.Fails(
                    REPAIR,
                    "vault.control.database.undeclared",
                    columns.undeclared().size(),
                    columns.undeclared().first());
        }
        Optional<String> notDurable = ON_DISK.stream().filter(this::isOff).findFirst();
        if (notDurable.isPresent()) {
            return new Outcome.Fails(REPAIR, "vault.control.database.notdurable", notDurable.get());
        }
        List<Sampled> sample = sample(start);
        long bad = sample.stream().filter(value -> !isSound(value)).count();
        if (bad > 0) {
            return new Outcome.Fails(REPAIR, "vault.control.database.altered", bad, sample.size());
        }
        return sample.isEmpty()
                ? new Outcome.Unknown("vault.control.database.empty")
                : new Outcome.Holds("vault.control.database.holds", sample.size());
    }

    private boolean isOff(String setting) {
        return jdbc.sql("select current_setting(?)")
                .param(setting)
                .query(String.class)
                .single()
                .equals("off");
    }

    private record Sampled(StoredKey key, byte[] value, byte[] mask) {}

    private List<Sampled> sample(UUID start) {
        String some = "(select s.row_id, s.value_sealed, s.mask_sealed, k.id, k.owner_kind, k.owner_id,"
                + " k.retention_group, k.closed_at, k.wrapped_sealed from vault.sealed_values s"
                + " join vault.data_keys k on k.id = s.key_id where s.row_id %s ? order by s.row_id limit ?)";
        return jdbc.sql(some.formatted(">=") + " union all " + some.formatted("<") + " limit ?")
                .params(start, SAMPLE, start, SAMPLE, SAMPLE)
                .query((row, _) ->
                        new Sampled(DataKeys.read(row), row.getBytes("value_sealed"), row.getBytes("mask_sealed")))
                .list();
    }

    private boolean isSound(Sampled sampled) {
        if (!hasForm(sampled.value, sampled.key.id()) || !hasForm(sampled.mask, sampled.key.id())) {
            return false;
        }
        return sampled.key.isDestroyed()
                || cache.use(sampled.key, key -> isCommittedTo(sampled.value, key) && isCommittedTo(sampled.mask, key))
                        .orElse(false);
    }

    private static boolean hasForm(byte[] bytes, UUID key) {
        SealedGroups.Header header = SealedGroups.Header.read(bytes);
        return header != null && header.keyId().equals(key);
    }

    private static boolean isCommittedTo(byte[] bytes, DataKey key) {
        SealedGroups.Header header = SealedGroups.Header.read(bytes);
        return header != null && java.security.MessageDigest.isEqual(header.commitment(), key.commitment());
    }
}
