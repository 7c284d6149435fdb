package io.equiveil.ledger;

import io.equiveil.ledger.IntakeRow.ActorKind;
import io.equiveil.ledger.IntakeRow.SubjectRow;
import io.equiveil.proofs.Commitment;
import io.equiveil.proofs.LeafHash;
import io.equiveil.proofs.PartHash;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Reads stored entries back, satellites included.
final class AuditRows {

    private AuditRows() {}

    /// A stored entry.
    record Stored(long intake, IntakeRow row, byte[] contentHash, byte[] mac) {}

    /// Entries by their numbers; those that do not exist are missing from the map.
    static Map<Long, Stored> entries(Connection connection, Collection<Long> intakes) throws SQLException {
        Map<Long, List<SubjectRow>> subjects = subjects(connection, intakes);
        Map<Long, List<Entry.About>> about = about(connection, intakes);
        Map<Long, Stored> entries = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select id, recorded_at, leaf, commitment, kind, actor, actor_person, about_person, matter_id,"
                        + " firm_hash, firm_sealed, content_hash, mac from ledger.intake where id = any (?)")) {
            select.setArray(1, numbers(connection, intakes));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    long intake = row.getLong(1);
                    entries.put(
                            intake,
                            new Stored(
                                    intake,
                                    new IntakeRow(
                                            row.getObject(2, OffsetDateTime.class)
                                                    .toInstant(),
                                            LeafHash.ofBytes(row.getBytes(3)),
                                            Commitment.ofBytes(row.getBytes(4)),
                                            row.getString(5),
                                            ActorKind.valueOf(row.getString(6)),
                                            Optional.ofNullable(row.getObject(7, UUID.class)),
                                            Optional.ofNullable(row.getObject(8, UUID.class)),
                                            Optional.ofNullable(row.getObject(9, UUID.class)),
                                            PartHash.ofBytes(row.getBytes(10)),
                                            row.getBytes(11),
                                            subjects.getOrDefault(intake, List.of()),
                                            about.getOrDefault(intake, List.of())),
                                    row.getBytes(12),
                                    row.getBytes(13)));
                }
            }
        }
        return entries;
    }

    /// The subject parts of entries, in order.
    static Map<Long, List<SubjectRow>> subjects(Connection connection, Collection<Long> intakes) throws SQLException {
        Map<Long, List<SubjectRow>> subjects = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select intake_id, part, subject_id, part_hash, part_sealed from ledger.intake_subjects"
                        + " where intake_id = any (?) order by intake_id, part")) {
            select.setArray(1, numbers(connection, intakes));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    subjects.computeIfAbsent(row.getLong(1), _ -> new ArrayList<>())
                            .add(new SubjectRow(
                                    row.getInt(2),
                                    row.getObject(3, UUID.class),
                                    PartHash.ofBytes(row.getBytes(4)),
                                    row.getBytes(5)));
                }
            }
        }
        return subjects;
    }

    private static Map<Long, List<Entry.About>> about(Connection connection, Collection<Long> intakes)
            throws SQLException {
        Map<Long, List<Entry.About>> about = new HashMap<>();
        try (PreparedStatement select =
                connection.prepareStatement("select intake_id, row_name, version from ledger.intake_about"
                        + " where intake_id = any (?) order by intake_id, row_name")) {
            select.setArray(1, numbers(connection, intakes));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    about.computeIfAbsent(row.getLong(1), _ -> new ArrayList<>())
                            .add(new Entry.About(row.getString(2), row.getLong(3)));
                }
            }
        }
        return about;
    }

    private static Array numbers(Connection connection, Collection<Long> intakes) throws SQLException {
        return connection.createArrayOf("int8", intakes.toArray());
    }
}
