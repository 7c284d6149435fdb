package io.equiveil.controls;

import io.equiveil.kernel.ControlId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The latest result of each measure, and every change there ever was.
@Repository
class ControlResults {

    private static final TypeReference<List<Evidence>> EVIDENCE = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json = JsonMapper.shared();

    ControlResults(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param recorded whether the ledger has the last change
    /// @param troubledSince since when it has not held for [Controls#CALM] in one piece; empty if it has
    record Latest(
            ControlId control,
            ControlStatus status,
            Instant since,
            Instant checkedAt,
            List<Evidence> evidence,
            @Nullable String repairPath,
            boolean recorded,
            Optional<Instant> troubledSince) {}

    Map<ControlId, Latest> latest() {
        return jdbc.sql("select * from controls.latest").query(this::read).list().stream()
                .collect(Collectors.toMap(Latest::control, latest -> latest));
    }

    Optional<Latest> latest(ControlId control) {
        return jdbc.sql("select * from controls.latest where control = ?")
                .param(control.value())
                .query(this::read)
                .optional();
    }

    /// The latest result, so that nobody else changes it until the transaction ends.
    Optional<Latest> lock(ControlId control) {
        return jdbc.sql("select * from controls.latest where control = ? for update")
                .param(control.value())
                .query(this::read)
                .optional();
    }

    void keep(Latest latest) {
        jdbc.sql("""
                insert into controls.latest (control, status, since, checked_at, evidence, repair_path, recorded,
                    troubled_since)
                values (:control, :status, :since, :checkedAt, :evidence::jsonb, :repairPath, :recorded,
                    :troubledSince)
                on conflict (control) do update set status = excluded.status, since = excluded.since,
                    checked_at = excluded.checked_at, evidence = excluded.evidence,
                    repair_path = excluded.repair_path, recorded = excluded.recorded,
                    troubled_since = excluded.troubled_since
                """)
                .param("control", latest.control().value())
                .param("status", latest.status().word())
                .param("since", utc(latest.since()))
                .param("checkedAt", utc(latest.checkedAt()))
                .param("evidence", json.writeValueAsString(latest.evidence()))
                .param("repairPath", latest.repairPath())
                .param("recorded", latest.recorded())
                .param(
                        "troubledSince",
                        latest.troubledSince().map(ControlResults::utc).orElse(null))
                .update();
    }

    void addChange(ControlChange change) {
        jdbc.sql("insert into controls.changes (control, status, at, evidence) values (?, ?, ?, ?::jsonb)")
                .params(
                        change.control().value(),
                        change.status().word(),
                        utc(change.at()),
                        json.writeValueAsString(change.evidence()))
                .update();
    }

    /// Changes of a measure, the newest first.
    List<ControlChange> changes(ControlId control, int most) {
        return jdbc.sql("select * from controls.changes where control = ? order by at desc, id desc limit ?")
                .params(control.value(), most)
                .query((row, _) -> new ControlChange(
                        control,
                        ControlStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                        instant(row, "at"),
                        json.readValue(row.getString("evidence"), EVIDENCE)))
                .list();
    }

    private Latest read(ResultSet row, int number) throws SQLException {
        return new Latest(
                new ControlId(row.getString("control")),
                ControlStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                instant(row, "since"),
                instant(row, "checked_at"),
                json.readValue(row.getString("evidence"), EVIDENCE),
                row.getString("repair_path"),
                row.getBoolean("recorded"),
                Optional.ofNullable(row.getTimestamp("troubled_since")).map(Timestamp::toInstant));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
