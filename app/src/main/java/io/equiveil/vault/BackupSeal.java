package io.equiveil.vault;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Seals what leaves the house as a backup, as a stream of unknown length, format 1 (`docs/spec/backup.md`): the same
/// construction as a document (STREAM over AES-256-GCM), under a key of its own for each file.
///
/// ```
/// 4  "EVBK"
/// 1  format      1
/// 1  suite
/// 32 salt        makes the file's key out of the backup key, which descends from the root key
/// 16 commitment to the file's key
/// 7  nonce prefix
///    then chunks of 64 KiB of content and a 16-byte tag each; the last one may be shorter
/// ```
///
/// Nonce of a chunk: prefix (7), index from 0 (4), 1 for the last chunk, else 0 (1). Associated data: the
/// header and the name of the file, so that no file can be passed off as another.
///
/// Guarantees: whoever has neither the root key nor its passphrase reads nothing and can make nothing that opens.
/// Does not hide how long the content is.
public final class BackupSeal {

    private static final byte[] MAGIC = {'E', 'V', 'B', 'K'};
    private static final byte FORMAT = 1;
    private static final int SALT = 32;
    private static final int PREFIX = 7;
    private static final int CHUNK = 64 * 1024;
    private static final int HEADER = 4 + 1 + 1 + SALT + SealedGroups.COMMITMENT_BYTES + PREFIX;
    private static final String FRAME = "backup archive";

    private final MacKey backupKey;
    private final HouseSeal frames;
    private final CipherPool ciphers = new CipherPool();
    private final Randomness randomness = new Randomness();

    private BackupSeal(RootKey rootKey) {
        this.backupKey = new MacKey(rootKey.derive("backup key v1", 32));
        this.frames = new HouseSeal(new HouseKeys(rootKey));
    }

    /// Seals and opens backups of the installation whose root key this is.
    public static BackupSeal of(RootKey rootKey) {
        return new BackupSeal(rootKey);
    }

    /// What is read is not what was written: changed, cut off, exchanged, or not ours at all.
    public static final class Damaged extends IOException {

        private final boolean foreign;

        Damaged(String what, boolean foreign) {
            super(what);
            this.foreign = foreign;
        }

        /// Whether it may be whole but belongs to another root key.
        public boolean isForeign() {
            return foreign;
        }
    }

    /// It was written in a format that this program does not know.
    public static final class NewerFormat extends IOException {
        NewerFormat() {
            super("a backup of a newer format");
        }
    }

    /// Seals everything that is written, until the stream is closed.
    ///
    /// @param name of the file; it opens under no other
    /// @param out closed with the result
    public OutputStream seal(String name, OutputStream out) throws IOException {
        byte[] salt = randomness.bytes(SALT);
        byte[] header = ByteBuffer.allocate(HEADER)
                .put(MAGIC)
                .put(FORMAT)
                .put(Suite.AES_256_GCM.code())
                .put(salt)
                .put(commitment(salt))
                .put(randomness.bytes(PREFIX))
                .array();
        out.write(header);
        return new Sealing(out, header, associatedData(header, name), key(salt));
    }

