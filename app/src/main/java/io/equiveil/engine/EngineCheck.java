package io.equiveil.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What can be said of the database from outside, without a password of ours.
public final class EngineCheck {

    private EngineCheck() {}

    /// One observation.
    ///
    /// @param good false when somebody has to do something
    public record Finding(boolean good, String chinese, String english) {}

    /// Looks at the embedded server of a data folder, or at the external one when the environment names it.
    public static List<Finding> examine(Path data, Map<String, String> environment) throws IOException {
        @Nullable String url = environment.get(DatabaseEngine.URL_VARIABLE);
        return url == null || url.isBlank()
                ? embedded(data.resolve("pg"))
                : external(DatabaseEngine.ServerAddress.parse(url, environment));
    }

    private static List<Finding> embedded(Path pg) throws IOException {
        List<Finding> findings = new ArrayList<>();
        if (!Files.exists(pg.resolve("complete"))) {
            findings.add(new Finding(true, "内置数据库尚未建立", "the embedded database was not made yet"));
            return findings;
        }
        Optional<Long> pid = EmbeddedServer.runningPid(pg);
        findings.add(
                pid.isPresent()
                        ? new Finding(
                                true, "内置数据库在运行：进程 " + pid.get(), "embedded database running: process " + pid.get())
                        : new Finding(true, "内置数据库没有运行", "embedded database not running"));
        // PostgreSQL keeps the words it was last started with.
        Path options = pg.resolve("data").resolve("postmaster.opts");
        if (Files.exists(options)) {
            String words = Files.readString(options);
            boolean durable = words.contains("fsync=on") && words.contains("synchronous_commit=on");
            findings.add(new Finding(
                    durable,
                    durable ? "提交即落盘（fsync、synchronous_commit 均为 on）" : "提交没有落盘保证",
                    durable ? "commits are on disk (fsync, synchronous_commit on)" : "commits may be lost"));
        }
        return findings;
    }

    private static List<Finding> external(DatabaseEngine.ServerAddress address) {
        List<Finding> findings = new ArrayList<>();
        try (Connection connection = address.connectForUpkeep();
                Statement statement = connection.createStatement()) {
            findings.add(new Finding(true, "外部数据库 " + address.where(), "external database " + address.where()));
            for (String setting : List.of("server_version", "fsync", "synchronous_commit", "full_page_writes")) {
                try (ResultSet row = statement.executeQuery("show " + setting)) {
                    @Nullable String value = row.next() ? row.getString(1) : null;
                    findings.add(
                            new Finding(value != null && !value.equals("off"), setting + " = " + value, "as shown"));
                }
            }
        } catch (SQLException e) {
            findings.add(new Finding(
                    false,
                    "连不上外部数据库 " + address.where() + "（SQLSTATE " + e.getSQLState() + "）",
                    "the external database cannot be reached"));
        }
        return findings;
    }
}
