package io.equiveil.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equiveil.vault.BackupSeal;
import io.equiveil.vault.RootKeyFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The archive only grows, survives a power cut in the middle of a frame, and shows what was taken out of it.
class ArchiveChainTests {

    @TempDir
    Path folder;

    private BackupSeal seal;

    @BeforeEach
    void makeAKey() throws Exception {
        Path key = Files.createTempDirectory("archive").resolve("root.key");
        seal = BackupSeal.of(RootKeyFile.openOrCreate(key, "a passphrase for tests".toCharArray()));
    }

    @Test
    void framesComeBackInOrderOverSeveralStarts() throws Exception {
        append("one", "two");
        append("three");

        assertThat(read()).containsExactly("one", "two", "three");
        assertThat(Files.list(folder)).hasSize(2);
        try (ArchiveChain chain = chain()) {
            List<String> last = new ArrayList<>();
            chain.readLast(content -> last.add(new String(content)));
            assertThat(last).containsExactly("three");
            assertThat(chain.length()).isEqualTo(3);
        }
    }

    @Test
    void aFrameThatWasBeingWrittenWhenThePowerWentIsNotThereAndNothingElseIsLost() throws Exception {
        append("one", "two");
        Path file = onlyFile();
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 5));

        append("two again", "three");

        assertThat(read()).containsExactly("one", "two again", "three");
    }

    @Test
    void aFileWithNoWholeFrameMakesRoom() throws Exception {
        append("one");
        append("two");
        Path second = folder.resolve("000000000001.eva");
        Files.write(second, java.util.Arrays.copyOf(Files.readAllBytes(second), 50));

        append("two again");

        assertThat(read()).containsExactly("one", "two again");
    }

    @Test
    void aMissingFileIsNoticed() throws Exception {
        append("one");
        append("two");
        append("three");
        Files.delete(folder.resolve("000000000001.eva"));

        assertThatThrownBy(this::read)
                .isInstanceOfSatisfying(
                        BackupFault.Found.class, e -> assertThat(e.fault()).isEqualTo(BackupFault.ARCHIVE_DAMAGED));
    }

    @Test
    void aChangedFrameIsNoticed() throws Exception {
        append("one", "two");
        append("three");
        Path first = folder.resolve("000000000000.eva");
        byte[] bytes = Files.readAllBytes(first);
        bytes[bytes.length - 20] ^= 1;
        Files.write(first, bytes);

        assertThatThrownBy(this::read).isInstanceOf(BackupFault.Found.class);
    }

    @Test
    void framesOfAnotherChainDoNotOpen() throws Exception {
        append("one");

        try (ArchiveChain other = new ArchiveChain(folder, seal, "other")) {
            List<String> found = new ArrayList<>();
            other.readAll(content -> found.add(new String(content)));
            assertThat(found).isEmpty();
        }
    }

    private ArchiveChain chain() {
        return new ArchiveChain(folder, seal, "test");
    }

    private void append(String... contents) throws Exception {
        try (ArchiveChain chain = chain()) {
            chain.readLast(_ -> {});
            for (String content : contents) {
                chain.append(content.getBytes());
            }
        }
    }

    private List<String> read() throws Exception {
        List<String> contents = new ArrayList<>();
        try (ArchiveChain chain = chain()) {
            chain.readAll(content -> contents.add(new String(content)));
        }
        return contents;
    }

    private Path onlyFile() throws Exception {
        return Files.list(folder).findFirst().orElseThrow();
    }
}
