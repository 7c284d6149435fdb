package io.equiveil.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootKeyFileTests {

    @TempDir
    Path folder;

    private Path file;
    private RootKey made;

    @BeforeEach
    void make() throws Exception {
        file = folder.resolve("root.key");
        made = RootKeyFile.openOrCreate(file, "正确的口令 é".toCharArray());
    }

    @Test
    void opensAgainWithTheSamePassphraseHoweverTheKeyboardComposesIt() throws Exception {
        RootKey again = RootKeyFile.openOrCreate(file, "正确的口令 e\u0301".toCharArray());

        assertThat(again.derive("x", 32)).isEqualTo(made.derive("x", 32));
        assertThat(Files.size(file)).isEqualTo(90);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(folder.toFile().list()).containsExactly("root.key");
    }

    @Test
    void aKeyFromPaperTakesItsPlaceOnlyWhereTheMarkSaysThatItBelongs() throws Exception {
        RootKey stranger = RootKeyFile.openOrCreate(folder.resolve("other.key"), "another house".toCharArray());
        assertThat(RootKeyCheck.fits(file, made))
                .as("without a mark nothing tells")
                .isFalse();

        RootKeyCheck.leave(file, made);
        RootKeyCheck.leave(file, stranger);

        assertThat(RootKeyCheck.fits(file, made)).isTrue();
        assertThat(RootKeyCheck.fits(file, stranger)).isFalse();
        assertThat(RootKeyCheck.fits(folder.resolve("lost.key"), made))
                .as("where both are lost there is nothing to lose")
                .isTrue();
    }

    @Test
    void refusesAnotherPassphrase() {
        assertThatThrownBy(() -> RootKeyFile.openOrCreate(file, "正确的口令 e".toCharArray()))
                .isInstanceOf(RootKeyFile.WrongPassphrase.class);
    }

    @Test
    void refusesAFileWithAnyBitFlippedAfterItsVersion() throws Exception {
        byte[] content = Files.readAllBytes(file);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 8; round++) {
            // Cost fields are bounded before any work is done; salt, nonce and key fail by the tag.
            int at = 5 + random.nextInt(content.length - 5);
            byte[] changed = content.clone();
            changed[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, changed);

            assertThatThrownBy(() -> RootKeyFile.openOrCreate(file, "正确的口令 é".toCharArray()))
                    .as("seed %s, byte %s", seed, at)
                    .isInstanceOf(RootKeyFile.WrongPassphrase.class);
        }
    }

    @Test
    void doesNotLetAHostileFileFillTheMemory() throws Exception {
        byte[] content = Files.readAllBytes(file);
        ByteBuffer.wrap(content).putInt(5, Integer.MAX_VALUE);
        Files.write(file, content);

        assertThatThrownBy(() -> RootKeyFile.openOrCreate(file, "x".toCharArray()))
                .isInstanceOf(RootKeyFile.WrongPassphrase.class);
    }

    @Test
    void saysWhenItIsNoRootKeyFileAtAll() throws Exception {
        Files.writeString(file, "a letter");

        assertThatThrownBy(() -> RootKeyFile.openOrCreate(file, "x".toCharArray()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void changesThePassphraseAndKeepsTheKey() throws Exception {
        RootKeyFile.changePassphrase(file, "正确的口令 é".toCharArray(), "a new one".toCharArray());

        assertThat(RootKeyFile.openOrCreate(file, "a new one".toCharArray()).derive("x", 32))
                .isEqualTo(made.derive("x", 32));
        assertThatThrownBy(() -> RootKeyFile.openOrCreate(file, "正确的口令 é".toCharArray()))
                .isInstanceOf(RootKeyFile.WrongPassphrase.class);
    }

    @Test
    void derivesAnotherKeyForEachPurposeAndDoesNotPrintItself() {
        assertThat(made.derive("a", 32)).isNotEqualTo(made.derive("b", 32));
        assertThat(made.derive("a", 64)).startsWith(made.derive("a", 32));
        assertThat(made.toString()).isEqualTo("RootKey[hidden]");
    }
}
