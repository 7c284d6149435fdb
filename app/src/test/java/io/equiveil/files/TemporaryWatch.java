package io.equiveil.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;

/// Looks again and again into the temporary folder for bytes that should not be there.
public final class TemporaryWatch implements AutoCloseable {

    private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));
    private static final long LARGEST = 8L << 20;

    private final List<byte[]> wanted;
    private final long since = System.currentTimeMillis() - 1_000;
    private final Set<Path> found = new ConcurrentSkipListSet<>();
    private final Thread watcher;
    private volatile boolean over;

    public TemporaryWatch(byte[]... wanted) {
        this.wanted = List.of(wanted);
        this.watcher = Thread.ofPlatform().daemon().start(() -> {
            while (!over) {
                look();
            }
        });
    }

    /// Looks once more, now.
    public void look() {
        try (Stream<Path> files = Files.list(TEMPORARY)) {
            files.filter(this::isNew)
                    .filter(file -> wanted.stream().anyMatch(bytes -> contains(file, bytes)))
                    .forEach(found::add);
        } catch (IOException | RuntimeException e) {
            // Files come and go while one looks.
        }
    }

    public Set<Path> found() {
        return found;
    }

    private boolean isNew(Path file) {
        try {
            return Files.isRegularFile(file)
                    && Files.getLastModifiedTime(file).toMillis() >= since
                    && Files.size(file) <= LARGEST;
        } catch (IOException e) {
            return false;
        }
    }

    public static boolean contains(Path file, byte[] wanted) {
        try {
            byte[] content = Files.readAllBytes(file);
            for (int at = 0; at + wanted.length <= content.length; at++) {
                if (content[at] == wanted[0]
                        && Arrays.equals(content, at, at + wanted.length, wanted, 0, wanted.length)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws InterruptedException {
        over = true;
        watcher.join();
    }
}
