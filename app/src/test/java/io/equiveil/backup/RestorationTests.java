package io.equiveil.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equiveil.House;
import io.equiveil.engine.LocalActs;
import io.equiveil.identity.Api;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.RecordType;
import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.ledger.PublicLog;
import io.equiveil.vault.KeyCustody;
import io.equiveil.vault.Sealer;
import io.equiveil.vault.spi.Tombstone;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Backups of the running house come back: with everything in them, and without what was destroyed since.
class RestorationTests {

    private static final String NAME = "欧阳不在备份里";
    private static final RecordType PERSON = new RecordType("clients.person");

    @TempDir
    Path temporary;

    record Withdrawn(SubjectId subject) implements Recorded {
        @Override
        public String ledgerKind() {
            return "backup-test-withdrawn/v1";
        }
    }

    @Test
    void everythingComesBackAndNothingOfItIsReadableBefore() throws Exception {
        ABackup backup = new ABackup(temporary);
        Address value = seal(backup, NAME);
        Address document = document(backup, "a document " + NAME);
        lead(backup);
        backup.archiveAll();
        Instant generation = backup.make();
        Map<String, String> before = contents(House.database().ownerJdbc());

        Restoration.Restored restored = backup.restore("all", ABackup.order(generation));

        Map<String, String> after = backup.look("all", RestorationTests::contents);
        assertThat(after).containsAllEntriesOf(before);
        assertThat(before.keySet()).hasSizeGreaterThan(25).contains("vault.data_keys", "vault.sealed_values");
        assertThat(restored.missing()).isZero();
        assertThat(restored.documents()).isPositive();
        assertThat(restored.sample().opened()).isPositive();
        assertThat(restored.newLogName()).isEmpty();
        assertThat(sealedRows("all", backup, value)).isOne();
        assertThat(filesWith(backup.folder.root(), NAME)).isEmpty();
        assertThat(filesWith(backup.target("all").resolve("documents"), NAME)).isEmpty();
        assertThat(Files.walk(backup.target("all").resolve("documents")).filter(Files::isRegularFile))
                .isNotEmpty();
        assertThat(document).isNotNull();
        assertThat(Files.readString(backup.target("all").resolve("keys/ledger-high-water")))
                .contains("/ledger\n");
        assertThat(LocalActs.waiting(backup.target("all")))
                .extracting(LocalActs.Act::kind)
                .containsExactly(LocalActs.Kind.RESTORED);
        assertThat(backup.target("all").resolve(Restoration.UNDER_WAY)).doesNotExist();
        assertThat(backup.count("all", "select count(*) from identity.sessions"))
                .as("sessions that came back")
                .isZero();
        assertThat(backup.count(
                        "all", "select count(*) from pg_trigger where not tgisinternal" + " and tgenabled = 'A'"))
                .as("traps that stand again")
                .isEqualTo(House.database()
                        .ownerJdbc()
                        .sql("select count(*) from pg_trigger where not tgisinternal and tgenabled = 'A'")
                        .query(Long.class)
                        .single());
    }

    @Test
    void whatWasWithdrawnOrDestroyedAfterTheBackupStaysSo() throws Exception {
        ABackup backup = new ABackup(temporary);
        Address gone = seal(backup, "bald vernichtet");
        Instant generation = backup.make();
        SubjectId withdrawn = SubjectId.random();
        raise(backup, withdrawn);
        Tombstone tombstone = destroy(backup, gone);
        assertThat(Files.list(backup.house.dataFolder().resolve("backup/archive/keys")))
                .as("noted by the house itself when the destruction was committed")
                .isNotEmpty();
        assertThat(backup.archive.isNoted(tombstone)).isTrue();
        backup.archiveAll();

        Restoration.Restored restored = backup.restore("later", ABackup.order(generation));

        assertThat(restored.destroyedAgain()).isEqualTo(1);
        assertThat(restored.newLogName()).isEmpty();
        backup.look("later", database -> {
            assertThat(state(database, gone)).isEqualTo("DESTROYED");
            assertThat(database.sql("select epoch from ledger.epochs where scope = ?")
                            .param("SUBJECT/" + withdrawn)
                            .query(Long.class)
                            .single())
                    .isOne();
            assertThat(database.sql("select size from ledger.head")
                            .query(Long.class)
                            .single())
                    .isEqualTo(backup.archive.end());
            return true;
        });
    }

