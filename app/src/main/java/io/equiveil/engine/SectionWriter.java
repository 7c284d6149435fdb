package io.equiveil.engine;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Writes named sections one after the other, none of whose lengths need be known beforehand
/// (`docs/spec/backup.md`).
///
/// ```
/// 4  "EVEX"
/// 1  format   1
///    then per section:
/// 4  length of the name, the name in UTF-8
///    chunks: 4 bytes length (1 or more), the bytes; at last a chunk of length 0
/// ```
public final class SectionWriter implements AutoCloseable {

    static final byte[] MAGIC = "EVEX".getBytes(StandardCharsets.US_ASCII);
    static final byte FORMAT = 1;
    static final int CHUNK = 256 * 1024;

    private final DataOutputStream out;
    private boolean open;

    /// @param out closed with this writer
    public SectionWriter(OutputStream out) throws IOException {
        this.out = new DataOutputStream(new BufferedOutputStream(out, CHUNK + 8));
        this.out.write(MAGIC);
        this.out.writeByte(FORMAT);
    }

    /// A short section at once.
    public void write(String name, byte[] content) throws IOException {
        try (OutputStream section = begin(name)) {
            section.write(content);
        }
    }

    /// Begins a section; it ends when the stream is closed.
    ///
    /// @throws IllegalStateException if the section before was not closed
    public OutputStream begin(String name) throws IOException {
        if (open) {
            throw new IllegalStateException("a section is open already");
        }
        open = true;
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
        return new Section();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private final class Section extends OutputStream {

        private final byte[] chunk = new byte[CHUNK];
        private int filled;
        private boolean closed;

        @Override
        public void write(int b) throws IOException {
            chunk[filled++] = (byte) b;
            if (filled == CHUNK) {
                put();
            }
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int from = offset;
            int left = length;
            while (left > 0) {
                int some = Math.min(left, CHUNK - filled);
                System.arraycopy(bytes, from, chunk, filled, some);
                filled += some;
                from += some;
                left -= some;
                if (filled == CHUNK) {
                    put();
                }
            }
        }

        private void put() throws IOException {
            if (filled > 0) {
                out.writeInt(filled);
                out.write(chunk, 0, filled);
                filled = 0;
            }
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                put();
                out.writeInt(0);
                open = false;
            }
        }
    }
}
