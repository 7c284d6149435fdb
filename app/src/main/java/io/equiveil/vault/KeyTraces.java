package io.equiveil.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Looks for what is left of wrapped keys in the files of a database: old row versions, holes in pages, log.
///
/// What is searched for is the authentication tag, the last 16 bytes of a wrapped key. It is kept inverted, so that
/// the note of what to look for is not found itself. The log cuts records at the borders of its pages; there the page
/// headers are taken out before looking.
final class KeyTraces {

    private static final int TAG = Suite.TAG_BYTES;
    private static final int WAL_PAGE = 8192;
    private static final int SHORT_HEADER = 24;
    private static final int LONG_HEADER = 40;
    private static final int LONG_HEADER_FLAG = 0x0002;
    private static final int BLOCK = 4 << 20;

    // The first eight bytes of each tag searched for, and a filter on the first two, which nearly all bytes fail.
    private final Map<Long, List<byte[]>> byStart = new HashMap<>();
    private final boolean[] filter = new boolean[1 << 16];
    private final Set<ByteBuffer> found = new HashSet<>();

    private KeyTraces(Collection<byte[]> traces) {
        for (byte[] trace : traces) {
            byte[] tag = inverted(trace);
            ByteBuffer start = ByteBuffer.wrap(tag);
            filter[start.getShort(0) & 0xffff] = true;
            byStart.computeIfAbsent(start.getLong(0), _ -> new java.util.ArrayList<>())
                    .add(tag);
        }
    }

    /// What to keep of a wrapped key in order to find it later.
    static byte[] ofWrapped(byte[] wrapped) {
        return inverted(Arrays.copyOfRange(wrapped, wrapped.length - TAG, wrapped.length));
    }

    /// Which of the traces are still somewhere below a folder.
    ///
    /// @throws IOException if a file cannot be read: then nothing is certain
    static Set<ByteBuffer> below(Path folder, Collection<byte[]> traces) throws IOException {
        KeyTraces search = new KeyTraces(traces);
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        } catch (java.io.UncheckedIOException e) {
            throw e.getCause();
        }
        byte[] endOfLog = new byte[0];
        for (Path file : files) {
            try {
                search.scan(file);
                if (file.startsWith(folder.resolve("pg_wal"))) {
                    endOfLog = search.scanLog(file, endOfLog);
                }
            } catch (NoSuchFileException e) {
                // A file that the server removed meanwhile holds nothing any more.
            }
        }
        return search.found;
    }

    private void scan(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer block = ByteBuffer.allocate(BLOCK);
            int read;
            do {
                read = channel.read(block);
                if (block.position() == block.capacity() || read < 0) {
                    look(block.array(), block.position());
                    // What may be the beginning of a tag goes with the next block.
                    int kept = Math.min(TAG - 1, block.position());
                    byte[] tail = Arrays.copyOfRange(block.array(), block.position() - kept, block.position());
                    block.clear().put(tail);
                }
            } while (read >= 0);
        }
    }

    /// Looks at a log file without its page headers.
    ///
    /// @param before the end of the file before, for a record may go on in this one
    /// @return the end of this one
    private byte[] scanLog(Path file, byte[] before) throws IOException {
        byte[] content = Files.readAllBytes(file);
        ByteBuffer stripped = ByteBuffer.allocate(before.length + content.length);
        stripped.put(before);
        for (int page = 0; page + WAL_PAGE <= content.length; page += WAL_PAGE) {
            // struct XLogPageHeaderData: two bytes magic, two bytes flags, in the machine's order.
            int flags = ByteBuffer.wrap(content, page + 2, 2)
                    .order(ByteOrder.nativeOrder())
                    .getShort();
            int header = (flags & LONG_HEADER_FLAG) != 0 ? LONG_HEADER : SHORT_HEADER;
            stripped.put(content, page + header, WAL_PAGE - header);
        }
        look(stripped.array(), stripped.position());
        int kept = Math.min(TAG - 1, stripped.position());
        return Arrays.copyOfRange(stripped.array(), stripped.position() - kept, stripped.position());
    }

    private void look(byte[] bytes, int length) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        for (int i = 0; i + TAG <= length; i++) {
            if (filter[(bytes[i] & 0xff) << 8 | bytes[i + 1] & 0xff]) {
                for (byte[] tag : byStart.getOrDefault(in.getLong(i), List.of())) {
                    if (Arrays.equals(bytes, i, i + TAG, tag, 0, TAG)) {
                        found.add(ByteBuffer.wrap(inverted(tag)));
                    }
                }
            }
        }
    }

    private static byte[] inverted(byte[] bytes) {
        byte[] inverted = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            inverted[i] = (byte) ~bytes[i];
        }
        return inverted;
    }
}
