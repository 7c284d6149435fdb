package io.equiveil.engine;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/// The database under the house: the embedded PostgreSQL of the data folder, or the one `EQUIVEIL_DB_URL` points at.
///
/// Guarantees, checked after every start and not merely configured: what is committed is on disk (`fsync` and
/// `synchronous_commit` are on), and the server writes no statement, parameter or error text to its log. The roles of
/// [DatabaseRole] exist, none of them a superuser. Passwords come from the caller's function and are never stored.
public final class DatabaseEngine implements AutoCloseable {

    /// Environment variable with the JDBC address of an external PostgreSQL.
    public static final String URL_VARIABLE = "EQUIVEIL_DB_URL";

    static final String USER_VARIABLE = "EQUIVEIL_DB_USER";
    static final String PASSWORD_VARIABLE = "EQUIVEIL_DB_PASSWORD";

    private final AtomicInteger pools = new AtomicInteger();
    private final ServerAddress address;
    private final @Nullable EmbeddedServer embedded;
    private final Function<String, char[]> passwords;

    private DatabaseEngine(
            ServerAddress address, @Nullable EmbeddedServer embedded, Function<String, char[]> passwords) {
        this.address = address;
        this.embedded = embedded;
        this.passwords = passwords;
    }

    /// Starts or reaches the database, makes what is missing (roles, database) and checks the promises above.
    ///
    /// @param passwords the password for a role name; the same answer at every start
    /// @param environment where `EQUIVEIL_DB_URL` may stand
    /// @throws StartRefused in one clear sentence when it cannot be had
    public static DatabaseEngine start(
            DataFolder folder, Function<String, char[]> passwords, Map<String, String> environment) {
        @Nullable String url = environment.get(URL_VARIABLE);
        try {
            return url == null || url.isBlank()
                    ? startEmbedded(folder, passwords)
                    : reachExternal(ServerAddress.parse(url, environment), passwords);
        } catch (IOException e) {
            throw new StartRefused(
                    "数据库无法启动：" + folder.pg() + " 无法读写。",
                    "The database does not start: " + folder.pg() + " cannot be read or written.",
                    e);
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    private static DatabaseEngine startEmbedded(DataFolder folder, Function<String, char[]> passwords)
            throws IOException, SQLException {
        EmbeddedServer.Started started = EmbeddedServer.start(folder);
        EmbeddedServer server = started.server();
        try {
            ServerAddress address = ServerAddress.embedded(server.port(), passwords.apply(EmbeddedServer.SUPERUSER));
            if (started.firstPassword().isPresent()) {
                try (Connection first =
                        address.withPassword(started.firstPassword().get()).connectForUpkeep()) {
                    Provisioning.setPassword(first, EmbeddedServer.SUPERUSER, address.password());
                }
            }
            Provisioning.provide(address, passwords);
            server.markComplete();
            return new DatabaseEngine(address, server, passwords);
        } catch (SQLException | IOException | RuntimeException e) {
            server.stop();
            throw e;
        }
    }

    private static DatabaseEngine reachExternal(ServerAddress address, Function<String, char[]> passwords)
            throws SQLException {
        Provisioning.provide(address, passwords);
        return new DatabaseEngine(address, null, passwords);
    }

    /// A connection pool for a role.
    ///
    /// @param size most connections at once
    public HikariDataSource pool(DatabaseRole role, int size) {
        return pool(role, size, new HikariConfig());
    }

    /// Pooled connections whose commits do not wait for the disk: for what counts only once a later commit of
    /// another connection did, which the disk then has with everything before it (there is one write-ahead log).
    public HikariDataSource poolThatDoesNotWaitForTheDisk(DatabaseRole role, int size) {
        HikariConfig config = new HikariConfig();
        config.setConnectionInitSql("set synchronous_commit = off");
        return pool(role, size, config);
    }

    private HikariDataSource pool(DatabaseRole role, int size, HikariConfig config) {
        config.setPoolName(role.roleName() + "-" + pools.incrementAndGet());
        config.setDataSource(dataSource(role));
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(Duration.ofSeconds(10).toMillis());
        return new HikariDataSource(config);
    }

    /// Unpooled connections for a role, for the few jobs that need their own.
    public DataSource dataSource(DatabaseRole role) {
        return address.dataSource(role.roleName(), passwords.apply(role.roleName()));
    }

    /// Unpooled connections of the administrator: for backup, and for tests that sabotage by SQL.
    public DataSource administrator() {
        return address.dataSource(address.user(), address.password());
    }

    /// Whether the server is the embedded one.
    public boolean isEmbedded() {
        return embedded != null;
    }

    /// Where the database is, without user and password.
    public String where() {
        return address.where();
    }

    /// Stops the embedded server in good order; an external one is left alone.
    @Override
    public void close() {
        if (embedded != null) {
            embedded.stop();
        }
    }

    private static StartRefused refused(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return switch (state) {
            case "28P01", "28000" ->
                new StartRefused(
                        "数据库不接受本根密钥导出的密码：这个数据库属于另一个数据文件夹，或管理员账号有误。",
                        "The database refuses the password: it belongs to another data folder's root key, or the"
                                + " administrator's account is wrong.",
                        e);
            case "08001", "08004", "08006" ->
                new StartRefused(
                        "连接不上数据库：请检查地址、端口和网络。", "The database cannot be reached: check address, port and network.", e);
            case "53100" -> new StartRefused("磁盘已满，数据库无法启动。", "The disk is full; the database does not start.", e);
            default ->
                new StartRefused(
                        "数据库无法启动（SQLSTATE " + state + "）。", "The database does not start (SQLSTATE " + state + ").", e);
        };
    }

    /// Where a server is and who administers it.
    ///
    /// @param where `//host:port,…/` part with the parameters that are neither user nor password
    record ServerAddress(String hosts, String database, String parameters, String user, char[] password) {

        private static final String DEFAULT_DATABASE = "equiveil";

        static ServerAddress embedded(int port, char[] password) {
            return new ServerAddress("127.0.0.1:" + port, DEFAULT_DATABASE, "", EmbeddedServer.SUPERUSER, password);
        }

        /// `jdbc:postgresql://host:port[,host:port]/database?user=…&password=…&more=…`; the database is made when
        /// missing.
        static ServerAddress parse(String url, Map<String, String> environment) {
            java.util.regex.Matcher matcher = java.util.regex.Pattern.compile(
                            "jdbc:postgresql://([^/?]+)/?([^?]*)(?:\\?(.*))?")
                    .matcher(url.strip());
            if (!matcher.matches()) {
                throw new StartRefused(
                        URL_VARIABLE + " 应写成 jdbc:postgresql://主机:端口/数据库。",
                        URL_VARIABLE + " must look like jdbc:postgresql://host:port/database.");
            }
            String user = environment.getOrDefault(USER_VARIABLE, "");
            String password = environment.getOrDefault(PASSWORD_VARIABLE, "");
            StringBuilder rest = new StringBuilder();
            String parameters = matcher.group(3) == null ? "" : matcher.group(3);
            for (String parameter : parameters.split("&")) {
                if (parameter.startsWith("user=")) {
                    user = decoded(parameter.substring("user=".length()));
                } else if (parameter.startsWith("password=")) {
                    password = decoded(parameter.substring("password=".length()));
                } else if (!parameter.isEmpty()) {
                    rest.append('&').append(parameter);
                }
            }
            String database = matcher.group(2);
            return new ServerAddress(
                    matcher.group(1),
                    database.isEmpty() || database.equals("postgres") ? DEFAULT_DATABASE : database,
                    rest.toString(),
                    user.isEmpty() ? EmbeddedServer.SUPERUSER : user,
                    password.toCharArray());
        }

        private static String decoded(String value) {
            return java.net.URLDecoder.decode(value, java.nio.charset.StandardCharsets.UTF_8);
        }

        ServerAddress withPassword(char[] other) {
            return new ServerAddress(hosts, database, parameters, user, other);
        }

        String where() {
            return hosts + "/" + database;
        }

        /// The administrator in the maintenance database.
        Connection connectForUpkeep() throws SQLException {
            return dataSource("postgres", user, password).getConnection();
        }

        DataSource dataSource(String role, char[] rolePassword) {
            return dataSource(database, role, rolePassword);
        }

        private DataSource dataSource(String inDatabase, String role, char[] rolePassword) {
            PGSimpleDataSource source = new PGSimpleDataSource();
            // Details of errors name the values of rows: they stay out of exceptions and so out of our logs (P1).
            source.setUrl("jdbc:postgresql://" + hosts + "/" + inDatabase
                    + "?ApplicationName=equiveil&logServerErrorDetail=false&tcpKeepAlive=true" + parameters);
            source.setUser(role);
            source.setPassword(new String(rolePassword));
            return source;
        }

        @Override
        public String toString() {
            return where();
        }
    }
}
