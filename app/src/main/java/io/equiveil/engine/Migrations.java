package io.equiveil.engine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/// Brings every room's schema up to date, room by room, as the owner of the database.
///
/// A room is a schema of the same name with its own numbering under `db/migration/<room>/` on the class path. The
/// application's roles may use a schema only as far as its migrations grant it; the public may nothing.
public final class Migrations {

    private final DatabaseEngine engine;

    /// @param engine the running database
    public Migrations(DatabaseEngine engine) {
        this.engine = engine;
    }

    /// Migrates the rooms in the order given; a room without migrations is passed over.
    ///
    /// @throws StartRefused if a migration fails, or if one that ran before has been changed since
    public void run(List<String> rooms) {
        for (String room : rooms) {
            if (Migrations.class.getResource("/db/migration/" + room) != null) {
                migrate(room);
            }
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

    /// Schemas that exist in the database, for checks.
    List<String> schemas() throws SQLException {
        try (Connection owner = engine.dataSource(DatabaseRole.OWNER).getConnection();
                Statement statement = owner.createStatement();
                ResultSet rows = statement.executeQuery("select nspname from pg_namespace n join pg_roles r"
                        + " on r.oid = n.nspowner where r.rolname = 'ev_owner' order by 1")) {
            List<String> names = new java.util.ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }
}
