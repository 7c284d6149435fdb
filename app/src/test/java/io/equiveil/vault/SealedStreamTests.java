package io.equiveil.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equiveil.vault.Opener.TamperedStream;
import io.equiveil.vault.Sealer.DocumentTooLarge;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedStreamTests {

    private static final int CHUNK = SealedStream.CHUNK;
    private static final int STORED_CHUNK = CHUNK + 16;
    private static final int HEADER = SealedStream.HEADER;

    private final CipherPool ciphers = new CipherPool();
    private final byte[] fileKey = new Randomness().bytes(32);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4095, 4096, 4097, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 1, 900_001})
    void everyLengthComesBackAsItWas(int length) throws Exception {
        byte[] content = random(length);

        Path file = write(content);

        assertThat(read(file, length)).isEqualTo(content);
        assertThat(Files.size(file)).isEqualTo(SealedStream.fileLength(length));
    }

    @Test
    void theReportedHashIsThatOfTheFile() throws Exception {
        Path file = folder.resolve("f");
        SealedStream.Written written = write(file, new ByteArrayInputStream(random(200_000)), 1 << 20);

        assertThat(written.hash())
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        assertThat(written.chunks()).isEqualTo(SealedStream.chunks(200_000));
    }

    @Test
    void lengthsAreStoredAsBucketsThatAddAtMostAnEighth() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            long length = random.nextLong(1, 1L << 40);
            long padded = LengthBuckets.ofDocument(length);
            assertThat(padded).isGreaterThanOrEqualTo(length).isLessThan(length + 4096 + length / 8);
            assertThat(LengthBuckets.ofDocument(padded)).isEqualTo(padded);
        }
        assertThat(SealedStream.fileLength(70_000)).isEqualTo(SealedStream.fileLength(73_000));
    }

    @Test
    void anyFlippedByteOfAFileIsFound() throws Exception {
        byte[] content = random(3 * CHUNK + 5);
        byte[] stored = Files.readAllBytes(write(content));
        Random random = new Random(2);
        for (int i = 0; i < 300; i++) {
            int position = i < HEADER ? i : random.nextInt(stored.length);
            byte[] altered = stored.clone();
            altered[position] ^= (byte) (1 << random.nextInt(8));

            assertThatThrownBy(() -> read(put(altered), content.length))
                    .as("byte %d", position)
                    .isInstanceOf(TamperedStream.class);
        }
    }

    @Test
    void aTruncatedStreamIsFoundWhereverItIsCut() throws Exception {
        byte[] content = random(3 * CHUNK);
        byte[] stored = Files.readAllBytes(write(content));
        for (int length :
                new int[] {0, HEADER - 1, HEADER, HEADER + STORED_CHUNK, HEADER + 2 * STORED_CHUNK, stored.length - 1
                }) {
            assertThatThrownBy(() -> read(put(Arrays.copyOf(stored, length)), content.length))
                    .isInstanceOf(TamperedStream.class);
        }
    }

    @Test
    void aStreamCutAtAChunkIsFoundEvenIfItsLengthIsBelievedToBeShorter() throws Exception {
        byte[] stored = Files.readAllBytes(write(random(2 * CHUNK)));

        assertThatThrownBy(() -> read(put(Arrays.copyOf(stored, HEADER + STORED_CHUNK)), CHUNK))
                .isInstanceOf(TamperedStream.class);
    }

    @Test
    void aLongerStreamIsFound() throws Exception {
        byte[] stored = Files.readAllBytes(write(random(CHUNK)));

        assertThatThrownBy(() -> read(put(Arrays.copyOf(stored, stored.length + 1)), CHUNK))
                .isInstanceOf(TamperedStream.class);
    }

    @Test
    void exchangedChunksAreFound() throws Exception {
        byte[] stored = Files.readAllBytes(write(random(4 * CHUNK)));
        byte[] first = Arrays.copyOfRange(stored, HEADER, HEADER + STORED_CHUNK);
        System.arraycopy(stored, HEADER + STORED_CHUNK, stored, HEADER, STORED_CHUNK);
        System.arraycopy(first, 0, stored, HEADER + STORED_CHUNK, STORED_CHUNK);

        assertThatThrownBy(() -> read(put(stored), 4 * CHUNK))
                .isInstanceOf(TamperedStream.class)
                .hasMessageContaining("chunk 0");
    }

    @Test
    void aChunkFromAnotherFileUnderTheSameKeyIsFound() throws Exception {
        byte[] one = Files.readAllBytes(write(random(4 * CHUNK)));
        byte[] two = Files.readAllBytes(write(random(4 * CHUNK)));
        System.arraycopy(two, HEADER + STORED_CHUNK, one, HEADER + STORED_CHUNK, STORED_CHUNK);

        assertThatThrownBy(() -> read(put(one), 4 * CHUNK))
                .isInstanceOf(TamperedStream.class)
                .hasMessageContaining("chunk 1");
    }

    @Test
    void aWholeFileUnderAnotherKeyIsFound() throws Exception {
        Path file = folder.resolve("other");
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            SealedStream.write(
                    new ByteArrayInputStream(random(100)),
                    1000,
                    out,
                    new Randomness().bytes(32),
                    new Randomness().bytes(7),
                    ciphers);
        }

        assertThatThrownBy(() -> read(file, 100)).isInstanceOf(TamperedStream.class);
    }

    @Test
    void nothingOfABrokenChunkIsGivenOut() throws Exception {
        byte[] content = random(3 * CHUNK);
        byte[] stored = Files.readAllBytes(write(content));
        stored[HEADER + STORED_CHUNK + 100] ^= 1;
        byte[] given = new byte[content.length];
        int count = 0;
        try (InputStream in = open(put(stored), content.length)) {
            while (true) {
                count += in.read(given, count, 1000);
            }
        } catch (TamperedStream e) {
            assertThat(count).isEqualTo(CHUNK);
        }
    }

    @Test
    void aDocumentLongerThanAllowedIsRefused() {
        assertThatThrownBy(() -> write(folder.resolve("big"), new ByteArrayInputStream(random(1001)), 1000))
                .isInstanceOf(DocumentTooLarge.class);
    }

    @Test
    void memoryStaysFlatForALargeDocument() throws Exception {
        long length = 256L * 1024 * 1024;
        Path file = folder.resolve("large");
        System.gc();
        long before = used();
        Peak peak = new Peak(before);

        write(file, new Endless(length, peak), length);
        try (InputStream in = open(file, length)) {
            byte[] buffer = new byte[CHUNK];
            long count = 0;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                count += n;
                if (count % (64L * 1024 * 1024) < n) {
                    peak.look();
                }
            }
            assertThat(count).isEqualTo(length);
        }

        assertThat(peak.most - before).as("bytes on the heap beyond the start").isLessThan(48L * 1024 * 1024);
    }

    private static final class Peak {
        private long most;

        private Peak(long now) {
            most = now;
        }

        private void look() {
            System.gc();
            most = Math.max(most, used());
        }
    }

    /// So many bytes without keeping them.
    private static final class Endless extends InputStream {
        private long left;
        private final Peak peak;

        private Endless(long length, Peak peak) {
            this.left = length;
            this.peak = peak;
        }

        @Override
        public int read() {
            return left-- > 0 ? 1 : -1;
        }

        @Override
        public int read(byte[] target, int from, int count) {
            if (left <= 0) {
                return -1;
            }
            int given = (int) Math.min(count, left);
            Arrays.fill(target, from, from + given, (byte) left);
            left -= given;
            if (left % (64L * 1024 * 1024) < given) {
                peak.look();
            }
            return given;
        }
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private Path write(byte[] content) throws IOException {
        Path file = Files.createTempFile(folder, "stream", "");
        write(file, new ByteArrayInputStream(content), content.length);
        return file;
    }

    private SealedStream.Written write(Path file, InputStream content, long limit) throws IOException {
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            return SealedStream.write(content, limit, out, fileKey, new Randomness().bytes(7), ciphers);
        }
    }

    private Path put(byte[] stored) throws IOException {
        return Files.write(Files.createTempFile(folder, "altered", ""), stored);
    }

    private InputStream open(Path file, long length) throws IOException {
        return SealedStream.read(FileChannel.open(file, StandardOpenOption.READ), fileKey, length, ciphers);
    }

    private byte[] read(Path file, long length) throws IOException {
        try (InputStream in = open(file, length)) {
            return in.readAllBytes();
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
