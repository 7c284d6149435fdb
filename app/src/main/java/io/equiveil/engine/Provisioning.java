package io.equiveil.engine;

import io.equiveil.engine.DatabaseEngine.ServerAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/// Makes the roles and the database where they are missing, and asserts what the promises rest on.
///
/// It may run any number of times, and from several nodes at once.
final class Provisioning {

    static final int LEAST_VERSION = 150_000;

    // Agreed by all nodes that start at the same time; any constant will do.
    private static final long TURN = 0x45515549_5645494CL;

    private static final List<DatabaseRole> WORKERS =
            List.of(DatabaseRole.APP, DatabaseRole.RECORDER, DatabaseRole.SEQUENCER);

    /// What a session of ours must not find otherwise, and what to say if it does.
    private static final Map<String, List<String>> QUIET = Map.of(
            "log_statement", List.of("none"),
            "log_min_duration_statement", List.of("-1"),
            "log_min_error_statement", List.of("panic"),
            "log_min_messages", List.of("log", "fatal", "panic"),
            "log_error_verbosity", List.of("terse"),
            "log_parameter_max_length_on_error", List.of("0"));

    private Provisioning() {}

    static void provide(ServerAddress address, Function<String, char[]> passwords) throws SQLException {
        try (Connection administrator = address.connectForUpkeep()) {
            requireVersion(administrator);
            execute(administrator, "select pg_advisory_lock(" + TURN + ")");
            for (DatabaseRole role : DatabaseRole.values()) {
                provideRole(administrator, role, passwords.apply(role.roleName()));
            }
            provideDatabase(administrator, address.database());
            if (isSuperuser(administrator)) {
                keepTheLogQuiet(administrator, address.database());
            }
        }
        requirePromises(address, passwords);
    }

    /// Sets a password so that the server sees only its SCRAM verifier, never the password itself.
    static void setPassword(Connection administrator, String role, char[] password) throws SQLException {
        administrator.unwrap(PGConnection.class).alterUserPassword(role, password.clone(), "scram-sha-256");
    }

    private static void requireVersion(Connection administrator) throws SQLException {
        int version = Integer.parseInt(ask(administrator, "show server_version_num"));
        if (version < LEAST_VERSION) {
            throw new StartRefused(
                    "PostgreSQL 版本过低（" + version / 10_000 + "）：需要 15 或更高版本。",
                    "PostgreSQL is too old (" + version / 10_000 + "): 15 or newer is needed.");
        }
    }

    private static void provideRole(Connection administrator, DatabaseRole role, char[] password) throws SQLException {
        if (!exists(administrator, "select 1 from pg_roles where rolname = '" + role.roleName() + "'")) {
            administrator.setAutoCommit(false);
            execute(
                    administrator,
                    "create role " + role.roleName() + " login nosuperuser nocreatedb nocreaterole"
                            + " noreplication nobypassrls connection limit 40");
            setPassword(administrator, role.roleName(), password);
            administrator.commit();
            administrator.setAutoCommit(true);
        }
        if (exists(
                administrator,
                "select 1 from pg_roles where rolname = '" + role.roleName() + "' and (rolsuper or rolbypassrls)")) {
            throw new StartRefused(
                    "数据库角色 " + role.roleName() + " 权限过大（超级用户或可绕过行级安全）。",
                    "The database role " + role.roleName() + " may do too much (superuser or bypasses row security).");
        }
    }

    private static void provideDatabase(Connection administrator, String database) throws SQLException {
        String owner = DatabaseRole.OWNER.roleName();
        String name = database.replace("'", "''");
        if (!exists(administrator, "select 1 from pg_database where datname = '" + name + "'")) {
            if (!isSuperuser(administrator)) {
                execute(administrator, "grant " + owner + " to current_user");
            }
            execute(
                    administrator,
                    "create database " + quoted(database) + " owner " + owner + " encoding 'UTF8' template template0");
            execute(administrator, "revoke all on database " + quoted(database) + " from public");
        }
        if (!exists(
                administrator,
                "select 1 from pg_database d join pg_roles r on r.oid = d.datdba where d.datname = '" + name
                        + "' and r.rolname = '" + owner + "' and pg_encoding_to_char(d.encoding) = 'UTF8'")) {
            throw new StartRefused(
                    "数据库 " + database + " 已存在但不属于 " + owner + "（或不是 UTF-8）：请换一个库名。",
                    "The database " + database + " exists but does not belong to " + owner
                            + " (or is not UTF-8): choose another name.");
        }
    }

    private static void keepTheLogQuiet(Connection administrator, String database) throws SQLException {
        for (DatabaseRole role : DatabaseRole.values()) {
            for (Map.Entry<String, List<String>> setting : QUIET.entrySet()) {
                execute(
                        administrator,
                        "alter role " + role.roleName() + " in database " + quoted(database) + " set "
                                + setting.getKey() + " = '" + setting.getValue().getFirst() + "'");
            }
        }
    }

    private static void requirePromises(ServerAddress address, Function<String, char[]> passwords) throws SQLException {
        try (Connection owner = session(address, DatabaseRole.OWNER, passwords)) {
            StringBuilder workers = new StringBuilder();
            for (DatabaseRole role : WORKERS) {
                workers.append(workers.isEmpty() ? "" : ", ").append(role.roleName());
            }
            execute(owner, "grant connect on database " + quoted(address.database()) + " to " + workers);
            execute(owner, "alter default privileges revoke execute on functions from public");
        }
        for (DatabaseRole role : DatabaseRole.values()) {
            try (Connection session = session(address, role, passwords)) {
                requireDurable(session);
                requireQuiet(session);
            }
        }
    }

    private static Connection session(ServerAddress address, DatabaseRole role, Function<String, char[]> passwords)
            throws SQLException {
        return address.dataSource(role.roleName(), passwords.apply(role.roleName()))
                .getConnection();
    }

    /// What is committed is on disk. The embedded server's own defaults say otherwise, so this is asked, not assumed.
    static void requireDurable(Connection session) throws SQLException {
        for (String setting : List.of("fsync", "full_page_writes")) {
            requireSetting(session, setting, List.of("on"));
        }
        requireSetting(session, "synchronous_commit", List.of("on", "local", "remote_write", "remote_apply"));
    }

    private static void requireQuiet(Connection session) throws SQLException {
        for (Map.Entry<String, List<String>> setting : QUIET.entrySet()) {
            requireSetting(session, setting.getKey(), setting.getValue());
        }
    }

    private static void requireSetting(Connection session, String setting, List<String> allowed) throws SQLException {
        String found = ask(session, "show " + setting);
        if (!allowed.contains(found)) {
            throw new StartRefused(
                    "数据库设置 " + setting + " 为 " + found + "，应为 " + allowed.getFirst() + "，拒绝启动。",
                    "The database setting " + setting + " is " + found + " but must be " + allowed.getFirst()
                            + "; not starting.");
        }
    }

    private static boolean isSuperuser(Connection connection) throws SQLException {
        return "on".equals(ask(connection, "show is_superuser"));
    }

    private static boolean exists(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next();
        }
    }

    private static String ask(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            @Nullable String answer = row.next() ? row.getString(1) : null;
            return answer == null ? "" : answer;
        }
    }

    private static void execute(Connection connection, String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
