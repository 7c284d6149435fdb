package io.equiveil.vault;

import com.zaxxer.hikari.HikariDataSource;
import io.equiveil.House;
import io.equiveil.engine.DatabaseRole;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.DecisionId;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.RecordType;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.SubjectId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The vault's parts put together on the real database, without Spring, with a clock that a test moves.
final class AVault {

    static final RecordType PERSON = new RecordType("clients.person");

    private static final HikariDataSource KEYS = new HikariDataSource();
    private static final AtomicLong INTAKE = new AtomicLong(1);

    static {
        KEYS.setDataSource(House.database().as(DatabaseRole.APP));
        KEYS.setMaximumPoolSize(2);
    }

    final House.Database database = House.database();
    final JdbcClient jdbc = database.jdbc();
    final NotedLedger ledger = new NotedLedger();
    final HouseKeys houseKeys = new HouseKeys(database.rootKey());
    final HouseSeal houseSeal = new HouseSeal(houseKeys);
    final KeyWrapping wrapping = new KeyWrapping(houseKeys);
    final DataSourceTransactionManager transactions = new DataSourceTransactionManager(database.app());
    final TransactionTemplate transaction = new TransactionTemplate(transactions);
    final DocumentFiles files = new DocumentFiles(database.folder());
    final SealedGroups groups = new SealedGroups();
    final NodeWarrantBindings bindings = new NodeWarrantBindings();

    /// Who keeps backups, for tests about them.
    final java.util.List<io.equiveil.vault.spi.KeyCopies> keepers = new java.util.ArrayList<>();

    private Instant now = Instant.parse("2025-06-01T00:00:00Z");
    final Clock clock = InstantSource.offset(() -> now, Duration.ZERO).withZone(ZoneOffset.UTC);

    final DataKeyCache cache = new DataKeyCache(wrapping, clock);
    final DataKeys dataKeys = new DataKeys(jdbc, KEYS, wrapping, clock);
    final InternalValues internal = new InternalValues(jdbc, houseSeal, clock);
    final Sealer sealer = new EnvelopeSealer(jdbc, dataKeys, cache, groups, files, transactions, clock);
    final Opener opener = new WarrantedOpener(jdbc, houseKeys, bindings, cache, groups, files, ledger, clock);
    final GateRows gateRows = new HmacGateRows(houseKeys, ledger);
    final Shredder shredder = new Shredder(jdbc, database.engine(), files, transactions, copies(), clock);
    final KeyCustody custody = new ShreddingKeyCustody(
            jdbc,
            dataKeys,
            cache,
            shredder,
            new KeyRotation(jdbc, dataKeys, transactions, clock),
            clock,
            copies(),
            Duration.ofDays(30));

    final Set<Owner> owners = new java.util.HashSet<>();

    private org.springframework.beans.factory.ObjectProvider<io.equiveil.vault.spi.KeyCopies> copies() {
        return new org.springframework.beans.factory.ObjectProvider<>() {
            @Override
            public java.util.stream.Stream<io.equiveil.vault.spi.KeyCopies> stream() {
                return keepers.stream();
            }
        };
    }

    /// Takes away what a test sealed and spoilt, for the database is shared.
    void takeAway() {
        for (Owner owner : owners) {
            for (String table : List.of("vault.sealed_values", "vault.documents")) {
                database.ownerJdbc()
                        .sql("delete from " + table + " s using vault.data_keys k where k.id = s.key_id"
                                + " and k.owner_id = ?")
                        .param(owner.id())
                        .update();
            }
            database.ownerJdbc()
                    .sql("delete from vault.data_keys where owner_id = ?")
                    .param(owner.id())
                    .update();
        }
    }

    void later(Duration by) {
        now = now.plus(by);
    }

    void seal(Address address, String... namesAndValues) {
        owners.add(address.owner());
        Map<String, Cleartext> fields = new java.util.HashMap<>();
        Map<String, Cleartext> masks = new java.util.HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], Cleartext.of(namesAndValues[i + 1]));
            masks.put(namesAndValues[i], Cleartext.of("*".repeat(3)));
        }
        transaction.executeWithoutResult(_ -> sealer.seal(address, fields, masks));
    }

    /// A warrant as the gate makes it, of an entry that the ledger has.
    Warrant warrant(Warrant.Item... items) {
        Warrant warrant = undurableWarrant(items);
        ledger.durable.add(warrant.receipt());
        return warrant;
    }

    /// A warrant whose receipt is in order but whose entry is nowhere.
    Warrant undurableWarrant(Warrant.Item... items) {
        DecisionId decision = DecisionId.random();
        Instant expires = now.plusSeconds(5);
        Digest binding = bindings.bindingOf(decision, List.of(items), expires);
        return new Warrant(decision, List.of(items), expires, receipt(binding));
    }

    Receipt receipt(Digest binding) {
        long intake = INTAKE.getAndIncrement();
        Digest leaf =
                Digest.of(houseKeys.domainMac("test", Long.toString(intake).getBytes()));
        byte[] mac = houseKeys.receiptMac(Receipt.authenticated(intake, leaf, now, binding));
        return new Receipt(intake, leaf, now, binding, Digest.of(mac));
    }

    Opener.Opened open(Address address, String... fields) {
        Warrant warrant = warrant(value(address, fields));
        return java.util.Objects.requireNonNull(opener.open(warrant).get(address));
    }

    /// The one field of a value, for short.
    String read(Address address, String field) {
        if (open(address, field) instanceof Opener.Opened.Value value) {
            return reveal(value, field);
        }
        throw new AssertionError("not opened");
    }

    static String reveal(Opener.Opened.Value value, String field) {
        return java.util.Objects.requireNonNull(value.fields().get(field)).revealForDisplay();
    }

    static Warrant.Item value(Address address, String... fields) {
        return new Warrant.Item(address, Warrant.Form.VALUE, Set.of(fields));
    }

    static Warrant.Item mask(Address address, String... fields) {
        return new Warrant.Item(address, Warrant.Form.MASK, Set.of(fields));
    }

    static Warrant.Item document(Address address) {
        return new Warrant.Item(address, Warrant.Form.DOCUMENT, Set.of());
    }

    static Address anAddress() {
        return addressOf(Owner.of(SubjectId.random()));
    }

    static Address addressOf(Owner owner) {
        return new Address(owner, RetentionGroup.RELATION, PERSON, UUID.randomUUID(), InformationClass.BASIC);
    }
}
