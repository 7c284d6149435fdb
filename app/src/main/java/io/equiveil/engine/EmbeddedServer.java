package io.equiveil.engine;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;

/// A real PostgreSQL in the data folder, started and stopped with the application.
///
/// It listens on 127.0.0.1 only, on a port that is chosen once and kept, and asks for a password (SCRAM) from its very
/// first start. It survives a `kill -9` of the application; the next start finds it by its pid file and stops it first.
/// A cluster whose set-up never completed is thrown away: nothing can have been acknowledged in it.
final class EmbeddedServer {

    /// Where to look for unpacked binaries instead of the data folder (many short-lived servers on one machine).
    static final String BINARIES_PROPERTY = "equiveil.pg.binaries";

    static final String SUPERUSER = "postgres";

    private static final int START_SECONDS = 120;
    private static final int STOP_SECONDS = 60;

    // Every line is a promise: durability first, then P5, then P1 (no statement, parameter, error text or row detail in
    // the
    // log).
    private static final List<String> SETTINGS = List.of(
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            // A recycled log file keeps its old content until it is overwritten: destroyed keys would live on in it.
            "wal_recycle=off",
            "wal_compression=off",
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "shared_buffers=64MB",
            "max_connections=60",
            "timezone=UTC",
            "password_encryption=scram-sha-256",
            "logging_collector=on",
            "log_directory=../../logs",
            "log_filename=postgresql-%a.log",
            "log_truncate_on_rotation=on",
            "log_rotation_age=1d",
            "log_file_mode=0600",
            "log_statement=none",
            "log_min_duration_statement=-1",
            "log_min_error_statement=panic",
            "log_min_messages=log",
            "log_error_verbosity=terse",
            "log_parameter_max_length=0",
            "log_parameter_max_length_on_error=0",
            "log_lock_waits=off",
            "log_temp_files=-1",
            "log_autovacuum_min_duration=-1");

    private final Path cluster;
    private final Path binaries;
    private final Path portFile;
    private final Path complete;
    private final int port;

    private EmbeddedServer(Path pg, Path binaries, int port) {
        this.cluster = pg.resolve("data");
        this.portFile = pg.resolve("port");
        this.complete = pg.resolve("complete");
        this.binaries = binaries;
        this.port = port;
    }

    /// A running server and the password its superuser has at this moment.
    ///
    /// @param firstPassword the random password of a cluster made just now; absent when it existed before
    record Started(EmbeddedServer server, Optional<char[]> firstPassword) {}

    static Started start(DataFolder folder) throws IOException {
        Path pg = folder.pg();
        Path binaries = binariesFor(pg);
        unpack(binaries);
        new EmbeddedServer(pg, binaries, 0).stopOrphan();

        EmbeddedServer server = new EmbeddedServer(pg, binaries, portFor(pg.resolve("port")));
        Optional<char[]> firstPassword = Optional.empty();
        if (!Files.exists(server.complete)) {
            DataFolder.deleteTree(server.cluster);
            firstPassword = Optional.of(server.create(folder.run()));
        }
        server.launch(folder.logs());
        return new Started(server, firstPassword);
    }

    /// Says that roles and database exist, so that the cluster is kept from now on.
    void markComplete() throws IOException {
        Files.writeString(portFile, port + "\n");
        Files.writeString(complete, "1\n");
    }

    int port() {
        return port;
    }

    /// The id of the server that runs on this cluster, by its pid file and its command line.
    static Optional<Long> runningPid(Path pg) throws IOException {
        return new EmbeddedServer(pg, pg, 0).livePostmaster();
    }

    /// Stops whatever server runs on a cluster that is about to be thrown away, and waits until it has ended.
    static void stopIn(Path pg) throws IOException {
        new EmbeddedServer(pg, pg, 0)
                .livePostmaster()
                .flatMap(ProcessHandle::of)
                .ifPresent(server -> {
                    // Nothing in it is wanted any more: it need not write what it holds.
                    server.descendants().forEach(ProcessHandle::destroyForcibly);
                    server.destroyForcibly();
                    server.onExit()
                            .completeOnTimeout(server, STOP_SECONDS, TimeUnit.SECONDS)
                            .join();
                });
    }

