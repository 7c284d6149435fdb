package io.equiveil.vault;

import io.equiveil.controls.spi.ControlCheck;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.ControlId;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.RecordType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
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
    private final SealedGroups groups;
    private final Randomness randomness = new Randomness();

    DatabaseSealingCheck(JdbcClient jdbc, DataKeyCache cache, SealedGroups groups) {
        this.jdbc = jdbc;
        this.cache = cache;
        this.groups = groups;
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
        List<Sampled> bad = sample.stream().filter(value -> !isSound(value)).toList();
        if (!bad.isEmpty()) {
            return new Outcome.Fails(
                    REPAIR,
                    "vault.control.database.altered",
                    bad.size(),
                    sample.size(),
                    bad.getFirst().name());
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

    private record Sampled(StoredKey key, Address address, long version, byte[] value, byte[] mask) {

        static Sampled read(ResultSet row) throws SQLException {
            StoredKey key = DataKeys.read(row);
            Address address = new Address(
                    key.owner(),
                    key.group(),
                    new RecordType(row.getString("record_type")),
                    row.getObject("row_id", UUID.class),
                    InformationClass.valueOf(row.getString("class")));
            return new Sampled(
                    key, address, row.getLong("version"), row.getBytes("value_sealed"), row.getBytes("mask_sealed"));
        }

        /// Which row it is, for whoever has to look: identifiers only.
        String name() {
            return "vault.sealed_values/" + address.row() + "/"
                    + address.record().name() + "/" + address.informationClass();
        }
    }

    private List<Sampled> sample(UUID start) {
        String some = "(select s.row_id, s.record_type, s.class, s.version, s.value_sealed, s.mask_sealed, k.id,"
                + " k.owner_kind, k.owner_id, k.retention_group, k.closed_at, k.wrapped_sealed from vault.sealed_values s"
                + " join vault.data_keys k on k.id = s.key_id where s.row_id %s ? order by s.row_id limit ?)";
        return jdbc.sql(some.formatted(">=") + " union all " + some.formatted("<") + " limit ?")
                .params(start, SAMPLE, start, SAMPLE, SAMPLE)
                .query((row, _) -> Sampled.read(row))
                .list();
    }

    /// Every byte is authenticated, in its place; what comes out is wiped unread.
    private boolean isSound(Sampled sampled) {
        if (!hasForm(sampled.value, sampled.key.id()) || !hasForm(sampled.mask, sampled.key.id())) {
            return false;
        }
        byte[] place = SealedGroups.place(sampled.address, sampled.version);
        return sampled.key.isDestroyed()
                || cache.use(
                                sampled.key,
                                key -> isGenuine(key, SealedGroups.Part.VALUE, place, sampled.value)
                                        && isGenuine(key, SealedGroups.Part.MASK, place, sampled.mask))
                        .orElse(false);
    }

    private boolean isGenuine(DataKey key, SealedGroups.Part part, byte[] place, byte[] sealed) {
        byte[] content = groups.open(key, part, place, sealed);
        if (content == null) {
            return false;
        }
        Arrays.fill(content, (byte) 0);
        return true;
    }

    private static boolean hasForm(byte[] bytes, UUID key) {
        SealedGroups.Header header = SealedGroups.Header.read(bytes);
        return header != null && header.keyId().equals(key);
    }
}
