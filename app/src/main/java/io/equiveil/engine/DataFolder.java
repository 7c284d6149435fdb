package io.equiveil.engine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The one folder in which an installation keeps everything it writes, held exclusively for as long as it is open.
///
/// Guarantees: the folder and its parts are readable by its owner only (0700); no second process has it open; it was
/// empty or ours before. The lock belongs to the process, so that it goes with it even after `kill -9`.
public final class DataFolder implements AutoCloseable {

    /// Below this the start is refused: a database that fills its disk stops in the middle of its work.
    public static final long LEAST_FREE_BYTES = 512L * 1024 * 1024;

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final String MARK = "equiveil-data";
    private static final String LOCK = "lock";

    // Of the file system, in the topmost folder of every ext4 volume; only root can look into it.
    private static final String LOST_AND_FOUND = "lost+found";

    // A second open in this very process must not even touch the lock file: closing it there would let the lock go.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path root;
    private final FileChannel channel;
    private final FileLock lock;
    private final Use use;

    /// What a folder is for. Real clients and example people never share one.
    public enum Use {
        /// The firm's own work.
        WORK,
        /// The example transfer.
        DEMO
    }

    private DataFolder(Path root, FileChannel channel, FileLock lock, Use use) {
        this.use = use;
        this.root = root;
        this.channel = channel;
        this.lock = lock;
    }

    /// Opens the folder, making it if it does not exist.
    ///
    /// @throws StartRefused if another process holds it, if it holds something that is not ours, or if the disk is
    ///     nearly full
    public static DataFolder open(Path wanted, Use use) {
        return open(wanted, use, LEAST_FREE_BYTES);
    }

    static DataFolder open(Path wanted, Use use, long leastFreeBytes) {
        Path root = wanted.toAbsolutePath().normalize();
        try {
            refuseForeignContent(root);
            Files.createDirectories(root, ownerOnly());
            Files.setPosixFilePermissions(root, OWNER_ONLY);
            refuseFullDisk(root, leastFreeBytes);
            DataFolder folder = locked(root.toRealPath(), use);
            folder.settleUse(use);
            return folder;
        } catch (IOException | UnsupportedOperationException | SecurityException e) {
            throw new StartRefused(
                    "无法使用数据文件夹 " + root + "（" + e.getClass().getSimpleName() + "）：请检查路径和权限。",
                    "The data folder " + root + " cannot be used ("
                            + e.getClass().getSimpleName() + "): check the path and its permissions.",
                    e);
        }
    }

    private static DataFolder locked(Path root, Use use) throws IOException {
        if (!HELD_HERE.add(root)) {
            throw inUse(root);
        }
        try {
            return lockedForTheFirstTimeHere(root, use);
        } catch (IOException | RuntimeException e) {
            HELD_HERE.remove(root);
            throw e;
        }
    }

    private static DataFolder lockedForTheFirstTimeHere(Path root, Use use) throws IOException {
        FileChannel channel = FileChannel.open(
                root.resolve(LOCK),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        FileLock lock = tryLock(channel);
        if (lock == null) {
            channel.close();
            throw inUse(root);
        }
        DataFolder folder = new DataFolder(root, channel, lock, use);
        try {
            folder.layOut();
        } catch (IOException | RuntimeException e) {
            folder.close();
            throw e;
        }
        return folder;
    }

    private static @org.jspecify.annotations.Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /// What a folder is for; empty if it is none of ours.
    ///
    /// @throws StartRefused if this user may not look into it
    public static java.util.Optional<Use> useOf(Path root) throws IOException {
        requireReadable(root);
        Path mark = root.resolve(MARK);
        return Files.exists(mark)
                ? Files.readAllLines(mark).stream()
                        .filter(line -> line.startsWith("use "))
                        .map(line -> Use.valueOf(line.substring("use ".length())))
                        .findFirst()
                : java.util.Optional.empty();
    }

    /// Whether some process holds the folder now. Only a look: it may change at any time.
    ///
    /// @throws StartRefused if this user may not look into it
    public static boolean isHeld(Path root) throws IOException {
        requireReadable(root);
        Path file = root.resolve(LOCK);
        if (!Files.exists(file)) {
            return false;
        }
        if (HELD_HERE.contains(root.toRealPath())) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            FileLock lock = tryLock(channel);
            if (lock == null) {
                return true;
            }
            lock.release();
            return false;
        }
    }

    /// A folder that is closed to this user must not pass for one that is not there.
    ///
    /// @throws StartRefused if the folder is there, or may be, and cannot be read
    public static void requireReadable(Path root) {
        if (!Files.isReadable(root) && !Files.notExists(root)) {
            throw new StartRefused(
                    "当前用户无权读取 " + root + "：请用运行股隐的那个用户执行。",
                    "This user may not read " + root + ": run the command as the user that EquiVeil runs as.");
        }
    }

    /// What somebody put into a folder: nothing if it is not there; a `lost+found` does not count.
    public static List<Path> contentOf(Path root) throws IOException {
        if (!Files.exists(root)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(root)) {
            return entries.filter(entry -> !entry.getFileName().toString().equals(LOST_AND_FOUND))
                    .toList();
        }
    }

