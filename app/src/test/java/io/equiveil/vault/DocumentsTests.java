package io.equiveil.vault;

import static io.equiveil.vault.AVault.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equiveil.kernel.Address;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.RecordType;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.SubjectId;
import io.equiveil.vault.Opener.Opened;
import io.equiveil.vault.Opener.TamperedStream;
import io.equiveil.vault.Sealer.StoredDocument;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DocumentsTests {

    private static final byte[] CONTENT = "合同全文 ".repeat(20_000).getBytes(StandardCharsets.UTF_8);

    private final AVault vault = new AVault();
    private final Address address = anAddress();

    @AfterEach
    void takeAway() {
        vault.takeAway();
    }

    @Test
    void aDocumentComesBackAsItWas() throws IOException {
        StoredDocument stored = store(address, CONTENT);

        assertThat(read(address)).isEqualTo(CONTENT);
        assertThat(stored.ciphertextHash()).matches("[0-9a-f]{64}");
        assertThat(stored.chunks()).isEqualTo(SealedStream.chunks(CONTENT.length));
        assertThat(vault.sealer.holds(address)).isTrue();
    }

    @Test
    void theFileSaysNeitherWhoseNorWhatItIs() throws IOException {
        store(address, CONTENT);

        Path file = fileOf(address);

        assertThat(file.toString())
                .doesNotContain(address.row().toString())
                .doesNotContain(address.owner().id().toString());
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)).doesNotContain("合同");
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    }

    @Test
    void aFileExchangedWithAnotherDocumentsIsFound() throws IOException {
        Address other = new Address(
                address.owner(), address.group(), address.record(), UUID.randomUUID(), address.informationClass());
        store(address, CONTENT);
        store(other, CONTENT);
        Files.write(fileOf(address), Files.readAllBytes(fileOf(other)));

        assertThatThrownBy(() -> read(address)).isInstanceOf(TamperedStream.class);
    }

    @Test
    void aRowThatPointsToAnotherFileOrCarriesAnotherKeyIsFound() throws IOException {
        Address other = new Address(
                address.owner(), address.group(), address.record(), UUID.randomUUID(), address.informationClass());
        store(address, CONTENT);
        store(other, CONTENT);
        sql(
                "update vault.documents t set file_key_sealed = s.file_key_sealed from vault.documents s"
                        + " where t.row_id = ? and s.row_id = ?",
                address.row(),
                other.row());

        assertThat(open(address)).isInstanceOf(Opened.Tampered.class);

        sql("update vault.documents set file = gen_random_uuid() where row_id = ?", other.row());
        assertThat(open(other)).isInstanceOf(Opened.Tampered.class);
    }

    @Test
    void aMissingFileIsFound() throws IOException {
        store(address, CONTENT);
        Files.delete(fileOf(address));

        assertThat(open(address)).isInstanceOf(Opened.Tampered.class);
    }

    @Test
    void aDestroyedKeyOpensNoDocument() throws IOException {
        store(address, CONTENT);

        vault.transaction.executeWithoutResult(_ -> vault.custody.destroyKeyForever(address.owner(), address.group()));

        assertThat(open(address)).isInstanceOf(Opened.KeyDestroyed.class);
        assertThatThrownBy(() -> store(address, CONTENT)).isInstanceOf(Sealer.KeyDestroyed.class);
    }

    @Test
    void nothingIsKeptOfADocumentThatIsTooLargeOrBreaksOff() throws IOException {
        List<Path> before = files();

        assertThatThrownBy(() -> vault.sealer.sealDocument(address, new ByteArrayInputStream(CONTENT), 1000))
                .isInstanceOf(Sealer.DocumentTooLarge.class);
        assertThatThrownBy(() -> vault.sealer.sealDocument(address, new BreaksOff(), 1 << 30))
                .isInstanceOf(IOException.class)
                .hasMessage("line cut");

        assertThat(files()).isEqualTo(before);
        assertThat(open(address)).isInstanceOf(Opened.Absent.class);
    }

    @Test
    void nothingIsKeptWhenTheCallersTransactionIsRolledBack() throws IOException {
        List<Path> before = files();

        vault.transaction.executeWithoutResult(status -> {
            store(address, CONTENT);
            status.setRollbackOnly();
        });

        assertThat(files()).isEqualTo(before);
        assertThat(open(address)).isInstanceOf(Opened.Absent.class);
    }

    @Test
    void aReplacedOrRemovedDocumentLeavesNoFile() throws IOException {
        List<Path> before = files();
        store(address, CONTENT);
        store(address, new byte[] {1, 2, 3});
        assertThat(read(address)).containsExactly(1, 2, 3);
        assertThat(files()).hasSize(before.size() + 1);

        vault.transaction.executeWithoutResult(_ -> vault.sealer.remove(address));

        assertThat(files()).isEqualTo(before);
    }

    @Test
    void aFileThatNoRowNamesIsRemovedADayLater() throws IOException {
        store(address, CONTENT);
        Path orphan = vault.files.pathOf(UUID.randomUUID());
        Path draft = orphan.resolveSibling(orphan.getFileName() + DocumentFiles.DRAFT_SUFFIX);
        Files.createDirectories(java.util.Objects.requireNonNull(orphan.getParent()));
        Files.write(orphan, Files.readAllBytes(fileOf(address)));
        Files.write(draft, new byte[0]);
        Housekeeping early = housekeeping(Duration.ofHours(23));
        Housekeeping late = housekeeping(Duration.ofHours(25));

        early.removeOrphans();
        assertThat(orphan).exists();
        late.removeOrphans();

        assertThat(orphan).doesNotExist();
        assertThat(draft).doesNotExist();
        assertThat(read(address)).isEqualTo(CONTENT);
    }

    private Housekeeping housekeeping(Duration fromNow) {
        Clock then = Clock.offset(Clock.systemUTC(), fromNow);
        return new Housekeeping(vault.shredder, vault.files, vault.jdbc, then, Duration.ofMinutes(10));
    }

    private StoredDocument store(Address at, byte[] content) {
        vault.owners.add(at.owner());
        try {
            return vault.sealer.sealDocument(at, new ByteArrayInputStream(content), 1 << 30);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Opened open(Address at) {
        return java.util.Objects.requireNonNull(
                vault.opener.open(vault.warrant(document(at))).get(at));
    }

    private byte[] read(Address at) throws IOException {
        if (open(at) instanceof Opened.Stream(InputStream content)) {
            try (content) {
                return content.readAllBytes();
            }
        }
        throw new AssertionError("not opened");
    }

    private Path fileOf(Address at) {
        return vault.files.pathOf(vault.jdbc
                .sql("select file from vault.documents where row_id = ?")
                .param(at.row())
                .query(UUID.class)
                .single());
    }

    private List<Path> files() throws IOException {
        return vault.files.all().stream().sorted().toList();
    }

    private void sql(String statement, Object... parameters) {
        assertThat(vault.database.ownerJdbc().sql(statement).params(parameters).update())
                .isEqualTo(1);
    }

    private static Address anAddress() {
        return new Address(
                Owner.of(SubjectId.random()),
                RetentionGroup.DOCUMENTS,
                new RecordType("dataroom.document"),
                UUID.randomUUID(),
                InformationClass.DOCUMENT);
    }

    private static final class BreaksOff extends InputStream {
        private int given;

        @Override
        public int read() throws IOException {
            if (given++ > 100_000) {
                throw new IOException("line cut");
            }
            return 1;
        }
    }
}