    @Test
    @Tag("soak")
    void anOlderGenerationComesBackWithLaterKeysAndWithoutTheKeysAndTokensThatAreGone() throws Exception {
        ABackup backup = new ABackup(temporary);
        Address gone = seal(backup, "vergessen");
        Address kept = seal(backup, "behalten");
        Instant first = backup.make();
        destroy(backup, gone);
        Instant second = backup.make();
        Files.delete(backup.folder.keys(first));

        Restoration.Restored restored = backup.restore("older", ABackup.order(first));

        assertThat(restored.keys()).isEqualTo(second);
        backup.look("older", database -> {
            assertThat(state(database, gone)).isEqualTo("DESTROYED");
            assertThat(state(database, kept)).isEqualTo("ACTIVE");
            return true;
        });
        Files.delete(backup.folder.keys(second));
        assertThatThrownBy(() -> backup.restore("none", ABackup.order(first)))
                .isInstanceOfSatisfying(
                        BackupFault.Found.class, e -> assertThat(e.fault()).isEqualTo(BackupFault.NO_KEYS));
    }

    @Test
    @Tag("soak")
    void aLogThatDoesNotReachWhatOthersHaveSeenGoesOnUnderANewName() throws Exception {
        ABackup backup = new ABackup(temporary);
        seal(backup, "x");
        Instant generation = backup.make();
        raise(backup, SubjectId.random());
        String known = publishedBeyond(backup);

        Restoration.Restored restored = backup.restore(
                "short", new Restoration.Order(Optional.of(generation), Optional.of(known), Map.of(), false));

        String name = restored.newLogName().orElseThrow();
        assertThat(name).contains("/from-");
        assertThat(backup.target("short").resolve(Restoration.LOG_NAME)).hasContent(name);
        assertThat(backup.target("short").resolve("keys/ledger-high-water")).doesNotExist();
        assertThat(backup.count("short", "select count(*) from ledger.checkpoints"))
                .isZero();
        assertThat(LocalActs.waiting(backup.target("short")))
                .extracting(LocalActs.Act::kind)
                .containsExactly(LocalActs.Kind.RESTORED_UNDER_NEW_ORIGIN);
    }

    @Test
    void aDamagedExchangedOrForeignFileIsNamedForWhatItIs() throws Exception {
        ABackup backup = new ABackup(temporary);
        Instant first = backup.make();
        Instant second = backup.make();
        byte[] good = Files.readAllBytes(backup.folder.data(first));

        Files.write(backup.folder.data(first), Files.readAllBytes(backup.folder.data(second)));
        assertThat(faultOf(backup, first)).as("exchanged").isEqualTo(BackupFault.DAMAGED);

        Files.write(backup.folder.data(first), java.util.Arrays.copyOf(good, good.length - 100));
        assertThat(faultOf(backup, first)).as("cut off").isEqualTo(BackupFault.DAMAGED);

        byte[] newer = good.clone();
        newer[4] = 2;
        Files.write(backup.folder.data(first), newer);
        assertThat(faultOf(backup, first)).isEqualTo(BackupFault.NEWER_FORMAT);

        byte[] foreign = good.clone();
        foreign[40] ^= 1;
        Files.write(backup.folder.data(first), foreign);
        assertThat(faultOf(backup, first)).isEqualTo(BackupFault.FOREIGN);

        Files.delete(backup.folder.data(first));
        assertThat(faultOf(backup, first)).isEqualTo(BackupFault.NO_BACKUP);
    }

    private static BackupFault faultOf(ABackup backup, Instant generation) {
        try (BackupReader reader =
                BackupReader.open(backup.folder, backup.seal, backup.folder.data(generation), generation)) {
            while (reader.sections().next().isPresent()) {
                // To the end.
            }
            throw new AssertionError("it was read");
        } catch (BackupFault.Found e) {
            return e.fault();
        } catch (IOException e) {
            return BackupReader.found(e).fault();
        }
    }

    private static TransactionTemplate transaction(ABackup backup) {
        return backup.house.bean(TransactionTemplate.class);
    }