    /// Whether it holds nothing but what opening it lays out.
    public boolean isUnused() throws IOException {
        for (Path entry : contentOf(root)) {
            boolean laidOut = Files.isDirectory(entry)
                    ? parts().contains(entry) && contentOf(entry).isEmpty()
                    : Set.of(MARK, LOCK).contains(entry.getFileName().toString());
            if (!laidOut) {
                return false;
            }
        }
        return true;
    }

    private List<Path> parts() {
        return List.of(pg(), keys(), documents(), run(), logs(), scratch());
    }

    private void layOut() throws IOException {
        for (Path part : parts()) {
            Files.createDirectories(part, ownerOnly());
            Files.setPosixFilePermissions(part, OWNER_ONLY);
        }
        emptyOut(scratch());
        Files.deleteIfExists(holderIn(root));
    }

    private void settleUse(Use use) throws IOException {
        Path mark = root.resolve(MARK);
        if (!Files.exists(mark)) {
            Files.writeString(mark, "format 1\nuse " + use + "\n");
        }
        if (!Files.readString(mark).lines().toList().contains("use " + use)) {
            close();
            throw use == Use.DEMO
                    ? new StartRefused(
                            "文件夹 " + root + " 存有正式数据，不能用于演示：请另选一个。",
                            "The folder " + root + " holds real data and is not for the demo: choose another.")
                    : new StartRefused(
                            "文件夹 " + root + " 存有演示数据，不能用于正式工作：请另选一个。",
                            "The folder " + root + " holds demo data and is not for real work: choose another.");
        }
    }

    private static void refuseForeignContent(Path root) throws IOException {
        if (Files.exists(root) && !Files.isDirectory(root)) {
            throw new StartRefused(root + " 不是文件夹。", root + " is not a folder.");
        }
        Set<String> names = contentOf(root).stream()
                .map(entry -> entry.getFileName().toString())
                .collect(Collectors.toSet());
        if (!names.isEmpty() && !names.contains(MARK) && !names.contains(LOCK)) {
            throw new StartRefused(
                    "文件夹 " + root + " 不是空的，也不是股隐的数据文件夹：请另选一个。",
                    "The folder " + root + " is neither empty nor a data folder of EquiVeil: choose another.");
        }
    }

    private static void refuseFullDisk(Path root, long leastFreeBytes) throws IOException {
        long free = Files.getFileStore(root).getUsableSpace();
        if (free < leastFreeBytes) {
            throw new StartRefused(
                    "磁盘空间不足：" + root + " 所在的磁盘只剩 " + mebibytes(free) + " MiB，至少需要 " + mebibytes(leastFreeBytes)
                            + " MiB。",
                    "The disk is nearly full: " + mebibytes(free) + " MiB left for " + root + ", at least "
                            + mebibytes(leastFreeBytes) + " MiB needed.");
        }
    }

    private static long mebibytes(long bytes) {
        return bytes / (1024 * 1024);
    }

    private static StartRefused inUse(Path root) {
        return new StartRefused(
                "数据文件夹 " + root + " 正被另一个股隐进程使用：请先停止它（./equiveil stop --data …），或另选文件夹。",
                "The data folder " + root
                        + " is in use by another EquiVeil: stop that one first (./equiveil stop --data …) or choose"
                        + " another folder.");
    }

    private static FileAttribute<Set<PosixFilePermission>> ownerOnly() {
        return PosixFilePermissions.asFileAttribute(OWNER_ONLY);
    }

    private static void emptyOut(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.toList()) {
                deleteTree(entry);
            }
        }
    }

    /// Deletes a file or a folder with all it holds; never follows a link out of it.
    public static void deleteTree(Path start) throws IOException {
        if (!Files.exists(start, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(start)) {
            for (Path path : walk.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    /// What the folder is for.
    public Use use() {
        return use;
    }

    /// The folder itself.
    public Path root() {
        return root;
    }

    /// The embedded database: binaries, cluster, port.
    public Path pg() {
        return root.resolve("pg");
    }

    /// The sealed root key and every other key file, all encrypted.
    public Path keys() {
        return root.resolve("keys");
    }

    /// Encrypted document streams.
    public Path documents() {
        return root.resolve("documents");
    }

    /// What the running process says about itself: its id and its address.
    public Path run() {
        return root.resolve("run");
    }

    /// Which process holds the folder, as that process has said; what a killed one said is gone once the folder opens.
    public static Path holderIn(Path root) {
        return root.resolve("run").resolve("process");
    }

    /// Logs, without personal data.
    public Path logs() {
        return root.resolve("logs");
    }

    /// Short-lived files; emptied at every start. Nothing confidential in clear, here as anywhere.
    public Path scratch() {
        return root.resolve("scratch");
    }

    /// Bytes that may still be written.
    public long freeBytes() throws IOException {
        return Files.getFileStore(root).getUsableSpace();
    }

    /// Lets the folder go. Harmless when called again.
    @Override
    public synchronized void close() {
        if (!channel.isOpen()) {
            return;
        }
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            // The lock ends with the process in any case.
        } finally {
            HELD_HERE.remove(root);
        }
    }
}
