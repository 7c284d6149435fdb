package io.equiveil.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Looks for confidential values on the disk as somebody would who has stolen it: in every file, in every encoding
/// (see [Needles]), inside what is packed (see [PackedContent]) and inside the files of PostgreSQL (see
/// [PostgresContent]); in names of files as well.
///
/// Says where something was found and in which form, never what. Does not follow links, does not read devices, and
/// sees nothing that is encrypted: that is the point.
final class LeakScanner {

    private static final int PIECE = 32 * 1024 * 1024;
    private static final int OVERLAP = 64 * 1024;
    private static final int DEEPEST = 3;

    private final Needles needles;
    private final int depth;

    /// @param values at least six bytes each, in any charset
    LeakScanner(List<String> values) {
        this(new Needles(values), Integer.MAX_VALUE);
    }

    private LeakScanner(Needles needles, int depth) {
        this.needles = needles;
        this.depth = depth;
    }

    /// The same, but of a folder only the files that lie in it and not in folders below.
    LeakScanner withinOneFolder() {
        return new LeakScanner(needles, 1);
    }

    /// A value on the disk.
    ///
    /// @param file where
    /// @param value its place in the list of values, from 0
    /// @param form how it stands there, such as `UTF-16LE` or `zlib: GBK in hex`
    record Leak(Path file, int value, String form) {}

    /// What a search came to.
    ///
    /// @param unread files that are there and could not be read: of those nothing is known
    record Search(List<Leak> leaks, List<Path> unread, int files, long bytes) {

        /// Whether every file was read and none holds a value.
        boolean nothingFound() {
            return leaks.isEmpty() && unread.isEmpty();
        }
    }

    /// Searches a folder and all below it.
    ///
    /// @param left files and folders that are not searched, such as the report that holds the values on purpose
    Search search(Path folder, Predicate<Path> left) throws IOException {
        return search(folder, Instant.MIN, left);
    }

    /// Searches the files below a folder that were written at or after some time.
    Search search(Path folder, Instant since, Predicate<Path> left) throws IOException {
        Walk walk = new Walk(since, left);
        Files.walkFileTree(folder, Set.of(), depth, walk);
        Found found = new Found();
        int files = 0;
        long bytes = 0;
        byte[] logBefore = new byte[0];
        for (Path file : walk.files) {
            try {
                found.file = file;
                content(found, "file name: ", bytesOf(file.getFileName()), 1);
                if (isWriteAheadLog(file)) {
                    logBefore = writeAheadLog(found, file, logBefore);
                    bytes += logBefore.length;
                } else {
                    bytes += file(found, file);
                }
                files++;
            } catch (NoSuchFileException gone) {
                // A file of a running server; whatever took its place is searched as well.
            } catch (IOException unreadable) {
                walk.unread.add(file);
            }
        }
        return new Search(List.copyOf(found.leaks), List.copyOf(walk.unread), files, bytes);
    }

    /// Searches bytes that were taken from somewhere else: a dump of memory, a body of a response.
    ///
    /// @return the forms in which values stand there
    Set<String> formsIn(byte[] content) {
        Found found = new Found();
        content(found, "", content, 0);
        Set<String> forms = new TreeSet<>();
        found.leaks.forEach(leak -> forms.add(leak.form()));
        return forms;
    }

    private long file(Found found, Path file) throws IOException {
        boolean ofPostgres = isOfPostgres(file);
        long read = 0;
        try (InputStream in = Files.newInputStream(file)) {
            byte[] piece = in.readNBytes(PIECE);
            while (piece.length > 0) {
                read += piece.length;
                content(found, "", piece, 0);
                if (ofPostgres) {
                    ofPostgres(found, piece);
                }
                byte[] more = piece.length < PIECE ? new byte[0] : in.readNBytes(PIECE - OVERLAP);
                piece = more.length == 0 ? more : joined(piece, more);
            }
        }
        return read;
    }

    /// Records go on from one file of the log to the next, so each is read with the end of the one before.
    private byte[] writeAheadLog(Found found, Path file, byte[] before) throws IOException {
        byte[] records = PostgresContent.withoutPageHeaders(Files.readAllBytes(file));
        byte[] all = joined(before, records);
        content(found, "", all, 0);
        ofPostgres(found, all);
        return records;
    }

    private static byte[] joined(byte[] before, byte[] more) {
        int kept = Math.min(before.length, OVERLAP);
        byte[] all = Arrays.copyOf(Arrays.copyOfRange(before, before.length - kept, before.length), kept + more.length);
        System.arraycopy(more, 0, all, kept, more.length);
        return all;
    }

    private void ofPostgres(Found found, byte[] content) {
        PostgresContent.hiddenIn(content, content.length, value -> content(found, "PostgreSQL: ", value, 1));
    }

    private void content(Found found, String packing, byte[] content, int depth) {
        for (Needles.Needle needle : needles.in(content, content.length)) {
            found.add(needle.value(), packing + needle.form());
        }
        if (depth < DEEPEST) {
            PackedContent.within(
                    content, content.length, (how, inner) -> content(found, packing + how + ": ", inner, depth + 1));
        }
    }

    private static byte[] bytesOf(Path name) {
        return name.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isWriteAheadLog(Path file) {
        return Path.of(file.toString(), "..").normalize().endsWith("pg_wal")
                && file.getFileName().toString().matches("[0-9A-F]{24}");
    }

    private static boolean isOfPostgres(Path file) {
        for (Path part : file) {
            if (part.endsWith("base") || part.endsWith("global")) {
                return true;
            }
        }
        return false;
    }

    /// What is found, each kind once per file.
    private static final class Found {

        private final Set<Leak> leaks = new HashSet<>();
        private Path file = Path.of("");

        void add(int value, String form) {
            leaks.add(new Leak(file, value, form));
        }
    }

    /// The files to search, in the order of their names, so that the write-ahead log is read in its own order.
    private static final class Walk extends SimpleFileVisitor<Path> {

        private final Instant since;
        private final Predicate<Path> left;
        private final Set<Path> files = new TreeSet<>();
        private final List<Path> unread = new ArrayList<>();

        Walk(Instant since, Predicate<Path> left) {
            this.since = since;
            this.left = left;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return left.test(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()
                    && !attributes.lastModifiedTime().toInstant().isBefore(since)
                    && !left.test(file)) {
                files.add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failed) {
            if (!(failed instanceof NoSuchFileException)) {
                unread.add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failed) {
            return FileVisitResult.CONTINUE;
        }
    }
}
