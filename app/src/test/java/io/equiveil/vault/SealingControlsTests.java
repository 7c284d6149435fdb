package io.equiveil.vault;

import static io.equiveil.vault.AVault.anAddress;
import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.controls.spi.ControlCheck.Outcome;
import io.equiveil.kernel.Address;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SealingControlsTests {

    private final AVault vault = new AVault();
    private final DatabaseSealingCheck values = new DatabaseSealingCheck(vault.jdbc, vault.cache, vault.groups);
    private final DocumentSealingCheck documents =
            new DocumentSealingCheck(vault.jdbc, vault.files, vault.cache, vault.groups);
    private final Address address = anAddress();

    @AfterEach
    void takeAway() {
        vault.takeAway();
    }

    @Test
    void holdsWhileEveryValueIsSealedUnderAKeyThatExists() {
        vault.seal(address, "name", "x");

        assertThat(values.checkFrom(address.row())).isInstanceOf(Outcome.Holds.class);
    }

    @Test
    void failsWhenAColumnStandsInClearThatNobodyListed() {
        vault.database.ownerJdbc().sql("create table vault.names (name text)").update();
        try {
            assertThat(values.check())
                    .isInstanceOfSatisfying(
                            Outcome.Fails.class,
                            fails -> assertThat(fails.arguments()).contains("vault.names.name"));
        } finally {
            vault.database.ownerJdbc().sql("drop table vault.names").update();
        }
    }

    @Test
    void failsWhenAValueIsInClear() {
        vault.seal(address, "name", "x");
        sql(
                "update vault.sealed_values set value_sealed = convert_to(repeat('in clear ', 20), 'UTF8') where row_id = ?");

        fails(values.checkFrom(address.row()), "vault.control.database.altered");
    }

    @Test
    void failsWhenAKeyWasAltered() {
        vault.seal(address, "name", "x");
        vault.database
                .ownerJdbc()
                .sql("update vault.data_keys set wrapped_sealed = set_byte(wrapped_sealed, 60,"
                        + " get_byte(wrapped_sealed, 60) # 1) where owner_id = ?")
                .param(address.owner().id())
                .update();

        fails(values.checkFrom(address.row()), "vault.control.database.altered");
    }

    @Test
    void documentsHoldWhileEachIsAsItWasStored() throws IOException {
        store();

        assertThat(documents.checkFrom(address.row())).isInstanceOf(Outcome.Holds.class);
    }

    @Test
    void failsWhenADocumentWasAltered() throws IOException {
        store();
        Path file = file();
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);

        fails(documents.checkFrom(address.row()), "vault.control.documents.altered");

        Files.delete(file);
        fails(documents.checkFrom(address.row()), "vault.control.documents.altered");
    }

    @Test
    void aByteFlippedAnywhereInAStoredValueItsMaskOrItsKeyIsNamed() {
        vault.seal(address, "name", "x");
        for (String flipped : List.of(
                "vault.sealed_values value_sealed row_id",
                "vault.sealed_values mask_sealed row_id",
                "vault.data_keys wrapped_sealed owner_id")) {
            String[] where = flipped.split(" ");
            Object id =
                    where[2].equals("row_id") ? address.row() : address.owner().id();
            int length = vault.jdbc
                    .sql("select length(" + where[1] + ") from " + where[0] + " where " + where[2] + " = ?")
                    .param(id)
                    .query(Integer.class)
                    .single();
            for (int at = 0; at < length; at += 13) {
                flip(where[0], where[1], where[2], id, at);
                names(values.checkFrom(address.row()), "vault.sealed_values/" + address.row());
                flip(where[0], where[1], where[2], id, at);
            }
        }
        assertThat(values.checkFrom(address.row())).isInstanceOf(Outcome.Holds.class);
    }

    @Test
    void aByteFlippedInADocumentsKeyHashOrAnyChunkIsNamed() throws IOException {
        store();
        for (String column : List.of("file_key_sealed", "ciphertext_hash")) {
            flip("vault.documents", column, "row_id", address.row(), 20);
            names(documents.checkFrom(address.row()), "vault.documents/" + address.row());
            flip("vault.documents", column, "row_id", address.row(), 20);
        }
        Path file = file();
        byte[] bytes = Files.readAllBytes(file);
        for (int at : new int[] {0, 40, 70_000, bytes.length - 1}) {
            bytes[at] ^= 1;
            Files.write(file, bytes);
            Outcome found = documents.checkFrom(address.row());
            assertThat(found).as("byte %d", at).isInstanceOf(Outcome.Fails.class);
            if (at > 0) {
                names(found, "vault.documents/" + address.row());
            }
            bytes[at] ^= 1;
        }
        Files.write(file, bytes);
        assertThat(documents.checkFrom(address.row())).isInstanceOf(Outcome.Holds.class);
    }

    private void flip(String table, String column, String key, Object id, int at) {
        vault.database
                .ownerJdbc()
                .sql("update " + table + " set " + column + " = set_byte(" + column + ", " + at + ", get_byte(" + column
                        + ", " + at + ") # 1) where " + key + " = ?")
                .param(id)
                .update();
    }

    private static void names(Outcome outcome, String row) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Fails.class,
                        fails -> assertThat(fails.arguments())
                                .anySatisfy(argument ->
                                        assertThat(argument.toString()).startsWith(row)));
    }

    @Test
    void failsWhenAFileIsInClear() throws IOException {
        Path stray = vault.database.folder().documents().resolve("contract.pdf");
        Files.writeString(stray, "%PDF-1.7 and so on, in clear");
        try {
            fails(documents.check(), "vault.control.documents.inclear");
        } finally {
            Files.delete(stray);
        }
    }

    private static void fails(Outcome outcome, String key) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Fails.class,
                        fails -> assertThat(fails.messageKey()).isEqualTo(key));
    }

    private void store() throws IOException {
        vault.owners.add(address.owner());
        vault.sealer.sealDocument(address, new ByteArrayInputStream(new byte[100_000]), 1 << 20);
    }

    private Path file() {
        return vault.files.pathOf(vault.jdbc
                .sql("select file from vault.documents where row_id = ?")
                .param(address.row())
                .query(UUID.class)
                .single());
    }

    private void sql(String statement) {
        assertThat(vault.database
                        .ownerJdbc()
                        .sql(statement)
                        .param(address.row())
                        .update())
                .isEqualTo(1);
    }
}
