package io.equiveil.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// Brings every room's schema up to date, room by room, as the owner of the database.
///
/// A room is a schema of the same name with its own numbering under `db/migration/<room>/` on the class path. The
/// application's roles may use a schema only as far as its migrations grant it; the public may nothing.
public final class Migrations {

    private static final String MARK = "equiveil migrations sha256:";

    private final DatabaseEngine engine;

    /// @param engine the running database
    public Migrations(DatabaseEngine engine) {
        this.engine = engine;
    }

    /// Migrates the rooms in the order given; a room without migrations is passed over.
    ///
    /// When this database has seen exactly these scripts already, nothing is asked of it: with thirty rooms the
    /// questions alone take seconds.
    ///
    /// @throws StartRefused if a migration fails, or if one that ran before has been changed since
    public void run(List<String> rooms) {
        try {
            String wanted = fingerprint(rooms);
            if (wanted.equals(applied())) {
                return;
            }
            for (String room : rooms) {
                if (Migrations.class.getResource("/db/migration/" + room) != null) {
                    migrate(room);
                }
            }
            noteApplied(wanted);
        } catch (SQLException | IOException e) {
            throw new StartRefused("数据库升级失败，详见日志。", "The database migration failed; see the log.", e);
        }
    }

    /// SHA-256 over rooms, names and contents of all scripts, in order.
    private static String fingerprint(List<String> rooms) throws IOException {
        MessageDigest digest = sha256();
        var resolver = new PathMatchingResourcePatternResolver(Migrations.class.getClassLoader());
        for (String room : rooms) {
            Resource[] scripts = resolver.getResources("classpath*:db/migration/" + room + "/*.sql");
            Arrays.sort(scripts, Comparator.comparing(script -> String.valueOf(script.getFilename())));
            for (Resource script : scripts) {
                byte[] content = script.getContentAsByteArray();
                digest.update((room + "/" + script.getFilename() + " " + content.length + "\n")
                        .getBytes(StandardCharsets.UTF_8));
                digest.update(content);
            }
        }
        return MARK + HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    /// The note stands in the comment of the database, so that it goes wherever the database goes, backups included.
    private @Nullable String applied() throws SQLException {
        try (Connection owner = engine.dataSource(DatabaseRole.OWNER).getConnection();
                Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery("select shobj_description(oid, 'pg_database') from pg_database"
                        + " where datname = current_database()")) {
            return row.next() ? row.getString(1) : null;
        }
    }

    private void noteApplied(String fingerprint) throws SQLException {
        try (Connection owner = engine.dataSource(DatabaseRole.OWNER).getConnection();
                Statement statement = owner.createStatement()) {
            statement.execute("do $$ begin execute format('comment on database %I is %L', current_database(), '"
                    + fingerprint + "'); end $$");
        }
    }

    private void migrate(String room) {
        try {
            Flyway.configure()
                    .dataSource(engine.dataSource(DatabaseRole.OWNER))
                    .locations("classpath:db/migration/" + room)
                    .schemas(room)
                    .defaultSchema(room)
                    .createSchemas(true)
                    .table("flyway_schema_history")
                    .validateMigrationNaming(true)
                    .cleanDisabled(true)
                    .load()
                    .migrate();
            closeToThePublic(room);
        } catch (FlywayException | SQLException e) {
            throw new StartRefused(
                    "数据库升级失败（" + room + "），详见日志。", "The database migration of " + room + " failed; see the log.", e);
        }
    }

    private void closeToThePublic(String room) throws SQLException {
        try (Connection owner = engine.dataSource(DatabaseRole.OWNER).getConnection();
                Statement statement = owner.createStatement()) {
            String schema = '"' + room + '"';
            statement.execute("revoke all on schema " + schema + " from public");
            statement.execute("revoke all on all tables in schema " + schema + " from public");
            statement.execute("revoke all on all sequences in schema " + schema + " from public");
            statement.execute("revoke all on all routines in schema " + schema + " from public");
            statement.execute("grant usage on schema " + schema + " to " + DatabaseRole.APP.roleName());
        }
    }
}
