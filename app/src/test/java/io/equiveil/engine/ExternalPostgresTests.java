package io.equiveil.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equiveil.House;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The house on a PostgreSQL that others run: Debian's server, started by the test.
class ExternalPostgresTests {

    private static final Function<String, char[]> PASSWORDS = role -> ("secret of " + role).toCharArray();

    private static ForeignPostgres server;

    @TempDir
    static Path serverFolder;

    @TempDir
    Path parent;

    @BeforeAll
    static void startServer() throws Exception {
        server = ForeignPostgres.start(serverFolder);
    }

    @AfterAll
    static void stopServer() throws Exception {
        if (server != null) {
            server.stop();
        }
    }

    @Test
    void makesRolesAndDatabaseOnceAndMigratesEveryRoom() throws Exception {
        try (DataFolder folder = DataFolder.open(parent.resolve("d"), DataFolder.Use.WORK)) {
            for (int start = 1; start <= 2; start++) {
                try (DatabaseEngine engine = DatabaseEngine.start(folder, PASSWORDS, server.environment("house"))) {
                    assertThat(engine.isEmbedded()).isFalse();
                    new Migrations(engine).run(House.rooms());
                    assertThat(ask(engine, "select current_user || ' ' || current_database()"))
                            .isEqualTo("ev_app house");
                    assertThat(ask(engine, "show log_min_error_statement")).isEqualTo("panic");
                }
            }
            assertThat(folder.pg()).isEmptyDirectory();
        }
    }

    @Test
    void refusesAServerWhoseRolesBelongToAnotherRootKey() {
        try (DataFolder folder = DataFolder.open(parent.resolve("d"), DataFolder.Use.WORK)) {
            DatabaseEngine.start(folder, PASSWORDS, server.environment("house")).close();

            assertThatThrownBy(() ->
                            DatabaseEngine.start(folder, role -> "other".toCharArray(), server.environment("house")))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("another data folder's root key");
        }
    }

    @Test
    void refusesADatabaseThatBelongsToSomebodyElse() throws Exception {
        server.execute("create database theirs");
        try (DataFolder folder = DataFolder.open(parent.resolve("d"), DataFolder.Use.WORK)) {
            assertThatThrownBy(() -> DatabaseEngine.start(folder, PASSWORDS, server.environment("theirs")))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("choose another name");
        }
    }

    @Test
    void refusesAServerThatDoesNotWriteThrough() throws Exception {
        try (DataFolder folder = DataFolder.open(parent.resolve("d"), DataFolder.Use.WORK)) {
            DatabaseEngine.start(folder, PASSWORDS, server.environment("house")).close();
            server.execute("alter role ev_recorder set synchronous_commit = off");
            try {
                assertThatThrownBy(() -> DatabaseEngine.start(folder, PASSWORDS, server.environment("house")))
                        .isInstanceOf(StartRefused.class)
                        .hasMessageContaining("synchronous_commit is off");
            } finally {
                server.execute("alter role ev_recorder reset synchronous_commit");
            }
        }
    }

    @Test
    void writesNoValueIntoThatServersLogEither() throws Exception {
        try (DataFolder folder = DataFolder.open(parent.resolve("d"), DataFolder.Use.WORK);
                DatabaseEngine engine = DatabaseEngine.start(folder, PASSWORDS, server.environment("house"))) {
            assertThatThrownBy(() -> ask(engine, "select 'Canary4711'::int")).isInstanceOf(Exception.class);
        }
        assertThat(Files.readString(server.log())).doesNotContain("Canary4711");
    }

    @Test
    void neverPrintsUserOrPassword() {
        DatabaseEngine.ServerAddress address = DatabaseEngine.ServerAddress.parse(
                "jdbc:postgresql://db1:5432,db2:5432/house?user=admin&password=p%26ss&targetServerType=primary",
                Map.of());

        assertThat(address.toString()).isEqualTo("db1:5432,db2:5432/house");
        assertThat(address.user()).isEqualTo("admin");
        assertThat(new String(address.password())).isEqualTo("p&ss");
        assertThat(address.parameters()).isEqualTo("&targetServerType=primary");
    }

    private static String ask(DatabaseEngine engine, String query) throws Exception {
        try (Connection connection = engine.dataSource(DatabaseRole.APP).getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getString(1) : "";
        }
    }
}