    /// Opens what was sealed under this name. Nothing of a chunk is given out before its tag was checked, and the end
    /// only after the last chunk said that it is the last.
    ///
    /// @param in closed with the result
    /// @throws Damaged now or while reading
    /// @throws NewerFormat if a later program wrote it
    public InputStream open(String name, InputStream in) throws IOException {
        byte[] header = in.readNBytes(HEADER);
        if (header.length < HEADER || !Arrays.equals(header, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new Damaged("no backup file", false);
        }
        if (header[4] != FORMAT || Suite.of(header[5]).isEmpty()) {
            throw new NewerFormat();
        }
        byte[] salt = Arrays.copyOfRange(header, 6, 6 + SALT);
        byte[] found = Arrays.copyOfRange(header, 6 + SALT, HEADER - PREFIX);
        if (!MessageDigest.isEqual(found, commitment(salt))) {
            throw new Damaged("sealed under another root key, or its beginning was changed", true);
        }
        return new Opening(in, header, associatedData(header, name), key(salt));
    }

    /// Seals a frame of the archive.
    ///
    /// @param place what comes before it; it opens nowhere else
    public byte[] sealFrame(byte[] place, byte[] content) {
        return frames.seal(FRAME, place, content);
    }

    /// Opens a frame; empty if it is not what was sealed at this place.
    public Optional<byte[]> openFrame(byte[] place, byte[] sealed) {
        return frames.open(FRAME, place, sealed);
    }

    private WipeableKey key(byte[] salt) {
        byte[] message = new Canonical().text("file key").fixed(salt).toBytes();
        return new WipeableKey(backupKey.of(message), Suite.AES_256_GCM.keyAlgorithm());
    }

    private byte[] commitment(byte[] salt) {
        byte[] message = new Canonical().text("commitment").fixed(salt).toBytes();
        return Arrays.copyOf(backupKey.of(message), SealedGroups.COMMITMENT_BYTES);
    }

    private static byte[] associatedData(byte[] header, String name) {
        return new Canonical()
                .text("backup")
                .block(header)
                .block(name.getBytes(StandardCharsets.UTF_8))
                .toBytes();
    }

    private static byte[] nonce(byte[] header, int index, boolean last) {
        return ByteBuffer.allocate(Suite.NONCE_BYTES)
                .put(header, HEADER - PREFIX, PREFIX)
                .putInt(index)
                .put((byte) (last ? 1 : 0))
                .array();
    }

    private final class Sealing extends OutputStream {

        private final OutputStream out;
        private final byte[] header;
        private final byte[] associatedData;
        private final WipeableKey key;
        private final byte[] chunk = new byte[CHUNK];
        private int filled;
        private int index;
        private boolean closed;

        Sealing(OutputStream out, byte[] header, byte[] associatedData, WipeableKey key) {
            this.out = out;
            this.header = header;
            this.associatedData = associatedData;
            this.key = key;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int from = offset;
            int left = length;
            while (left > 0) {
                // A full chunk waits until it is known that something follows it.
                if (filled == CHUNK) {
                    put(false);
                }
                int some = Math.min(left, CHUNK - filled);
                System.arraycopy(bytes, from, chunk, filled, some);
                filled += some;
                from += some;
                left -= some;
            }
        }

        private void put(boolean last) throws IOException {
            out.write(ciphers.seal(key, nonce(header, index, last), associatedData, chunk, filled));
            index = Math.incrementExact(index);
            filled = 0;
        }

        @Override
        public void close() throws IOException {
            if (closed) {
                return;
            }
            closed = true;
            try (out) {
                put(true);
            } finally {
                key.destroy();
                Arrays.fill(chunk, (byte) 0);
            }
        }
    }

    private final class Opening extends FilterInputStream {

        private final byte[] header;
        private final byte[] associatedData;
        private final WipeableKey key;
        private byte[] content = new byte[0];
        private int offset;
        private int index;
        private boolean ended;
        private byte @Nullable [] ahead;

        Opening(InputStream in, byte[] header, byte[] associatedData, WipeableKey key) {
            super(in);
            this.header = header;
            this.associatedData = associatedData;
            this.key = key;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int at, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            while (offset == content.length) {
                if (ended) {
                    return -1;
                }
                next();
            }
            int some = Math.min(length, content.length - offset);
            System.arraycopy(content, offset, into, at, some);
            offset += some;
            return some;
        }

        private void next() throws IOException {
            byte[] sealed = ahead == null ? in.readNBytes(CHUNK + Suite.TAG_BYTES) : ahead;
            ahead = sealed.length == CHUNK + Suite.TAG_BYTES ? in.readNBytes(CHUNK + Suite.TAG_BYTES) : new byte[0];
            boolean last = ahead.length == 0;
            byte[] opened = ciphers.open(key, nonce(header, index, last), associatedData, sealed, 0, sealed.length);
            if (opened == null) {
                throw new Damaged("chunk " + index + " was changed, or the file was cut off there", false);
            }
            Arrays.fill(content, (byte) 0);
            content = opened;
            offset = 0;
            index++;
            ended = last;
        }

        @Override
        public long skip(long count) throws IOException {
            byte[] sink = new byte[(int) Math.min(8192, Math.max(1, count))];
            long skipped = 0;
            while (skipped < count) {
                int some = read(sink, 0, (int) Math.min(sink.length, count - skipped));
                if (some < 0) {
                    break;
                }
                skipped += some;
            }
            return skipped;
        }

        @Override
        public int available() {
            return content.length - offset;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        @Override
        public void close() throws IOException {
            key.destroy();
            Arrays.fill(content, (byte) 0);
            in.close();
        }
    }
}
