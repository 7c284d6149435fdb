package io.equiveil.vault;

import io.equiveil.vault.Opener.TamperedStream;
import io.equiveil.vault.Sealer.DocumentTooLarge;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// A document as an encrypted stream, format 1 (`docs/spec/sealed-stream.md`): the STREAM construction of
/// Hoang, Reyhanitabar, Rogaway and Vizár over AES-256-GCM.
///
/// ```
/// 4  "EVST"
/// 1  format      1
/// 1  suite
/// 16 commitment to the file key
/// 7  nonce prefix
///    then chunks of 64 KiB of content and a 16-byte tag each; the last one may be shorter
/// ```
///
/// Nonce of a chunk: prefix (7), index of the chunk from 0 (4, big-endian), 1 for the last chunk, else 0 (1).
/// Associated data of each chunk: the header. Behind the content there are zeros up to a bucket; the true
/// length is sealed with the file key.
final class SealedStream {

    static final int CHUNK = 64 * 1024;
    static final byte[] MAGIC = {'E', 'V', 'S', 'T'};
    static final int HEADER = 4 + 1 + 1 + SealedGroups.COMMITMENT_BYTES + 7;

    private static final byte FORMAT = 1;
    private static final int PREFIX = 7;

    private SealedStream() {}

    /// What was written.
    ///
    /// @param length bytes of content, without padding
    record Written(long length, int chunks, byte[] hash) {
        String hashHex() {
            return HexFormat.of().formatHex(hash);
        }
    }

    /// Bytes of a file with so much content.
    static long fileLength(long contentLength) {
        long padded = LengthBuckets.ofDocument(contentLength);
        return HEADER + padded + (long) Suite.TAG_BYTES * chunks(contentLength);
    }

    static int chunks(long contentLength) {
        return Math.toIntExact((LengthBuckets.ofDocument(contentLength) + CHUNK - 1) / CHUNK);
    }

    /// Encrypts a stream to its end.
    ///
    /// @throws DocumentTooLarge after `limit` bytes
    static Written write(
            InputStream content, long limit, FileChannel out, byte[] fileKey, byte[] prefix, CipherPool ciphers)
            throws IOException {
        return new Writer(out, fileKey, prefix, ciphers).write(content, limit);
    }

    private static byte[] header(byte[] fileKey, byte[] prefix) {
        return ByteBuffer.allocate(HEADER)
                .put(MAGIC)
                .put(FORMAT)
                .put(Suite.AES_256_GCM.code())
                .put(Hkdf.commitment(fileKey, "file key v1/commitment"))
                .put(prefix)
                .array();
    }

    private static byte[] nonce(byte[] prefix, int index, boolean last) {
        return ByteBuffer.allocate(Suite.NONCE_BYTES)
                .put(prefix)
                .putInt(index)
                .put((byte) (last ? 1 : 0))
                .array();
    }

    private static final class Writer {
        private final FileChannel out;
        private final WipeableKey key;
        private final byte[] prefix;
        private final byte[] header;
        private final CipherPool ciphers;
        private final MessageDigest digest;
        private int index;

        private Writer(FileChannel out, byte[] fileKey, byte[] prefix, CipherPool ciphers) {
            this.out = out;
            this.key = Hkdf.cipherKey(fileKey, "file key v1/chunks");
            this.prefix = prefix;
            this.header = header(fileKey, prefix);
            this.ciphers = ciphers;
            this.digest = sha256();
        }

        private Written write(InputStream content, long limit) throws IOException {
            byte[] current = new byte[CHUNK];
            byte[] next = new byte[CHUNK];
            try {
                put(header);
                int filled = content.readNBytes(current, 0, CHUNK);
                long length = checked(filled, limit);
                // One chunk is held back until it is known whether something follows it.
                while (filled == CHUNK) {
                    int following = content.readNBytes(next, 0, CHUNK);
                    if (following == 0) {
                        break;
                    }
                    length = checked(length + following, limit);
                    put(current, CHUNK, false);
                    byte[] free = current;
                    current = next;
                    next = free;
                    filled = following;
                }
                finish(current, filled, LengthBuckets.ofDocument(length));
                return new Written(length, index, digest.digest());
            } finally {
                Arrays.fill(current, (byte) 0);
                Arrays.fill(next, (byte) 0);
                key.destroy();
            }
        }

        private static long checked(long length, long limit) throws DocumentTooLarge {
            if (length > limit) {
                throw new DocumentTooLarge(limit);
            }
            return length;
        }

