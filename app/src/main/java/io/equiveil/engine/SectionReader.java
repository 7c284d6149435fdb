package io.equiveil.engine;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads what a [SectionWriter] wrote. The stream below vouches for its content; this only refuses to be led astray by
/// it.
public final class SectionReader implements AutoCloseable {

    private static final int LONGEST_NAME = 1_000;
    private static final int LONGEST_CHUNK = 16 * 1024 * 1024;

    private final DataInputStream in;
    private @Nullable Content current;

    /// @param in closed with this reader
    /// @throws UnknownFormat if it was written in another format
    public SectionReader(InputStream in) throws IOException {
        this.in = new DataInputStream(new BufferedInputStream(in, SectionWriter.CHUNK + 8));
        byte[] magic = new byte[SectionWriter.MAGIC.length];
        this.in.readFully(magic);
        if (!Arrays.equals(magic, SectionWriter.MAGIC) || this.in.readByte() != SectionWriter.FORMAT) {
            throw new UnknownFormat();
        }
    }

    /// It was written by a program that knows more than we do.
    public static final class UnknownFormat extends IOException {
        UnknownFormat() {
            super("sections of a format that this program does not know");
        }
    }

    /// A section; its content has to be read before the next one is asked for, else it is passed over.
    public record Section(String name, InputStream content) {}

    /// The next section; empty at the end.
    public Optional<Section> next() throws IOException {
        if (current != null) {
            current.skipRest();
        }
        int length;
        try {
            length = in.readInt();
        } catch (EOFException end) {
            return Optional.empty();
        }
        if (length < 1 || length > LONGEST_NAME) {
            throw new IOException("a section's name of " + length + " bytes");
        }
        byte[] name = new byte[length];
        in.readFully(name);
        current = new Content();
        return Optional.of(new Section(new String(name, StandardCharsets.UTF_8), current));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private final class Content extends InputStream {

        private int left;
        private boolean ended;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (left == 0 && !ended) {
                left = in.readInt();
                if (left < 0 || left > LONGEST_CHUNK) {
                    throw new IOException("a chunk of " + left + " bytes");
                }
                ended = left == 0;
            }
            if (ended) {
                return -1;
            }
            int count = in.read(into, offset, Math.min(length, left));
            if (count < 0) {
                throw new EOFException("a section without its end");
            }
            left -= count;
            return count;
        }

        void skipRest() throws IOException {
            byte[] sink = new byte[8192];
            while (read(sink, 0, sink.length) >= 0) {
                // Passed over.
            }
        }
    }
}
