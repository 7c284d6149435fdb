package io.equiveil.ledger;

import io.equiveil.ledger.IntakeRow.SubjectRow;
import io.equiveil.proofs.PartHash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Reads stored entries back, satellites included.
final class AuditRows {

    private AuditRows() {}

    /// The subject parts of one entry, in order.
    static List<SubjectRow> subjects(Connection connection, long intake) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select part, subject_id, part_hash, part_sealed from ledger.intake_subjects"
                        + " where intake_id = ? order by part")) {
            select.setLong(1, intake);
            List<SubjectRow> subjects = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    subjects.add(new SubjectRow(
                            row.getInt(1),
                            row.getObject(2, UUID.class),
                            PartHash.ofBytes(row.getBytes(3)),
                            row.getBytes(4)));
                }
            }
            return subjects;
        }
    }
}