        /// The last content, then zeros.
        private void finish(byte[] chunk, int filled, long padded) throws IOException {
            Arrays.fill(chunk, filled, CHUNK, (byte) 0);
            long remaining = padded - (long) index * CHUNK;
            while (remaining > 0) {
                int size = (int) Math.min(CHUNK, remaining);
                remaining -= size;
                put(chunk, size, remaining == 0);
                Arrays.fill(chunk, (byte) 0);
            }
        }

        private void put(byte[] chunk, int length, boolean last) throws IOException {
            put(ciphers.seal(key, nonce(prefix, index, last), header, chunk, length));
            index++;
        }

        private void put(byte[] bytes) throws IOException {
            digest.update(bytes);
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
        }
    }

    /// Reads a stream; every chunk is verified before a byte of it is given out.
    ///
    /// @param length bytes of content, from where the file key was sealed
    static InputStream read(FileChannel in, byte[] fileKey, long length, CipherPool ciphers) {
        return new Reader(in, fileKey, length, ciphers);
    }

    /// Whether a file begins as one of ours.
    static boolean looksLikeOurs(byte[] start) {
        return start.length >= HEADER
                && Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
                && start[MAGIC.length] == FORMAT
                && Suite.of(start[MAGIC.length + 1]).isPresent();
    }

    private static final class Reader extends InputStream {
        private final FileChannel in;
        private final WipeableKey key;
        private final byte[] commitment;
        private final CipherPool ciphers;
        private final long length;
        private final int chunks;
        private byte[] header = new byte[0];
        private byte[] chunk = new byte[0];
        private int offset;
        private int index;
        private long given;

        private Reader(FileChannel in, byte[] fileKey, long length, CipherPool ciphers) {
            this.in = in;
            this.key = Hkdf.cipherKey(fileKey, "file key v1/chunks");
            this.commitment = Hkdf.commitment(fileKey, "file key v1/commitment");
            this.length = length;
            this.chunks = chunks(length);
            this.ciphers = ciphers;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int from, int count) throws IOException {
            java.util.Objects.checkFromIndexSize(from, count, target.length);
            if (count == 0) {
                return 0;
            }
            while (offset == chunk.length) {
                if (index == chunks) {
                    return -1;
                }
                next();
            }
            long content = Math.min(length - given, chunk.length - offset);
            if (content == 0) {
                requireZeros();
                return read(target, from, count);
            }
            int copied = (int) Math.min(count, content);
            System.arraycopy(chunk, offset, target, from, copied);
            offset += copied;
            given += copied;
            return copied;
        }

        private void requireZeros() throws TamperedStream {
            while (offset < chunk.length) {
                if (chunk[offset++] != 0) {
                    throw new TamperedStream("content behind the end");
                }
            }
        }

        private void next() throws IOException {
            if (index == 0) {
                begin();
            }
            boolean last = index == chunks - 1;
            long padded = LengthBuckets.ofDocument(length);
            int size = last ? (int) (padded - (long) index * CHUNK) : CHUNK;
            byte[] sealed = exactly(size + Suite.TAG_BYTES);
            byte[] prefix = Arrays.copyOfRange(header, HEADER - PREFIX, HEADER);
            byte[] opened = ciphers.open(key, nonce(prefix, index, last), header, sealed, 0, sealed.length);
            if (opened == null) {
                throw new TamperedStream("chunk " + index + " of " + chunks);
            }
            Arrays.fill(chunk, (byte) 0);
            chunk = opened;
            offset = 0;
            index++;
        }

        private void begin() throws IOException {
            if (in.size() != fileLength(length)) {
                throw new TamperedStream("length of the file");
            }
            header = exactly(HEADER);
            byte[] found = Arrays.copyOfRange(header, MAGIC.length + 2, HEADER - PREFIX);
            if (!looksLikeOurs(header) || !MessageDigest.isEqual(found, commitment)) {
                throw new TamperedStream("header");
            }
        }

        private byte[] exactly(int count) throws IOException {
            ByteBuffer buffer = ByteBuffer.allocate(count);
            while (buffer.hasRemaining()) {
                if (in.read(buffer) < 0) {
                    throw new TamperedStream("cut off in chunk " + index + " of " + chunks);
                }
            }
            return buffer.array();
        }

        @Override
        public void close() throws IOException {
            key.destroy();
            Arrays.fill(chunk, (byte) 0);
            chunk = new byte[0];
            offset = 0;
            index = chunks;
            in.close();
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