    private static Address seal(ABackup backup, String value) {
        Address address = new Address(
                Owner.of(SubjectId.random()),
                RetentionGroup.RELATION,
                PERSON,
                UUID.randomUUID(),
                InformationClass.BASIC);
        transaction(backup)
                .executeWithoutResult(_ -> backup.house
                        .bean(Sealer.class)
                        .seal(address, Map.of("name", Cleartext.of(value)), Map.of("name", Cleartext.of("*"))));
        return address;
    }

    private static Address document(ABackup backup, String content) {
        Address address = new Address(
                Owner.of(SubjectId.random()),
                RetentionGroup.RELATION,
                new RecordType("dataroom.document"),
                UUID.randomUUID(),
                InformationClass.BASIC);
        transaction(backup).executeWithoutResult(_ -> {
            try {
                backup.house
                        .bean(Sealer.class)
                        .sealDocument(
                                address, new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)), 10_000);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return address;
    }

    /// A first contact: it has a row that is nothing but its key and a token.
    private static void lead(ABackup backup) {
        String mobile = "199" + "%08d".formatted(new java.util.Random().nextInt(100_000_000));
        assertThat(new Api(backup.house)
                        .post(
                                "/api/clients",
                                Map.of("kind", "PERSON", "name", "王小明", "mobile", mobile),
                                PeopleInTests.staff(backup.house, Role.ADVISOR).token())
                        .statusCode())
                .isEqualTo(201);
    }

    private static void raise(ABackup backup, SubjectId subject) {
        transaction(backup)
                .executeWithoutResult(_ -> backup.house
                        .bean(Ledger.class)
                        .append(Entry.of(Schedule.MACHINE, new Withdrawn(subject))
                                .raising(Owner.of(subject).scope())));
    }

    private static Tombstone destroy(ABackup backup, Address address) {
        KeyCustody custody = backup.house.bean(KeyCustody.class);
        transaction(backup).executeWithoutResult(_ -> custody.destroyKeyForever(address.owner(), address.group()));
        UUID key = House.database()
                .ownerJdbc()
                .sql("select id from vault.data_keys where owner_id = ?")
                .param(address.owner().id())
                .query(UUID.class)
                .single();
        return custody.tombstones().stream()
                .filter(tombstone -> tombstone.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static String publishedBeyond(ABackup backup) throws Exception {
        PublicLog log = backup.house.bean(PublicLog.class);
        long size = House.database()
                .jdbc()
                .sql("select coalesce(max(size), 0) from ledger.checkpoints")
                .query(Long.class)
                .single();
        for (int i = 0; i < 300; i++) {
            Optional<String> note = log.checkpoint();
            if (note.isPresent() && Long.parseLong(note.get().split("\n")[1]) > size) {
                return note.get();
            }
            Thread.sleep(100);
        }
        throw new AssertionError("no public checkpoint in time");
    }

    private static String state(JdbcClient database, Address address) {
        return database.sql("select state from vault.data_keys where owner_id = ?")
                .param(address.owner().id())
                .query(String.class)
                .single();
    }

    private static long sealedRows(String name, ABackup backup, Address address) {
        return backup.look(
                name,
                database -> database.sql("select count(*) from vault.sealed_values where row_id = ?")
                        .param(address.row())
                        .query(Long.class)
                        .single());
    }

    /// A hash over the rows of each table that stands still while nobody works.
    private static Map<String, String> contents(JdbcClient database) {
        Map<String, String> contents = new java.util.TreeMap<>();
        for (String table : database.sql("select n.nspname || '.' || c.relname from pg_class c join pg_namespace n"
                        + " on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname = any (?)"
                        + " and c.relname <> 'flyway_schema_history' and n.nspname not in ('controls', 'ledger',"
                        + " 'backup', 'messages') and n.nspname || '.' || c.relname not in ('identity.sessions',"
                        + " 'identity.one_time_codes', 'identity.one_time_links', 'identity.throttles',"
                        + " 'identity.refused_sign_ins')")
                .param(House.rooms().toArray(String[]::new))
                .query(String.class)
                .list()) {
            contents.put(
                    table,
                    database.sql("select coalesce(md5(string_agg(t::text, ',' order by t::text)), '') from " + table
                                    + " t")
                            .query(String.class)
                            .single());
        }
        return contents;
    }

    private static List<Path> filesWith(Path root, String text) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                if (content.contains(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))) {
                    found.add(file);
                }
            }
        }
        return found;
    }
}
