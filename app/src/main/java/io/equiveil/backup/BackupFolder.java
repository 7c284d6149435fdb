package io.equiveil.backup;

import io.equiveil.engine.StartRefused;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Where backups lie: a folder of its own, outside the data folder in real work, mode 0700 (`docs/spec/backup.md`).
///
/// ```
/// equiveil-backup        format 1
/// root.key               the root key as it lies in the data folder, under its passphrase
/// data/<moment>.evb      set 1, and <moment>.documents: which document files belong to it
/// keys/<moment>.evb      set 2: wrapped keys and tokens of blind indexes
/// documents/xx/<uuid>    encrypted documents, shared by all generations
/// archive/log, archive/keys     set 3
/// ```
///
/// A file has its name only when it is whole and on disk.
public final class BackupFolder {

    private static final String MARK = "equiveil-backup";
    private static final String FORMAT = "format 1";
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Pattern FILE = Pattern.compile("([0-9]{8}T[0-9]{6}Z)\\.evb");

    private final Path root;

    private BackupFolder(Path root) {
        this.root = root;
    }

    /// Opens the folder, making it if it does not exist.
    ///
    /// @throws StartRefused if it holds something else, or backups of a newer format
    public static BackupFolder open(Path wanted) {
        Path root = wanted.toAbsolutePath().normalize();
        try {
            Path mark = root.resolve(MARK);
            if (Files.exists(root) && !Files.exists(mark)) {
                refuseForeignContent(root);
            }
            for (String part : List.of("", "data", "keys", "documents", "archive", "archive/log", "archive/keys")) {
                Path folder = root.resolve(part);
                Files.createDirectories(folder);
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
            if (!Files.exists(mark)) {
                write(mark, (FORMAT + "\n").getBytes(StandardCharsets.UTF_8));
            }
            return existing(root);
        } catch (IOException | UnsupportedOperationException e) {
            throw unusable(root, e);
        }
    }

    /// A folder that holds backups already.
    ///
    /// @throws StartRefused if it does not
    public static BackupFolder existing(Path wanted) {
        Path root = wanted.toAbsolutePath().normalize();
        Path mark = root.resolve(MARK);
        try {
            if (!Files.isRegularFile(mark)) {
                throw new StartRefused(root + " 不是股隐的备份文件夹。", root + " is not a backup folder of EquiVeil.");
            }
            if (!Files.readString(mark).strip().equals(FORMAT)) {
                throw new StartRefused(
                        "备份由更新版本的股隐写成，本程序读不了：请用更新的程序恢复。",
                        "The backups were written by a newer EquiVeil: restore them with that one.");
            }
            return new BackupFolder(root);
        } catch (IOException e) {
            throw unusable(root, e);
        }
    }

    private static StartRefused unusable(Path root, Exception e) {
        return new StartRefused(
                "备份文件夹 " + root + " 无法读写：请检查路径和权限。",
                "The backup folder " + root + " cannot be read or written: check the path and its permissions.",
                e);
    }

    private static void refuseForeignContent(Path root) throws IOException {
        try (Stream<Path> entries = Files.list(root)) {
            if (entries.anyMatch(entry -> !entry.getFileName().toString().equals("lost+found"))) {
                throw new StartRefused(
                        "文件夹 " + root + " 不是空的，也不是备份文件夹：请另选一个。",
                        "The folder " + root + " is neither empty nor a backup folder: choose another.");
            }
        }
    }

    public Path root() {
        return root;
    }

    Path rootKey() {
        return root.resolve("root.key");
    }

    Path data(Instant moment) {
        return root.resolve("data").resolve(MOMENT.format(moment) + ".evb");
    }

    Path documentsOf(Instant moment) {
        return root.resolve("data").resolve(MOMENT.format(moment) + ".documents");
    }

    Path keys(Instant moment) {
        return root.resolve("keys").resolve(MOMENT.format(moment) + ".evb");
    }

    Path documents() {
        return root.resolve("documents");
    }

    Path document(UUID file) {
        return documents().resolve(file.toString().substring(0, 2)).resolve(file.toString());
    }

    Path logArchive() {
        return root.resolve("archive").resolve("log");
    }

    Path keyArchive() {
        return root.resolve("archive").resolve("keys");
    }

    /// The name under which a file is sealed: where it stands in the folder.
    String nameOf(Path file) {
        return root.relativize(file).toString().replace(java.io.File.separatorChar, '/');
    }

    /// How a moment is written in names of files.
    public static String text(Instant moment) {
        return MOMENT.format(moment);
    }

    /// Reads what [#text] wrote.
    public static Optional<Instant> moment(String text) {
        return text.matches("[0-9]{8}T[0-9]{6}Z") ? Optional.of(MOMENT.parse(text, Instant::from)) : Optional.empty();
    }

    /// Moments of all whole data files, newest first.
    List<Instant> generations() throws IOException {
        return moments("data");
    }

    /// Moments of all keys files, newest first.
    List<Instant> keySets() throws IOException {
        return moments("keys");
    }

    private List<Instant> moments(String part) throws IOException {
        if (!Files.isDirectory(root.resolve(part))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(root.resolve(part))) {
            return files.map(file -> FILE.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(name -> MOMENT.parse(name.group(1), Instant::from))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }

    /// The keys to use with a generation: its own, or the oldest that is not older than it.
    Optional<Instant> keySetFor(Instant generation) throws IOException {
        return keySets().stream().filter(keys -> !keys.isBefore(generation)).min(Comparator.naturalOrder());
    }

    /// Documents that a generation names.
    List<UUID> documentNames(Instant moment) throws IOException {
        return Files.readAllLines(documentsOf(moment)).stream()
                .map(UUID::fromString)
                .toList();
    }

    /// Bytes of the largest generation, data and keys.
    public long bytesOfSets() throws IOException {
        return largest("data") + largest("keys");
    }

    private long largest(String part) throws IOException {
        if (!Files.isDirectory(root.resolve(part))) {
            return 0;
        }
        try (Stream<Path> files = Files.list(root.resolve(part))) {
            return files.mapToLong(file -> file.toFile().length()).max().orElse(0);
        }
    }

    /// Bytes of all documents.
    public long bytesOfDocuments() throws IOException {
        if (!Files.isDirectory(documents())) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(documents())) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    long freeBytes() throws IOException {
        return Files.getFileStore(root).getUsableSpace();
    }

    /// Removes files that were never finished.
    void removeHalves() throws IOException {
        for (String part : List.of("data", "keys", "documents")) {
            try (Stream<Path> files = Files.walk(root.resolve(part))) {
                for (Path half :
                        files.filter(file -> file.toString().endsWith(".part")).toList()) {
                    Files.deleteIfExists(half);
                }
            }
        }
    }

    /// A file on its way: written beside its place, on disk, then given its name.
    static FileChannel half(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(halfOf(file));
        return FileChannel.open(
                halfOf(file),
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    static Path halfOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".part");
    }

    /// Gives a finished file its name.
    static void finish(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(halfOf(file), StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(halfOf(file), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceFolder(Objects.requireNonNull(file.getParent()));
    }

    static void forceFolder(Path folder) throws IOException {
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    static void write(Path file, byte[] content) throws IOException {
        try (FileChannel channel = half(file)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }
        finish(file);
    }
}
