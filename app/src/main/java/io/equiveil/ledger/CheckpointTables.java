package io.equiveil.ledger;

import io.equiveil.proofs.MalformedException;
import io.equiveil.proofs.NoteSignature;
import io.equiveil.proofs.SignedNote;
import io.equiveil.proofs.TreeSize;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Signed checkpoints, which of them are public, and who cosigned them.
final class CheckpointTables {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointTables.class);

    private CheckpointTables() {}

    /// A signed checkpoint with its cosignatures.
    record Signed(TreeSize size, SignedNote note, Instant signedAt) {}

    /// The latest checkpoint, for parties.
    static Optional<Signed> latest(Connection connection) throws SQLException {
        return note(connection, "select size, note, signed_at from ledger.checkpoints order by size desc limit 1");
    }

    /// The latest checkpoint that the public sees.
    static Optional<Signed> latestPublished(Connection connection) throws SQLException {
        return note(
                connection,
                "select c.size, c.note, c.signed_at from ledger.checkpoints c"
                        + " where c.size = (select max(p.size) from ledger.published p)");
    }

    private static Optional<Signed> note(Connection connection, String query) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query);
                ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            TreeSize size = new TreeSize(row.getLong(1));
            SignedNote note = SignedNote.parse(row.getString(2));
            return Optional.of(new Signed(
                    size,
                    note.with(cosignatures(connection, size)),
                    row.getObject(3, OffsetDateTime.class).toInstant()));
        } catch (MalformedException e) {
            LOG.error("a stored checkpoint is no signed note any more");
            return Optional.empty();
        }
    }

    private static List<NoteSignature> cosignatures(Connection connection, TreeSize size)
            throws SQLException, MalformedException {
        List<NoteSignature> lines = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement("select line from ledger.cosignatures where size = ? order by witness")) {
            select.setLong(1, size.value());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    lines.addAll(
                            SignedNote.parseSignatureLines(rows.getString(1).getBytes(StandardCharsets.UTF_8)));
                }
            }
        }
        return lines;
    }

    static TreeSize publishedSize(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("select coalesce(max(size), 0) from ledger.published");
                ResultSet row = select.executeQuery()) {
            row.next();
            return new TreeSize(row.getLong(1));
        }
    }

    static void publish(Connection connection, TreeSize size, Instant at) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into ledger.published (size, published_at)" + " values (?, ?) on conflict do nothing")) {
            insert.setLong(1, size.value());
            insert.setObject(2, at.atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    static void cosign(Connection connection, TreeSize size, String witness, NoteSignature line, Instant at)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into ledger.cosignatures (size, witness, line, arrived_at)"
                        + " values (?, ?, ?, ?) on conflict do nothing")) {
            insert.setLong(1, size.value());
            insert.setString(2, witness);
            insert.setString(3, line.line());
            insert.setObject(4, at.atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    /// The largest tree that this witness has cosigned, as far as we know.
    static TreeSize cosignedBy(Connection connection, String witness) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select coalesce(max(size), 0) from ledger.cosignatures where witness = ?")) {
            select.setString(1, witness);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new TreeSize(row.getLong(1));
            }
        }
    }
}
