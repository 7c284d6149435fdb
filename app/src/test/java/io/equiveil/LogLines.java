package io.equiveil;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;

/// What a database administrator does who takes away everything that the log's table of versions holds about a row.
public final class LogLines {

    private LogLines() {}

    /// Asks while the lines are away, and puts them back.
    ///
    /// @param rows condition on `row_name`, such as `row_name = 'devices.networks/all'`
    public static <T> T without(String rows, Supplier<T> asked) {
        try (Connection connection = House.database().administrator().getConnection();
                Statement statement = connection.createStatement()) {
            past(statement, "create temp table lines_kept as select * from ledger.intake_about where " + rows);
            past(statement, "delete from ledger.intake_about where " + rows);
            try {
                return asked.get();
            } finally {
                past(statement, "delete from ledger.intake_about where " + rows);
                past(statement, "insert into ledger.intake_about select * from lines_kept");
                past(statement, "drop table lines_kept");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void past(Statement statement, String command) throws SQLException {
        statement.execute("begin; alter table ledger.intake_about disable trigger written_once; " + command
                + "; alter table ledger.intake_about enable always trigger written_once; commit");
    }
}
