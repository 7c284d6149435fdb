package io.equiveil.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equiveil.House;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The embedded server through good and bad ends, with real processes.
class EmbeddedServerTests {

    private static final Function<String, char[]> PASSWORDS = role -> ("secret of " + role).toCharArray();

    @TempDir
    Path parent;

    private DataFolder folder;

    @BeforeEach
    void openFolder() {
        House.sharePostgresBinaries();
        folder = DataFolder.open(parent.resolve("数据 folder"), DataFolder.Use.WORK);
    }

    @AfterEach
    void leaveNothingRunning() throws IOException {
        folder.close();
        EmbeddedServer.runningPid(folder.pg()).flatMap(ProcessHandle::of).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void keepsItsPortAndItsRowsAcrossStarts() throws Exception {
        String where;
        try (DatabaseEngine first = start()) {
            where = first.where();
            write(first.administrator(), "create table kept (word text)", "insert into kept values ('here')");
        }
        assertThat(EmbeddedServer.runningPid(folder.pg())).isEmpty();

        try (DatabaseEngine second = start()) {
            assertThat(second.where()).isEqualTo(where);
            assertThat(read(second.administrator(), "select word from kept")).isEqualTo("here");
        }
    }

    @Test
    void stopsTheServerThatOutlivedItsApplicationAndKeepsWhatItCommitted() throws Exception {
        DatabaseEngine abandoned = start();
        write(abandoned.administrator(), "create table kept (word text)", "insert into kept values ('here')");
        long orphan = EmbeddedServer.runningPid(folder.pg()).orElseThrow();

        try (DatabaseEngine next = start()) {
            assertThat(ProcessHandle.of(orphan)
                            .flatMap(process -> process.info().command()))
                    .as("it was ended")
                    .isEmpty();
            assertThat(read(next.administrator(), "select word from kept")).isEqualTo("here");
        }
    }

    @Test
    void recoversWhenTheServerItselfWasKilled() throws Exception {
        DatabaseEngine abandoned = start();
        write(abandoned.administrator(), "create table kept (word text)", "insert into kept values ('here')");
        ProcessHandle server = ProcessHandle.of(
                        EmbeddedServer.runningPid(folder.pg()).orElseThrow())
                .orElseThrow();
        server.destroyForcibly();
        server.onExit().get();

        try (DatabaseEngine next = start()) {
            assertThat(read(next.administrator(), "select word from kept")).isEqualTo("here");
        }
    }

    @Test
    void isNotMisledByAPidFileThatNamesSomebodyElsesLivingProcess() throws Exception {
        start().close();
        Path pidFile = folder.pg().resolve("data/postmaster.pid");
        Process stranger = new ProcessBuilder("sleep", "300").start();
        try {
            Files.writeString(
                    pidFile, stranger.pid() + "\n" + folder.pg().resolve("data") + "\n1\n5432\n\n127.0.0.1\n1 1\n");

            try (DatabaseEngine next = start()) {
                assertThat(read(next.administrator(), "select 'up'")).isEqualTo("up");
            }

            assertThat(stranger.isAlive()).as("it was left alone").isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void takesAnotherPortWhenItsOwnWasTakenMeanwhile() throws Exception {
        start().close();
        int usual =
                Integer.parseInt(Files.readString(folder.pg().resolve("port")).strip());

        try (ServerSocket taken = new ServerSocket(usual, 1, InetAddress.getLoopbackAddress());
                DatabaseEngine next = start()) {
            assertThat(next.where()).doesNotContain(":" + taken.getLocalPort() + "/");
        }
    }

    @Test
    void throwsAwayAClusterWhoseSetUpNeverCompleted() throws Exception {
        start().close();
        Files.delete(folder.pg().resolve("complete"));
        Files.delete(folder.pg().resolve("data/global/pg_control"));

        try (DatabaseEngine next = start()) {
            assertThat(read(next.administrator(), "select 'up'")).isEqualTo("up");
        }
    }

    @Test
    void refusesPasswordsOfAnotherRootKeyAndLeavesNothingRunning() {
        start().close();

        assertThatThrownBy(() -> DatabaseEngine.start(folder, role -> "other".toCharArray(), Map.of()))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("another data folder's root key");

        assertThat(folder.pg())
                .satisfies(pg -> assertThat(EmbeddedServer.runningPid(pg)).isEmpty());
    }

    @Test
    void asksForAPasswordFromTheVeryFirstStart() throws Exception {
        try (DatabaseEngine engine = start()) {
            String rules = read(
                    engine.administrator(),
                    "select string_agg(distinct auth_method, ',') from pg_hba_file_rules where type <> 'local'");

            assertThat(rules).isEqualTo("scram-sha-256");
        }
    }

    @Test
    void writesNoStatementParameterOrRowIntoItsLog() throws Exception {
        try (DatabaseEngine engine = start()) {
            write(engine.administrator(), "create table t (secret text primary key, n int)");
            write(engine.administrator(), "grant all on t to ev_app");
            DataSource app = engine.dataSource(DatabaseRole.APP);
            write(app, "insert into t values ('Canary4711', 1)");
            for (String wrong : new String[] {
                "insert into t values ('Canary4711', 1)",
                "insert into t values ('x', 'Canary4711')",
                "select 'Canary4711'::int",
                "select Canary4711 from t",
                "do $$ begin raise warning 'Canary4711'; raise exception 'Canary4711'; end $$"
            }) {
                try {
                    write(app, wrong);
                } catch (SQLException expected) {
                    // The point is what the server says about it elsewhere.
                }
            }
        }
        try (Stream<Path> files = Files.walk(folder.logs())) {
            for (Path log : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(log, StandardCharsets.UTF_8))
                        .as(log.toString())
                        .doesNotContainIgnoringCase("canary4711");
            }
        }
    }

    @Test
    void namesNoValueOfARowInItsErrors() throws Exception {
        try (DatabaseEngine engine = start()) {
            write(engine.administrator(), "create table t (secret text primary key)");
            write(engine.administrator(), "insert into t values ('Canary4711')");

            assertThatThrownBy(() -> write(engine.administrator(), "insert into t select 'Canary' || 4711"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageNotContaining("Canary4711");
        }
    }

    private DatabaseEngine start() {
        return DatabaseEngine.start(folder, PASSWORDS, Map.of());
    }

    private static void write(DataSource source, String... statements) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String read(DataSource source, String query) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
