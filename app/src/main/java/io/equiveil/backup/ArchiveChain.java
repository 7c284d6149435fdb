package io.equiveil.backup;

import io.equiveil.kernel.Digest;
import io.equiveil.vault.BackupSeal;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A list of sealed frames that only grows, each bound to all before it (`docs/spec/backup.md`).
///
/// ```
/// per file:   4 "EVAR" | 1 format 1 | 8 number of its first frame | 32 hash of the frame before it
/// per frame:  4 length | the sealed frame; hash = SHA-256(hash before | sealed frame)
/// ```
///
/// A frame taken out, exchanged or moved is noticed. That the newest are missing altogether is not: what is known from
/// elsewhere has to show that.
final class ArchiveChain implements AutoCloseable {

    private static final byte[] MAGIC = {'E', 'V', 'A', 'R', 1};
    private static final int HEADER = MAGIC.length + 8 + Digest.LENGTH;
    private static final int LONGEST = 256 * 1024 * 1024;
    private static final long LARGEST_FILE = 64L * 1024 * 1024;
    private static final Digest NOTHING = Digest.of(new byte[Digest.LENGTH]);

    private final Path folder;
    private final BackupSeal seal;
    private final String name;
    private long next;
    private Digest before = NOTHING;
    private @Nullable FileChannel file;

    ArchiveChain(Path folder, BackupSeal seal, String name) {
        this.folder = folder;
        this.seal = seal;
        this.name = name;
    }

    /// Takes a frame.
    interface Reader {
        void read(byte[] content) throws IOException;
    }

    /// Reads every frame from the first one on.
    ///
    /// @return how many
    /// @throws BackupFault.Found if one is missing, exchanged or changed
    synchronized long readAll(Reader reader) throws IOException {
        next = 0;
        before = NOTHING;
        for (Path each : files()) {
            readFile(each, reader);
        }
        return next;
    }

    /// Reads the frames of the last file only: enough to go on from there.
    synchronized void readLast(Reader reader) throws IOException {
        List<Path> files = files();
        next = 0;
        before = NOTHING;
        // The last file may hold no whole frame; then the one before it says where we are.
        for (int from = Math.max(0, files.size() - 1); from >= 0 && !files.isEmpty(); from--) {
            try (DataInputStream in = open(files.get(from))) {
                Head head = head(in);
                next = head.first;
                before = head.before;
            }
            long start = next;
            for (Path each : files.subList(from, files.size())) {
                readFile(each, reader);
            }
            if (next > start) {
                return;
            }
        }
    }

    private record Head(long first, Digest before) {}

    private static DataInputStream open(Path file) throws IOException {
        return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
    }

    private static Head head(DataInputStream in) throws IOException {
        byte[] header = new byte[HEADER];
        in.readFully(header);
        if (!Arrays.equals(header, 0, MAGIC.length - 1, MAGIC, 0, MAGIC.length - 1)) {
            throw new BackupFault.Found(BackupFault.ARCHIVE_DAMAGED);
        }
        if (header[MAGIC.length - 1] != MAGIC[MAGIC.length - 1]) {
            throw new BackupFault.Found(BackupFault.NEWER_FORMAT);
        }
        ByteBuffer fields = ByteBuffer.wrap(header, MAGIC.length, HEADER - MAGIC.length);
        long first = fields.getLong();
        byte[] hash = new byte[Digest.LENGTH];
        fields.get(hash);
        return new Head(first, Digest.of(hash));
    }

    private void readFile(Path each, Reader reader) throws IOException {
        try (DataInputStream in = open(each)) {
            Head head;
            try {
                head = head(in);
            } catch (EOFException nothingYet) {
                return;
            }
            if (head.first != next || !head.before.equals(before)) {
                throw new BackupFault.Found(BackupFault.ARCHIVE_DAMAGED);
            }
            boolean more = true;
            while (more) {
                more = readFrame(in, reader);
            }
        }
    }

    /// A frame that was being written when the power went is not there: whoever goes on after it begins a new file, and
    /// that file's head says whether anything is missing.
    private boolean readFrame(DataInputStream in, Reader reader) throws IOException {
        byte[] sealed;
        try {
            int length = in.readInt();
            if (length < 1 || length > LONGEST) {
                return false;
            }
            sealed = new byte[length];
            in.readFully(sealed);
        } catch (EOFException torn) {
            return false;
        }
        Optional<byte[]> content = seal.openFrame(place(), sealed);
        if (content.isEmpty()) {
            return false;
        }
        step(sealed);
        reader.read(content.get());
        return true;
    }

    /// Puts a frame at the end, on disk when this returns.
    synchronized void append(byte[] content) throws IOException {
        byte[] sealed = seal.sealFrame(place(), content);
        FileChannel to = file == null || file.size() > LARGEST_FILE ? begin() : file;
        long end = to.size();
        try {
            ByteBuffer frame =
                    ByteBuffer.allocate(4 + sealed.length).putInt(sealed.length).put(sealed);
            frame.flip();
            to.position(end);
            while (frame.hasRemaining()) {
                to.write(frame);
            }
            to.force(true);
        } catch (IOException e) {
            // A half frame stays where it is; what comes next begins a file of its own.
            close();
            throw e;
        }
        step(sealed);
    }

    private FileChannel begin() throws IOException {
        close();
        Path fresh = folder.resolve("%012d.eva".formatted(next));
        // A file that never got a whole frame has the same number: it says nothing and makes room.
        Files.deleteIfExists(fresh);
        FileChannel channel = FileChannel.open(
                fresh,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        file = channel;
        ByteBuffer header = ByteBuffer.allocate(HEADER).put(MAGIC).putLong(next).put(before.bytes());
        header.flip();
        while (header.hasRemaining()) {
            channel.write(header);
        }
        channel.force(true);
        BackupFolder.forceFolder(folder);
        return channel;
    }

    private void step(byte[] sealed) {
        byte[] chained = Arrays.copyOf(before.bytes(), Digest.LENGTH + sealed.length);
        System.arraycopy(sealed, 0, chained, Digest.LENGTH, sealed.length);
        before = Digest.sha256(chained);
        next++;
    }

    private byte[] place() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            byte[] text = name.getBytes(StandardCharsets.UTF_8);
            out.writeInt(text.length);
            out.write(text);
            out.writeLong(next);
            out.write(before.bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            // Tools that copy a folder may leave out what is empty.
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(each -> each.getFileName().toString().matches("[0-9]{12}\\.eva"))
                    .sorted()
                    .toList();
        }
    }

    /// Frames so far.
    synchronized long length() {
        return next;
    }

    @Override
    public synchronized void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            // Every frame was forced to disk when it was written.
        } finally {
            file = null;
        }
    }
}
