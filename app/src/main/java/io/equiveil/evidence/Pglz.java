package io.equiveil.evidence;

import java.util.Arrays;
import java.util.Optional;

/// Reads what PostgreSQL packed by its own method, pglz (`src/common/pg_lzcompress.c`).
///
/// A control byte announces eight items, lowest bit first: 0 a byte as it is, 1 a copy of 3 to 273 bytes from up to
/// 4095 bytes back. So a value of more than eight bytes never stands in one piece in what was packed.
final class Pglz {

    private Pglz() {}

    /// Unpacks.
    ///
    /// @param rawSize the size that the header promises
    /// @param whole whether the packed bytes must end exactly where the unpacked ones do; otherwise
    ///     what could be read of the beginning is returned
    /// @return empty if these bytes are not packed like this
    static Optional<byte[]> unpack(byte[] packed, int from, int past, int rawSize, boolean whole) {
        byte[] out = new byte[Math.min(rawSize, (past - from) * 137)];
        int to = 0;
        int at = from;
        while (at < past && to < rawSize) {
            int control = packed[at++];
            for (int item = 0; item < 8 && at < past && to < rawSize; item++, control >>= 1) {
                if ((control & 1) == 0) {
                    out = roomFor(out, to + 1);
                    out[to++] = packed[at++];
                    continue;
                }
                if (at + 1 >= past) {
                    return end(out, to, whole);
                }
                int length = (packed[at] & 0x0f) + 3;
                int back = (packed[at] & 0xf0) << 4 | packed[at + 1] & 0xff;
                at += 2;
                if (length == 18) {
                    if (at >= past) {
                        return end(out, to, whole);
                    }
                    length += packed[at++] & 0xff;
                }
                if (back == 0 || back > to) {
                    return Optional.empty();
                }
                length = Math.min(length, rawSize - to);
                out = roomFor(out, to + length);
                for (int i = 0; i < length; i++, to++) {
                    out[to] = out[to - back];
                }
            }
        }
        return end(out, to, whole && (at != past || to != rawSize));
    }

    private static Optional<byte[]> end(byte[] out, int length, boolean refused) {
        return refused ? Optional.empty() : Optional.of(Arrays.copyOf(out, length));
    }

    private static byte[] roomFor(byte[] out, int length) {
        return length <= out.length ? out : Arrays.copyOf(out, Math.max(length, out.length * 2));
    }
}
