package io.equiveil.vault;

import static io.equiveil.vault.AVault.anAddress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equiveil.kernel.Address;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.SubjectId;
import io.equiveil.vault.KeyCustody.Destruction;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShreddingTests {

    private final AVault vault = new AVault();
    private final Address address = anAddress();

    @TempDir
    private Path folder;

    @Test
    void aLivingKeyIsNotDestroyed() {
        vault.seal(address, "name", "x");

        assertThat(destruction()).isInstanceOf(Destruction.NotDestroyed.class);
        assertThat(vault.custody.destruction(Owner.of(SubjectId.random()), RetentionGroup.LEAD))
                .isInstanceOf(Destruction.NotDestroyed.class);
    }

    @Test
    void destroyingWhatNeverWasFindsNothing() {
        assertThat(vault.transaction.<Object>execute(
                        _ -> vault.custody.destroyKeyForever(address.owner(), address.group())))
                .isEqualTo(java.util.Optional.empty());
    }

    @Test
    void destroyingTwiceGivesTheFirstMoment() {
        vault.seal(address, "name", "x");
        Instant first = destroy();
        vault.later(Duration.ofHours(1));

        assertThat(destroy()).isEqualTo(first);
    }

    @Test
    void aDestructionBelongsIntoATransaction() {
        assertThatThrownBy(() -> vault.custody.destroyKeyForever(address.owner(), address.group()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void untilItIsMeasuredADestructionIsOnlyClosed() {
        vault.seal(address, "name", "x");
        Instant closed = destroy();

        assertThat(destruction()).isEqualTo(new Destruction.Closed(closed, closed.plus(Duration.ofDays(30))));
    }

    @Test
    void aSweepLeavesNoTraceOfTheWrappedKeyInAnyFileOfTheDatabase() throws Exception {
        Address kept = anAddress();
        vault.seal(address, "name", "x");
        vault.seal(kept, "name", "y");
        byte[] wrapped = wrapped(address);
        checkpoint();
        assertThat(filesWith(wrapped)).as("before").isNotEmpty();
        Instant closed = destroy();
        checkpoint();
        assertThat(filesWith(wrapped)).as("destroyed, not yet swept").isNotEmpty();

        vault.custody.sweep();

        assertThat(filesWith(wrapped)).as("swept").isEmpty();
        assertThat(destruction())
                .isInstanceOfSatisfying(
                        Destruction.Unrecoverable.class,
                        done -> assertThat(done.closedAt()).isEqualTo(closed));
        assertThat(vault.read(kept, "name")).isEqualTo("y");
        assertThat(vault.open(address, "name")).isInstanceOf(Opener.Opened.KeyDestroyed.class);
    }

    @Test
    void aKeyOfWhichACopyMayExistIsNotCalledUnrecoverable() {
        vault.seal(address, "name", "x");
        vault.later(Duration.ofMinutes(1));
        Instant copyGone = vault.clock.instant().plus(Duration.ofDays(45));
        vault.custody.endCopyOfKeys(vault.custody.beginCopyOfKeys(copyGone));
        vault.later(Duration.ofMinutes(1));
        Instant closed = destroy();

        vault.custody.sweep();
        assertThat(destruction()).isEqualTo(new Destruction.Closed(closed, copyGone));

        vault.later(Duration.ofDays(46));
        vault.custody.sweep();
        assertThat(destruction()).isInstanceOf(Destruction.Unrecoverable.class);
    }

    @Test
    void aTraceThatIsStillOnDiskKeepsTheDestructionOpen() throws Exception {
        vault.seal(address, "name", "x");
        byte[] wrapped = wrapped(address);
        destroy();
        Path planted = dataDirectory().resolve("base").resolve("planted");
        Files.write(planted, wrapped);
        try {
            vault.custody.sweep();

            assertThat(destruction()).isInstanceOf(Destruction.Closed.class);
        } finally {
            Files.delete(planted);
        }
        vault.custody.sweep();
        assertThat(destruction()).isInstanceOf(Destruction.Unrecoverable.class);
    }

    @Test
    void aSweepRemovesWhatNobodyCanReadAnyMore() {
        vault.seal(address, "name", "x");
        destroy();

        vault.custody.sweep();

        assertThat(vault.jdbc
                        .sql("select count(*) from vault.sealed_values where row_id = ?")
                        .param(address.row())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void rotationWrapsEveryKeyAgainAndWhatIsSealedStaysAsItIs() {
        vault.seal(address, "name", "x");
        byte[] before = wrapped(address);

        int rewrapped = vault.custody.rotateKeyEncryptionKey();

        assertThat(rewrapped).isPositive();
        assertThat(wrapped(address)).isNotEqualTo(before);
        assertThat(vault.read(address, "name")).isEqualTo("x");
    }

    @Test
    void theFormsThatAKeyHadBeforeARotationAreSearchedForToo() throws Exception {
        vault.seal(address, "name", "x");
        byte[] before = wrapped(address);
        vault.custody.rotateKeyEncryptionKey();
        byte[] after = wrapped(address);
        destroy();
        Path planted = dataDirectory().resolve("base").resolve("planted");
        Files.write(planted, before);
        try {
            vault.custody.sweep();
            assertThat(destruction()).isInstanceOf(Destruction.Closed.class);
        } finally {
            Files.delete(planted);
        }
        vault.custody.sweep();

        assertThat(destruction()).isInstanceOf(Destruction.Unrecoverable.class);
        assertThat(filesWith(after)).isEmpty();
        assertThat(filesWith(before)).isEmpty();
    }

    @Test
    void aTraceCutByAPageOfTheLogIsFound() throws Exception {
        byte[] wrapped = vault.wrapping.wrap(
                vault.wrapping.freshSecret(), 1, new Randomness().uuid(), address.owner(), address.group());
        byte[] trace = KeyTraces.ofWrapped(wrapped);
        byte[] log = new byte[2 * 8192];
        // The last seven bytes of the first page, and on after the header of the second.
        int first = wrapped.length - 7;
        System.arraycopy(wrapped, 0, log, 8192 - first, first);
        System.arraycopy(wrapped, first, log, 8192 + 24, wrapped.length - first);
        Path wal = Files.createDirectories(folder.resolve("pg_wal"));
        Files.write(wal.resolve("000000010000000000000001"), log);

        assertThat(KeyTraces.below(folder, List.of(trace))).containsExactly(ByteBuffer.wrap(trace));
    }

    @Test
    void aTraceAcrossTheBlocksOfAScanIsFound() throws Exception {
        byte[] wrapped = vault.wrapping.wrap(
                vault.wrapping.freshSecret(), 1, new Randomness().uuid(), address.owner(), address.group());
        byte[] trace = KeyTraces.ofWrapped(wrapped);
        for (int offset :
                new int[] {0, (4 << 20) - 5 - wrapped.length + 16, (4 << 20) - wrapped.length + 3, 8_000_000}) {
            byte[] content = new byte[9 << 20];
            System.arraycopy(wrapped, 0, content, offset, wrapped.length);
            Path place = Files.createDirectories(folder.resolve("d" + offset));
            Files.write(place.resolve("file"), content);

            assertThat(KeyTraces.below(place, List.of(trace))).hasSize(1);
        }
        assertThat(KeyTraces.below(folder, List.of(new byte[16]))).isEmpty();
    }

    private Instant destroy() {
        return java.util.Objects.requireNonNull(vault.transaction.execute(_ -> vault.custody
                .destroyKeyForever(address.owner(), address.group())
                .orElseThrow()));
    }

    private Destruction destruction() {
        return vault.custody.destruction(address.owner(), address.group());
    }

    private byte[] wrapped(Address at) {
        return vault.jdbc
                .sql("select wrapped_sealed from vault.data_keys where owner_id = ? and retention_group = ?")
                .params(at.owner().id(), at.group().name())
                .query((row, _) -> row.getBytes(1))
                .single();
    }

    private void checkpoint() {
        vault.database.ownerJdbc().sql("checkpoint").update();
    }

    private Path dataDirectory() {
        return Path.of(vault.database
                .ownerJdbc()
                .sql("show data_directory")
                .query(String.class)
                .single());
    }

    /// Looks with other eyes than the sweep: for any 24 bytes out of the middle of the wrapped key, as text.
    private List<Path> filesWith(byte[] wrapped) throws Exception {
        String needle = HexFormat.of().formatHex(wrapped, 40, 64);
        try (var walk = Files.walk(dataDirectory())) {
            return walk.filter(Files::isRegularFile)
                    .filter(file -> {
                        try {
                            return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1)
                                    .contains(new String(
                                            HexFormat.of().parseHex(needle),
                                            java.nio.charset.StandardCharsets.ISO_8859_1));
                        } catch (java.io.IOException e) {
                            return false;
                        }
                    })
                    .toList();
        }
    }
}
