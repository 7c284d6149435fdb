package io.equiveil.evidence;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.BiConsumer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Finds streams of zlib, gzip and ZIP anywhere within a file, and long runs of hex or base64, and opens them.
///
/// What breaks off in the middle is opened as far as it goes. Deflate without any header cannot be told from other
/// bytes and is not looked for.
final class PackedContent {

    private static final int MOST_UNPACKED = 32 * 1024 * 1024;
    private static final int LEAST_RUN = 64;

    private PackedContent() {}

    /// Gives what is packed in the content, with the name of the packing.
    static void within(byte[] content, int length, BiConsumer<String, byte[]> found) {
        Inflater zlib = new Inflater();
        Inflater bare = new Inflater(true);
        try {
            for (int at = 0; at + 8 < length; at++) {
                if (isZlib(content, at)) {
                    inflate(zlib, content, at, length, "zlib", found);
                } else if (isGzip(content, at)) {
                    inflate(bare, content, pastGzipHeader(content, at, length), length, "gzip", found);
                } else if (isZipEntry(content, at, length)) {
                    inflate(bare, content, pastZipHeader(content, at), length, "ZIP", found);
                }
            }
        } finally {
            zlib.end();
            bare.end();
        }
        textRuns(content, length, found);
    }

    private static boolean isZlib(byte[] content, int at) {
        int method = content[at] & 0xff;
        int flags = content[at + 1] & 0xff;
        return (method & 0x0f) == 8 && method <= 0x78 && (flags & 0x20) == 0 && (method << 8 | flags) % 31 == 0;
    }

    private static boolean isGzip(byte[] content, int at) {
        return content[at] == 0x1f && (content[at + 1] & 0xff) == 0x8b && content[at + 2] == 8;
    }

    private static boolean isZipEntry(byte[] content, int at, int length) {
        return content[at] == 'P'
                && content[at + 1] == 'K'
                && content[at + 2] == 3
                && content[at + 3] == 4
                && at + 30 < length
                && content[at + 8] == 8;
    }

    private static int pastGzipHeader(byte[] content, int at, int length) {
        int flags = content[at + 3];
        int past = at + 10;
        if ((flags & 4) != 0 && past + 2 < length) {
            past += 2 + (content[past] & 0xff | (content[past + 1] & 0xff) << 8);
        }
        for (int zeroEnded = (flags >> 3 & 1) + (flags >> 4 & 1); zeroEnded > 0; zeroEnded--) {
            while (past < length && content[past] != 0) {
                past++;
            }
            past++;
        }
        return past + (flags & 2);
    }

    private static int pastZipHeader(byte[] content, int at) {
        int name = content[at + 26] & 0xff | (content[at + 27] & 0xff) << 8;
        int extra = content[at + 28] & 0xff | (content[at + 29] & 0xff) << 8;
        return at + 30 + name + extra;
    }

    private static void inflate(
            Inflater inflater, byte[] content, int from, int length, String packing, BiConsumer<String, byte[]> found) {
        if (from >= length) {
            return;
        }
        inflater.reset();
        inflater.setInput(content, from, length - from);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] piece = new byte[4096];
        try {
            for (int read = inflater.inflate(piece); read > 0 && out.size() < MOST_UNPACKED; ) {
                out.write(piece, 0, read);
                read = inflater.inflate(piece);
            }
        } catch (DataFormatException broken) {
            // Opened as far as it went.
            out.write(piece, 0, (int) (inflater.getBytesWritten() - out.size()));
        }
        if (out.size() > 0) {
            found.accept(packing, out.toByteArray());
        }
    }

    /// Long runs are decoded, since what they encode may be packed in turn. A run may be broken into lines.
    private static void textRuns(byte[] content, int length, BiConsumer<String, byte[]> found) {
        byte[] run = new byte[LEAST_RUN];
        int size = 0;
        boolean hex = true;
        for (int at = 0; at <= length; at++) {
            int c = at < length ? content[at] : -1;
            int sixBits = c == '-' ? '+' : c == '_' ? '/' : c;
            if (isBase64(sixBits)) {
                run = size < run.length ? run : Arrays.copyOf(run, size * 2);
                run[size++] = (byte) sixBits;
                hex &= c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
            } else if (size == 0 || c != '\n' && c != '\r') {
                decode(run, size, hex, found);
                size = 0;
                hex = true;
            }
        }
    }

    private static boolean isBase64(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '+' || c == '/';
    }

    private static void decode(byte[] run, int size, boolean hex, BiConsumer<String, byte[]> found) {
        if (size < LEAST_RUN) {
            return;
        }
        if (hex) {
            char[] digits = new char[size & ~1];
            for (int i = 0; i < digits.length; i++) {
                digits[i] = (char) run[i];
            }
            found.accept("hex", HexFormat.of().parseHex(new String(digits)));
            return;
        }
        // Letters before the run may have shifted it.
        for (int shift = 0; shift < 4; shift++) {
            byte[] groups = Arrays.copyOfRange(run, shift, size - (size - shift) % 4);
            found.accept("base64", Base64.getDecoder().decode(groups));
        }
    }
}