    void stop() {
        try {
            Outcome outcome = run(
                    List.of(
                            tool("pg_ctl"),
                            "-D",
                            cluster.toString(),
                            "-m",
                            "fast",
                            "-w",
                            "-t",
                            "" + STOP_SECONDS,
                            "stop"),
                    STOP_SECONDS + 10);
            if (outcome.code() != 0 && livePostmaster().isPresent()) {
                run(
                        List.of(
                                tool("pg_ctl"),
                                "-D",
                                cluster.toString(),
                                "-m",
                                "immediate",
                                "-w",
                                "-t",
                                "" + STOP_SECONDS,
                                "stop"),
                        STOP_SECONDS + 10);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private char[] create(Path run) throws IOException {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        String once = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        // A password that works for seconds only: it is replaced by the derived one over the first connection.
        Path passwordFile = Files.createTempFile(
                run, "pw", "", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(passwordFile, once + "\n");
            Outcome outcome = run(
                    List.of(
                            tool("initdb"),
                            "-D",
                            cluster.toString(),
                            "-U",
                            SUPERUSER,
                            "-E",
                            "UTF8",
                            "--pwfile=" + passwordFile,
                            "--auth=scram-sha-256",
                            "--data-checksums",
                            "--locale-provider=builtin",
                            "--builtin-locale=C.UTF-8",
                            "--locale=C.UTF-8"),
                    300);
            if (outcome.code() != 0) {
                throw refused("建立数据库失败", "The database could not be created", outcome);
            }
        } finally {
            Files.deleteIfExists(passwordFile);
        }
        return once.toCharArray();
    }

    private void launch(Path logs) throws IOException {
        List<String> options = new ArrayList<>();
        options.add("-p");
        options.add("" + port);
        for (String setting : SETTINGS) {
            options.add("-c");
            options.add(setting.endsWith("=") ? setting + "''" : setting);
        }
        Outcome outcome = run(
                List.of(
                        tool("pg_ctl"),
                        "-D",
                        cluster.toString(),
                        "-l",
                        logs.resolve("postgresql-start.log").toString(),
                        "-w",
                        "-t",
                        "" + START_SECONDS,
                        "-o",
                        String.join(" ", options),
                        "start"),
                START_SECONDS + 30);
        if (outcome.code() != 0) {
            stop();
            throw refused("数据库无法启动，详见 " + logs, "The database does not start; see " + logs, outcome);
        }
    }

    /// Stops a server that outlived its application, and removes a pid file that names somebody else's process.
    private void stopOrphan() throws IOException {
        Path pidFile = cluster.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        if (livePostmaster().isPresent()) {
            stop();
            if (livePostmaster().isPresent()) {
                throw new StartRefused(
                        "上次留下的数据库进程无法停止（进程号 " + livePostmaster().orElseThrow() + "）：请手动停止它再启动。",
                        "The database left over from the last run does not stop (process "
                                + livePostmaster().orElseThrow() + "): stop it by hand, then start again.");
            }
        }
        Files.deleteIfExists(pidFile);
    }

    private Optional<Long> livePostmaster() throws IOException {
        Path pidFile = cluster.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(pidFile, StandardCharsets.UTF_8);
        long pid;
        try {
            pid = lines.isEmpty() ? -1 : Long.parseLong(lines.getFirst().trim());
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
        // After a restart of the machine the same number may belong to anything, even to ourselves.
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(this::isPostmasterOfThisCluster)
                .map(ProcessHandle::pid);
    }

    private boolean isPostmasterOfThisCluster(ProcessHandle process) {
        String command = process.info().command().orElse("");
        List<String> arguments = List.of(process.info().arguments().orElse(new String[0]));
        return command.endsWith("/postgres") && arguments.contains(cluster.toString());
    }

    private static int portFor(Path portFile) throws IOException {
        if (Files.exists(portFile)) {
            try {
                int kept = Integer.parseInt(Files.readString(portFile).trim());
                if (isFree(kept)) {
                    return kept;
                }
            } catch (NumberFormatException e) {
                // Unreadable: a new one is chosen.
            }
        }
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Path binariesFor(Path pg) {
        @Nullable String shared = System.getProperty(BINARIES_PROPERTY);
        return shared == null ? pg.resolve("binaries") : Path.of(shared);
    }

    private static void unpack(Path binaries) throws IOException {
        Path done = binaries.resolve("complete");
        String archive = archiveName();
        if (Files.exists(done) && Files.readString(done).equals(archiveMark(archive))) {
            return;
        }
        Files.createDirectories(
                binaries, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path lockFile = binaries.resolveSibling(binaries.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            if (held.isValid() && Files.exists(done) && Files.readString(done).equals(archiveMark(archive))) {
                return;
            }
            DataFolder.deleteTree(binaries);
            Files.createDirectories(
                    binaries, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            try (InputStream packed = open(archive)) {
                unpack(packed, binaries);
            }
            Files.writeString(done, archiveMark(archive));
        }
    }

    private static void unpack(InputStream packed, Path target) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(packed)))) {
            TarArchiveEntry entry;
            while ((entry = tar.getNextEntry()) != null) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("entry outside the archive: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else if (entry.isSymbolicLink()) {
                    Files.createDirectories(path.getParent());
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else {
                    Files.createDirectories(path.getParent());
                    Files.copy(tar, path);
                    boolean runs = (entry.getMode() & 0100) != 0;
                    Files.setPosixFilePermissions(
                            path, PosixFilePermissions.fromString(runs ? "rwx------" : "rw-------"));
                }
            }
        }
    }

    private static InputStream open(String archive) {
        InputStream stream = EmbeddedServer.class.getResourceAsStream("/" + archive);
        if (stream == null) {
            throw new StartRefused(
                    "没有适用于本机系统（" + archive + "）的内置数据库：请用 EQUIVEIL_DB_URL 指定 PostgreSQL 15 或更高版本。",
                    "There is no embedded database for this system (" + archive
                            + "): set EQUIVEIL_DB_URL to a PostgreSQL 15 or newer.");
        }
        return stream;
    }

    private static String archiveMark(String archive) throws IOException {
        java.net.URL url = EmbeddedServer.class.getResource("/" + archive);
        return archive + " " + (url == null ? 0 : url.openConnection().getContentLengthLong()) + "\n";
    }

    private static String archiveName() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String system = os.contains("mac") ? "darwin" : "linux";
        String processor = machine.equals("aarch64") ? "arm_64" : "x86_64";
        return "postgres-" + system + "-" + processor + ".txz";
    }

    private String tool(String name) {
        return binaries.resolve("bin").resolve(name).toString();
    }

    private record Outcome(int code, String said) {}

    private static Outcome run(List<String> command, int seconds) throws IOException {
        List<String> full = new ArrayList<>();
        if (isRoot()) {
            // PostgreSQL refuses to run as root; in a user namespace of its own it is nobody, yet the files stay ours.
            full.addAll(List.of("unshare", "-U"));
        }
        full.addAll(command);
        Path output = Files.createTempFile("pg", ".out");
        try {
            ProcessBuilder builder = new ProcessBuilder(full);
            builder.environment().put("LC_ALL", "C");
            builder.redirectErrorStream(true).redirectOutput(output.toFile());
            builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
            Process process = builder.start();
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Outcome(-1, "no answer within " + seconds + " s");
            }
            return new Outcome(process.exitValue(), new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static boolean isRoot() throws IOException {
        return "root".equals(System.getProperty("user.name"))
                || Integer.valueOf(0).equals(uidOf(Path.of("/proc/self")));
    }

    private static @Nullable Object uidOf(Path path) throws IOException {
        return Files.exists(path) ? Files.getAttribute(path, "unix:uid") : null;
    }

    private static StartRefused refused(String chinese, String english, Outcome outcome) {
        String last = outcome.said().strip().lines().reduce("", (_, line) -> line);
        if (outcome.said().contains("unshare")) {
            return new StartRefused(
                    "本机不允许 root 建立用户命名空间，内置数据库无法启动：请用普通用户运行，或用 EQUIVEIL_DB_URL 指定数据库。",
                    "This machine does not let root make a user namespace, so the embedded database cannot run: run as"
                            + " an ordinary user or set EQUIVEIL_DB_URL.");
        }
        if (outcome.said().contains("No space left")) {
            return new StartRefused("磁盘已满，数据库无法启动。", "The disk is full; the database does not start.");
        }
        return new StartRefused(
                chinese + "（" + last + "）。", english + " (" + last + ").", new IOException(outcome.said()));
    }
}
