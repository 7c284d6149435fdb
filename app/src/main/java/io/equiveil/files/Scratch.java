package io.equiveil.files;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Memory in which files on their way are looked at: a few places of limited size, wiped after use, never on disk.
///
/// A file has to be seen whole before it is taken in (a PDF keeps its table of contents at the end), so it cannot go
/// from the network straight into the cipher. What bounds the memory is here: so many places, so many bytes each.
final class Scratch {

    private static final int CHUNK = 256 * 1024;

    private final Semaphore places;
    private final long limit;

    /// @param places how many uploads at once
    /// @param limit  bytes of content per upload, all its files together
    Scratch(int places, long limit) {
        this.places = new Semaphore(places, true);
        this.limit = limit;
    }

    /// A place, or nothing if all are taken for as long as somebody may wait.
    Optional<Place> take(Duration patience) {
        try {
            return places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)
                    ? Optional.of(new Place())
                    : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /// Room for the files of one upload; closing wipes it and gives it back.
    final class Place implements AutoCloseable {

        private final List<byte[]> held = new ArrayList<>();
        private long left = limit;
        private boolean closed;

        /// Reads a file to its end.
        ///
        /// @throws FileRefused if it is empty, or longer than what is left of this place
        byte[] read(InputStream content) throws IOException, FileRefused {
            List<byte[]> chunks = new ArrayList<>();
            long length = 0;
            try {
                while (true) {
                    byte[] chunk = new byte[CHUNK];
                    chunks.add(chunk);
                    int count = content.readNBytes(chunk, 0, CHUNK);
                    length += count;
                    if (length > left) {
                        throw new FileRefused(FileRefusal.TOO_LARGE);
                    }
                    if (count < CHUNK) {
                        break;
                    }
                }
                if (length == 0) {
                    throw new FileRefused(FileRefusal.EMPTY);
                }
                left -= length;
                byte[] whole = new byte[(int) length];
                int at = 0;
                for (byte[] chunk : chunks) {
                    int count = Math.min(CHUNK, whole.length - at);
                    System.arraycopy(chunk, 0, whole, at, count);
                    at += count;
                }
                return keep(whole);
            } finally {
                chunks.forEach(chunk -> Arrays.fill(chunk, (byte) 0));
            }
        }

        /// Wipes this too when the place is given back.
        byte[] keep(byte[] bytes) {
            held.add(bytes);
            return bytes;
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                held.forEach(bytes -> Arrays.fill(bytes, (byte) 0));
                places.release();
            }
        }
    }
}
