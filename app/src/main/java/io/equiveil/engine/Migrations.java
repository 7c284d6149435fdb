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
            refuseNewerData(rooms);
            for (String room : rooms) {
                if (Migrations.class.getResource("/db/migration/" + room) != null) {
                    migrate(room, "latest");
                }
            }
            noteApplied(wanted);
        } catch (SQLException | IOException e) {
            throw new StartRefused("数据库升级失败，详见日志。", "The database migration failed; see the log.", e);
        }
    }

    /// Whether [#run] has something to do in a database that was in use before.
    public boolean isBehind(List<String> rooms) {
        try {
            return !versions().versions().isEmpty() && !fingerprint(rooms).equals(applied());
        } catch (SQLException | IOException e) {
            throw new StartRefused("读不了数据库的版本，详见日志。", "The database's version cannot be read; see the log.", e);
        }
    }

    /// How far the database has come.
    public SchemaVersions versions() {
        try (Connection owner = engine.dataSource(DatabaseRole.OWNER).getConnection()) {
            return SchemaVersions.applied(owner);
        } catch (SQLException e) {
            throw new StartRefused("读不了数据库的版本，详见日志。", "The database's version cannot be read; see the log.", e);
        }
    }

    /// Migrates the rooms just so far and no further: the form that a backup was made of.
    ///
    /// @throws StartRefused if a room is further in the backup than this program can go
    public void runTo(List<String> rooms, SchemaVersions wanted) {
        try {
            refuseAhead(wanted, SchemaVersions.known(rooms));
            for (String room : rooms) {
                Integer version = wanted.versions().get(room);
                if (version != null) {
                    migrate(room, version.toString());
                }
            }
        } catch (IOException e) {
            throw new StartRefused("数据库升级失败，详见日志。", "The database migration failed; see the log.", e);
        }
    }

    /// Flyway by itself would let an older program work on tables that a newer one has changed.
    ///
    /// @throws StartRefused if the data is ahead of this program
    public void refuseNewerData(List<String> rooms) {
        try {
            refuseAhead(versions(), SchemaVersions.known(rooms));
        } catch (IOException e) {
            throw new StartRefused("读不了本程序自己的升级脚本。", "The program's own migrations cannot be read.", e);
        }
    }

    private static void refuseAhead(SchemaVersions data, SchemaVersions program) {
        data.aheadOf(program).ifPresent(room -> {
            throw new StartRefused(
                    "数据由更新版本的股隐写成（" + room + "），本程序打不开：请运行更新的程序。",
                    "The data was written by a newer EquiVeil (" + room
                            + "); this older program cannot open it: run the newer one.");
        });
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

    private void migrate(String room, String target) {
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
                    .target(target)
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
