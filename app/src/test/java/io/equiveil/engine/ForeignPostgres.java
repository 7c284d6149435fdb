package io.equiveil.engine;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A PostgreSQL of the operating system (Debian's `postgresql-15`), in a temporary folder, as an administrator runs it.
public final class ForeignPostgres {

    private static final String PASSWORD = "the administrator's own";

    private final Path bin;
    private final Path folder;
    private final int port;

    private ForeignPostgres(Path bin, Path folder, int port) {
        this.bin = bin;
        this.folder = folder;
        this.port = port;
    }

    /// Starts one, or skips the calling test where the machine has none (`./equiveil test` installs it).
    public static ForeignPostgres start(Path folder) throws Exception {
        Optional<Path> bin = programs();
        assumeThat(bin)
                .as("PostgreSQL 15 or newer of the operating system (Debian: postgresql-15)")
                .isPresent();
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        ForeignPostgres server = new ForeignPostgres(bin.get(), folder, port);
        Path password = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        server.run(
                "initdb",
                "-D",
                folder.resolve("data").toString(),
                "-U",
                "admin",
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
                "--auth=scram-sha-256",
                "--pwfile=" + password);
        server.run(
                "pg_ctl",
                "-D",
                folder.resolve("data").toString(),
                "-l",
                server.log().toString(),
                "-w",
                "-o",
                "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=''",
                "start");
        return server;
    }

    private static Optional<Path> programs() throws IOException {
        Path debian = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(debian)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(debian)) {
            return versions.filter(version -> version.getFileName().toString().matches("1[5-9]|[2-9][0-9]"))
                    .filter(version -> Files.isExecutable(version.resolve("bin/postgres")))
                    .min(Comparator.comparing(version -> version.getFileName().toString()))
                    .map(version -> version.resolve("bin"));
        }
    }

    /// What an operator would set to use it.
    public Map<String, String> environment(String database) {
        return Map.of(
                "EQUIVEIL_DB_URL",
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database,
                "EQUIVEIL_DB_USER",
                "admin",
                "EQUIVEIL_DB_PASSWORD",
                PASSWORD);
    }

    /// Runs SQL as its administrator.
    public void execute(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "admin", PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Its log.
    public Path log() {
        return folder.resolve("server.log");
    }

    /// Stops it.
    public void stop() throws Exception {
        run("pg_ctl", "-D", folder.resolve("data").toString(), "-m", "fast", "-w", "stop");
    }

    private void run(String program, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(bin.resolve(program).toString());
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(folder, program, ".out");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(program + ": " + Files.readString(output));
        }
    }
}
