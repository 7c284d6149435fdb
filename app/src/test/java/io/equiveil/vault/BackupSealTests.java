package io.equiveil.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is sealed as a backup comes out whole, under its own name and root key, or not at all.
class BackupSealTests {

    private static final int CHUNK = 64 * 1024;

    private final BackupSeal seal = BackupSeal.of(new RootKey(new byte[32]));

    @ParameterizedTest(name = "{0} bytes")
    @ValueSource(ints = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 17})
    void everyLengthComesBack(int length) throws Exception {
        byte[] content = random(length);

        byte[] sealed = sealed("data/a.evb", content);

        assertThat(opened("data/a.evb", sealed)).isEqualTo(content);
        assertThat(sealed.length).isEqualTo(61 + length + 16 * Math.max(1, (length + CHUNK - 1) / CHUNK));
    }

    @Test
    void anyFlippedBitAndAnyLengthButItsOwnIsRefused() throws Exception {
        byte[] content = random(2 * CHUNK + 100);
        byte[] sealed = sealed("data/a.evb", content);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            byte[] changed = sealed.clone();
            changed[i < 61 ? i : random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            assertThatThrownBy(() -> opened("data/a.evb", changed))
                    .as("seed %d, round %d", seed, i)
                    .isInstanceOf(IOException.class);
        }
        for (int cut : new int[] {1, 16, 100, CHUNK, CHUNK + 116, sealed.length - 61, sealed.length}) {
            assertThatThrownBy(() -> opened("data/a.evb", Arrays.copyOf(sealed, sealed.length - cut)))
                    .as("cut by %d", cut)
                    .isInstanceOf(BackupSeal.Damaged.class);
        }
        assertThatThrownBy(() -> opened("data/a.evb", Arrays.copyOf(sealed, sealed.length + 1)))
                .isInstanceOf(BackupSeal.Damaged.class);
    }

    @Test
    void itOpensUnderNoOtherNameAndNoOtherRootKey() throws Exception {
        byte[] sealed = sealed("data/a.evb", random(10));

        assertThatThrownBy(() -> opened("keys/a.evb", sealed)).isInstanceOf(BackupSeal.Damaged.class);
        byte[] other = new byte[32];
        other[0] = 1;
        assertThatThrownBy(() -> BackupSeal.of(new RootKey(other)).open("data/a.evb", new ByteArrayInputStream(sealed)))
                .isInstanceOfSatisfying(
                        BackupSeal.Damaged.class,
                        damaged -> assertThat(damaged.isForeign()).isTrue());
    }

    @Test
    void twoSealingsOfTheSameContentHaveNothingInCommon() throws Exception {
        byte[] content = new byte[1000];

        byte[] one = sealed("a", content);
        byte[] two = sealed("a", content);

        assertThat(Arrays.copyOfRange(one, 6, one.length)).isNotEqualTo(Arrays.copyOfRange(two, 6, two.length));
    }

    @Test
    void aNewerFormatIsNamed() throws Exception {
        byte[] sealed = sealed("a", new byte[10]);
        sealed[4] = 2;

        assertThatThrownBy(() -> opened("a", sealed)).isInstanceOf(BackupSeal.NewerFormat.class);
    }

    private byte[] sealed(String name, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = seal.seal(name, bytes)) {
            int half = content.length / 3;
            out.write(content, 0, half);
            out.write(content, half, content.length - half);
        }
        return bytes.toByteArray();
    }

    private byte[] opened(String name, byte[] sealed) throws IOException {
        try (InputStream in = seal.open(name, new ByteArrayInputStream(sealed))) {
            return in.readAllBytes();
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
