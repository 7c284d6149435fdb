package io.equiveil.evidence;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// What lies hidden in the files of PostgreSQL: values that it packed, values that it cut into chunks (TOAST), and
/// records of its write-ahead log across the borders of pages.
///
/// Reads the bytes themselves, not the tables: rows that were deleted or never committed count as well. Values packed
/// by lz4 are not read; the embedded server packs by pglz, which is PostgreSQL's default.
final class PostgresContent {

    private static final int BORDER_LONG = 40;
    private static final int BORDER = 24;
    private static final int PAGE = 8192;
    private static final int CHUNK = 1996;
    private static final int MOST_RAW = 8 * 1024 * 1024;

    private PostgresContent() {}

    /// Gives every packed value and every value put together from its chunks.
    ///
    /// Packed in its row: varlena header (length << 2 | 2), raw size with two bits of method, packed bytes.
    /// A chunk of a long value: value id (4 bytes), number (4 bytes), varlena header (length << 2), bytes.
    static void hiddenIn(byte[] content, int length, Consumer<byte[]> found) {
        Map<Integer, TreeMap<Integer, Piece>> chunks = new HashMap<>();
        for (int at = 0; at + 12 <= length; at++) {
            int header = little(content, at);
            if ((header & 3) == 2) {
                packed(content, length, at, header >>> 2, found);
            }
            chunk(content, length, at, true, chunks);
        }
        // A page is filled from its end, so the first chunk of a value comes after the others.
        for (int at = 0; at + 12 <= length && !chunks.isEmpty(); at++) {
            chunk(content, length, at, false, chunks);
        }
        chunks.values().forEach(value -> joined(content, value, found));
    }

    private static void packed(byte[] content, int length, int at, int size, Consumer<byte[]> found) {
        if (size <= 8 || size > PAGE || at + size > length) {
            return;
        }
        int raw = little(content, at + 4);
        if (raw > size - 8 && raw <= MOST_RAW) {
            Pglz.unpack(content, at + 8, at + size, raw, true).ifPresent(found);
        }
    }

    private static void chunk(
            byte[] content, int length, int at, boolean first, Map<Integer, TreeMap<Integer, Piece>> chunks) {
        int number = little(content, at + 4);
        if (first ? number != 0 : number < 1 || number > MOST_RAW / CHUNK) {
            return;
        }
        int id = little(content, at);
        if (first ? id == 0 : !chunks.containsKey(id)) {
            return;
        }
        int header = little(content, at + 8);
        Piece piece = new Piece(at + 12, (header >>> 2) - 4);
        if ((header & 3) == 0
                && piece.length() >= 1
                && piece.length() <= CHUNK
                && piece.from() + piece.length() <= length) {
            chunks.computeIfAbsent(id, none -> new TreeMap<>()).putIfAbsent(number, piece);
        }
    }

    /// Where a chunk lies.
    private record Piece(int from, int length) {}

    private static void joined(byte[] content, TreeMap<Integer, Piece> chunks, Consumer<byte[]> found) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int expected = 0;
        for (Map.Entry<Integer, Piece> chunk : chunks.entrySet()) {
            if (chunk.getKey() != expected++) {
                break;
            }
            all.write(content, chunk.getValue().from(), chunk.getValue().length());
        }
        byte[] value = all.toByteArray();
        if (expected > 1) {
            found.accept(value);
        }
        int raw = value.length > 8 ? little(value, 0) : -1;
        if (raw > value.length - 4 && raw > 0 && raw <= MOST_RAW) {
            Pglz.unpack(value, 4, value.length, raw, false).ifPresent(found);
        }
    }

    /// A file of the write-ahead log without the headers of its pages, so that records stand in one piece.
    ///
    /// @return the content itself if it is not such a file
    static byte[] withoutPageHeaders(byte[] log) {
        if (log.length < PAGE || log.length % PAGE != 0 || (log[1] & 0xff) != 0xd1) {
            return log;
        }
        byte[] records = new byte[log.length];
        int to = 0;
        for (int page = 0; page < log.length; page += PAGE) {
            int header = page == 0 ? BORDER_LONG : BORDER;
            System.arraycopy(log, page + header, records, to, PAGE - header);
            to += PAGE - header;
        }
        return Arrays.copyOf(records, to);
    }

    private static int little(byte[] bytes, int at) {
        return bytes[at] & 0xff | (bytes[at + 1] & 0xff) << 8 | (bytes[at + 2] & 0xff) << 16 | bytes[at + 3] << 24;
    }
}
