package io.equiveil;

import com.zaxxer.hikari.HikariDataSource;
import io.equiveil.engine.DataFolder;
import io.equiveil.engine.DatabaseEngine;
import io.equiveil.engine.DatabaseRole;
import io.equiveil.engine.PublicAddress;
import io.equiveil.vault.RootKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The whole house, running, for tests that need it: one data folder, one real PostgreSQL and at most one
/// Spring context per test process, started when first asked for and shared by all tests.
///
/// Tests share its database, so each makes its own people, matters and rows, and asserts on those only.
///
/// - [#database()]: the migrated database without Spring (about three seconds, the first time).
/// - [#open()]: the application on a random port, plain HTTP on 127.0.0.1 (some ten seconds, the first time).
/// - [#on(Map)]: one more house beside it, on a PostgreSQL that others run; whoever opens it closes it.
public final class House implements AutoCloseable {

    private static final char[] PASSPHRASE = "a passphrase for tests only".toCharArray();

    private static @Nullable Database database;
    private static @Nullable House house;

    private final Database below;
    private final RunningHouse running;

    private House(Database below) {
        this.below = below;
        this.running = RunningHouse.start(
                below.folder,
                below.rootKey,
                below.engine,
                new Door.Loopback(new PublicAddress("http", "localhost", freePort())));
    }

    /// The migrated database of this test process, without Spring.
    public static synchronized Database database() {
        if (database == null) {
            sharePostgresBinaries();
            database = database(Map.of());
            Runtime.getRuntime().addShutdownHook(new Thread(House::closeShared));
        }
        return database;
    }

    private static Database database(Map<String, String> environment) {
        try {
            Path root = Files.createTempDirectory("equiveil-house");
            DataFolder folder = DataFolder.open(root, DataFolder.Use.DEMO);
            RootKey rootKey = RunningHouse.rootKey(folder, PASSPHRASE);
            return new Database(folder, rootKey, RunningHouse.database(folder, rootKey, environment));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Lets every server that tests start use the same unpacked binaries.
    public static void sharePostgresBinaries() {
        Path shared = Path.of("target", "run", "pg-binaries").toAbsolutePath();
        try {
            Files.createDirectories(shared.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.setProperty("equiveil.pg.binaries", shared.toString());
    }

    /// All rooms, in the order of their migrations.
    public static List<String> rooms() {
        return Rooms.IN_ORDER;
    }

    /// The running application of this test process.
    public static synchronized House open() {
        if (house == null) {
            house = new House(database());
        }
        return house;
    }

    /// Another application, in a folder of its own, on the server that the environment names (`EQUIVEIL_DB_URL`).
    public static House on(Map<String, String> environment) {
        return new House(database(environment));
    }

    /// A bean of the application.
    public <T> T bean(Class<T> type) {
        return running.context().getBean(type);
    }

    /// Every bean of a kind, where rooms contribute several.
    public <T> java.util.Collection<T> beans(Class<T> type) {
        return running.context().getBeansOfType(type).values();
    }

    /// A bean of which there are several, by its name.
    public <T> T bean(String name, Class<T> type) {
        return running.context().getBean(name, type);
    }

    /// SQL as the application's own role.
    public JdbcClient jdbc() {
        return below.jdbc();
    }

    /// SQL as the superuser: for sabotage, and to look at what is stored.
    public JdbcClient ownerJdbc() {
        return below.ownerJdbc();
    }

    /// Where the pages are, such as `http://localhost:34567`. Plain HTTP, as in the demo.
    public String baseUrl() {
        return running.address().origin().toString();
    }

    /// Everything the application writes lies below this.
    public Path dataFolder() {
        return running.folder().root();
    }

    /// For a house of one's own ([#on(Map)]); the shared one goes with the process.
    @Override
    public void close() {
        running.closePages();
        below.close();
    }

    private static synchronized void closeShared() {
        if (house != null) {
            house.close();
        } else if (database != null) {
            database.close();
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteTree(Path root) {
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            // A left-over in the temporary folder fails no test.
        }
    }

    /// A migrated database, by role.
    public static final class Database {

        private final DataFolder folder;
        private final RootKey rootKey;
        private final DatabaseEngine engine;
        private final HikariDataSource app;

        private Database(DataFolder folder, RootKey rootKey, DatabaseEngine engine) {
            this.folder = folder;
            this.rootKey = rootKey;
            this.engine = engine;
            this.app = engine.pool(DatabaseRole.APP, 8);
        }

        /// Connections of the application's role, pooled.
        public DataSource app() {
            return app;
        }

        /// Connections of any role, one at a time.
        public DataSource as(DatabaseRole role) {
            return engine.dataSource(role);
        }

        /// SQL as the application's own role.
        public JdbcClient jdbc() {
            return JdbcClient.create(app);
        }

        /// SQL as the superuser: for sabotage, and to look at what is stored.
        public JdbcClient ownerJdbc() {
            return JdbcClient.create(engine.administrator());
        }

        /// Connections of the superuser, one at a time: for tests that make a database of their own on this
        /// server.
        public DataSource administrator() {
            return engine.administrator();
        }

        /// The root key under which this database runs.
        public RootKey rootKey() {
            return rootKey;
        }

        /// The data folder in which it lies.
        public DataFolder folder() {
            return folder;
        }

        /// The engine itself.
        public DatabaseEngine engine() {
            return engine;
        }

        private void close() {
            app.close();
            engine.close();
            folder.close();
            deleteTree(folder.root());
        }
    }
}
