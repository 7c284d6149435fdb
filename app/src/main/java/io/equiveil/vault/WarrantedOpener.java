package io.equiveil.vault;

import io.equiveil.kernel.Address;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SystemPrincipal;
import io.equiveil.ledger.Ledger;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/// Opens for a warrant, checked in the order of `docs/spec/warrant.md`. Key state and ciphertext come from one
/// statement, so a key that was destroyed a moment ago opens nothing, whatever is cached.
@Service
class WarrantedOpener implements Opener {

    static final Duration LONGEST = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(WarrantedOpener.class);

    private static final String ASKED = "select a.n, k.id, k.closed_at, k.wrapped_sealed,"
            + " current_setting('transaction_isolation') as isolation, %s"
            + " from unnest(?::text[], ?::uuid[], ?::text[], ?::text[], ?::uuid[], ?::text[], ?::boolean[])"
            + " with ordinality as a (owner_kind, owner_id, retention_group, record_type, row_id, class, masked, n)"
            + " left join vault.data_keys k on k.owner_kind = a.owner_kind and k.owner_id = a.owner_id"
            + " and k.retention_group = a.retention_group"
            + " left join %s s on s.row_id = a.row_id and s.record_type = a.record_type and s.class = a.class"
            + " and s.key_id = k.id";

    private static final String VALUES = ASKED.formatted(
            "s.version, case when a.masked then s.mask_sealed else s.value_sealed end as sealed, null::uuid as file",
            "vault.sealed_values");

    private static final String DOCUMENTS =
            ASKED.formatted("s.version, s.file_key_sealed as sealed, s.file", "vault.documents");

    private final JdbcClient jdbc;
    private final HouseKeys houseKeys;
    private final WarrantBindings bindings;
    private final DataKeyCache cache;
    private final SealedGroups groups;
    private final DocumentFiles files;
    private final Ledger ledger;
    private final Clock clock;
    private final SpentWarrants spent = new SpentWarrants();

    WarrantedOpener(
            JdbcClient jdbc,
            HouseKeys houseKeys,
            WarrantBindings bindings,
            DataKeyCache cache,
            SealedGroups groups,
            DocumentFiles files,
            Ledger ledger,
            Clock clock) {
        this.jdbc = jdbc;
        this.houseKeys = houseKeys;
        this.bindings = bindings;
        this.cache = cache;
        this.groups = groups;
        this.files = files;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public Map<Address, Opened> open(Warrant warrant) {
        Optional<WarrantFault> fault = faultOf(warrant);
        if (fault.isPresent()) {
            return refuse(warrant, fault.get());
        }
        Map<Address, Opened> opened = new LinkedHashMap<>();
        openAll(itemsOf(warrant, false), VALUES, this::openValue, opened);
        openAll(itemsOf(warrant, true), DOCUMENTS, this::openDocument, opened);
        return opened;
    }

    private Optional<WarrantFault> faultOf(Warrant warrant) {
        Receipt receipt = warrant.receipt();
        Instant now = clock.instant();
        if (!Digest.of(houseKeys.receiptMac(receipt.authenticated())).equals(receipt.mac())) {
            return Optional.of(WarrantFault.FORGED);
        }
        if (!bindings.bindingOf(warrant.decision(), warrant.items(), warrant.expires())
                .equals(receipt.binding())) {
            return Optional.of(WarrantFault.OTHER_ADDRESS);
        }
        if (!now.isBefore(warrant.expires())
                || warrant.expires().isAfter(receipt.at().plus(LONGEST))) {
            return Optional.of(WarrantFault.EXPIRED);
        }
        if (!spent.spend(warrant.decision(), warrant.expires(), now)) {
            return Optional.of(WarrantFault.REPLAYED);
        }
        return ledger.isDurable(receipt) ? Optional.empty() : Optional.of(WarrantFault.NOT_DURABLE);
    }

    private Map<Address, Opened> refuse(Warrant warrant, WarrantFault fault) {
        List<Address> addresses =
                warrant.items().stream().map(Warrant.Item::address).distinct().toList();
        LOG.warn("warrant refused: decision {}, {}", warrant.decision(), fault);
        ledger.record(
                new Requester.Machine(SystemPrincipal.HOUSEKEEPER),
                new WarrantRefusal(warrant.decision(), fault, addresses));
        Map<Address, Opened> refused = new LinkedHashMap<>();
        addresses.forEach(address -> refused.put(address, new Opened.WarrantRefused(fault)));
        return refused;
    }

    private static List<Warrant.Item> itemsOf(Warrant warrant, boolean documents) {
        return warrant.items().stream()
                .filter(item -> (item.form() == Warrant.Form.DOCUMENT) == documents)
                .toList();
    }

    private void openAll(
            List<Warrant.Item> items, String statement, Function<Fetched, Opened> how, Map<Address, Opened> opened) {
        if (items.isEmpty()) {
            return;
        }
        for (Fetched fetched : fetch(items, statement)) {
            Address address = fetched.item.address();
            opened.merge(address, how.apply(fetched), WarrantedOpener::together);
        }
    }

    /// Mask of one field and value of another field of the same address.
    private static Opened together(Opened first, Opened second) {
        if (first instanceof Opened.Value(var some) && second instanceof Opened.Value(var more)) {
            Map<String, Cleartext> all = new HashMap<>(some);
            all.putAll(more);
            return new Opened.Value(Map.copyOf(all));
        }
        return first instanceof Opened.Value ? second : first;
    }

    private Opened openValue(Fetched fetched) {
        return fetched.open(cache, (key, bytes) -> {
            boolean masked = fetched.item.form() == Warrant.Form.MASK;
            byte[] place = SealedGroups.place(fetched.item.address(), fetched.version);
            byte[] content = groups.open(key, masked ? SealedGroups.Part.MASK : SealedGroups.Part.VALUE, place, bytes);
            if (content == null) {
                return new Opened.Tampered();
            }
            try {
                return FieldDirectory.decode(content, fetched.item.fields())
                        .<Opened>map(fields -> new Opened.Value(Map.copyOf(fields)))
                        .orElseGet(Opened.Tampered::new);
            } finally {
                Arrays.fill(content, (byte) 0);
            }
        });
    }

    private Opened openDocument(Fetched fetched) {
        return fetched.open(cache, (key, bytes) -> {
            UUID file = java.util.Objects.requireNonNull(fetched.file);
            byte[] place = SealedGroups.place(fetched.item.address(), fetched.version, Canonical.bytesOf(file));
            byte[] content = groups.open(key, SealedGroups.Part.FILE_KEY, place, bytes);
            if (content == null || content.length != Suite.KEY_BYTES + 8) {
                return new Opened.Tampered();
            }
            byte[] fileKey = Arrays.copyOf(content, Suite.KEY_BYTES);
            long length = ByteBuffer.wrap(content, Suite.KEY_BYTES, 8).getLong();
            Arrays.fill(content, (byte) 0);
            try {
                return new Opened.Stream(files.read(file, fileKey, length));
            } catch (NoSuchFileException e) {
                return new Opened.Tampered();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            } finally {
                Arrays.fill(fileKey, (byte) 0);
            }
        });
    }

    private List<Fetched> fetch(List<Warrant.Item> items, String statement) {
        return jdbc.sql(statement)
                .param(each(items, a -> DataKeys.kind(a.owner())))
                .param(each(items, a -> a.owner().id().toString()))
                .param(each(items, a -> a.group().name()))
                .param(each(items, a -> a.record().name()))
                .param(each(items, a -> a.row().toString()))
                .param(each(items, a -> a.informationClass().name()))
                .param(items.stream()
                        .map(item -> item.form() == Warrant.Form.MASK ? "true" : "false")
                        .toArray(String[]::new))
                .query((row, _) -> Fetched.read(row, items))
                .list();
    }

    private static String[] each(List<Warrant.Item> items, Function<Address, String> part) {
        return items.stream().map(item -> part.apply(item.address())).toArray(String[]::new);
    }

    private record Fetched(
            Warrant.Item item,
            @Nullable StoredKey key,
            long version,
            byte @Nullable [] sealed,
            @Nullable UUID file) {

        static Fetched read(ResultSet row, List<Warrant.Item> items) throws SQLException {
            // Under an older snapshot a destroyed key would still look alive.
            if (!"read committed".equals(row.getString("isolation"))) {
                throw new IllegalStateException("values are opened under read committed only");
            }
            Warrant.Item item = items.get(row.getInt("n") - 1);
            Address address = item.address();
            @Nullable
            StoredKey key = row.getObject("id") == null ? null : DataKeys.read(row, address.owner(), address.group());
            return new Fetched(
                    item, key, row.getLong("version"), row.getBytes("sealed"), row.getObject("file", UUID.class));
        }

        Opened open(DataKeyCache cache, java.util.function.BiFunction<DataKey, byte[], Opened> how) {
            if (key == null) {
                return new Opened.Absent();
            }
            Instant closedAt = key.closedAt();
            if (closedAt != null) {
                cache.purge(key.owner(), key.group());
                return new Opened.KeyDestroyed(closedAt);
            }
            byte[] bytes = sealed;
            if (bytes == null) {
                return new Opened.Absent();
            }
            return cache.use(key, unwrapped -> how.apply(unwrapped, bytes)).orElseGet(Opened.Tampered::new);
        }
    }
}
