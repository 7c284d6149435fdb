package io.equiveil.ledger;

import io.equiveil.engine.SectionReader;
import io.equiveil.ledger.spi.EntrySealer;
import io.equiveil.proofs.CanonicalJson;
import io.equiveil.proofs.Checkpoint;
import io.equiveil.proofs.CheckpointCheck;
import io.equiveil.proofs.CompactRange;
import io.equiveil.proofs.ConsistencyProof;
import io.equiveil.proofs.EntryPart;
import io.equiveil.proofs.LeafHash;
import io.equiveil.proofs.MalformedException;
import io.equiveil.proofs.ProofCheck;
import io.equiveil.proofs.SignedCheckpoint;
import io.equiveil.proofs.TreeHash;
import io.equiveil.proofs.TreeProver;
import io.equiveil.proofs.TreeSize;
import io.equiveil.proofs.VerifierKey;
import io.equiveil.proofs.WitnessQuorum;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/// Brings the log of a restored database up to where the archive saw it last, and says whether it got there.
///
/// Entries come back with everything that they raised and set: a consent that was withdrawn after the backup stays
/// withdrawn, for the row that the backup still has is no longer the latest that the log knows.
public final class LogReplay {

    private final DataSource administrator;
    private final EntrySealer sealer;

    /// @param administrator connections that may write all of the log's tables
    /// @param sealer opens the firm's parts
    public LogReplay(DataSource administrator, EntrySealer sealer) {
        this.administrator = administrator;
        this.sealer = sealer;
    }

    /// The size of the log now.
    public long size() throws SQLException {
        try (Connection connection = administrator.getConnection()) {
            return TreeTables.head(connection).size().value();
        }
    }

    /// Adds the entries of a piece that the log does not have yet.
    ///
    /// @param end as the piece said; one that ends before the log does is passed over
    /// @throws IOException if the piece does not continue the log
    public void replay(long end, byte[] content) throws SQLException, IOException {
        try (Connection connection = administrator.getConnection()) {
            connection.setAutoCommit(false);
            try {
                TreeTables.Head head = TreeTables.head(connection);
                if (head.size().value() < end) {
                    replay(connection, head, end, content);
                }
                connection.commit();
            } catch (SQLException | IOException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private void replay(Connection connection, TreeTables.Head head, long end, byte[] content)
            throws SQLException, IOException {
        stage(connection, content);
        // Entries that had no index yet when the backup was made, and those that came after it.
        List<Long> intakes = new ArrayList<>();
        List<LeafHash> leaves = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select index, intake_id, leaf from new_leaves where index >= "
                        + head.size().value() + " order by index")) {
            while (row.next()) {
                if (row.getLong(1) != head.size().value() + intakes.size()) {
                    throw new IOException("the archive has a gap at index " + row.getLong(1));
                }
                intakes.add(row.getLong(2));
                leaves.add(LeafHash.ofBytes(row.getBytes(3)));
            }
        }
        if (head.size().value() + intakes.size() != end) {
            throw new IOException(
                    "the archive's piece ends early, at " + (head.size().value() + intakes.size()));
        }
        Set<Long> added = insertNew(connection);
        append(connection, head, intakes, leaves);
        raise(connection, added);
        execute(connection, "delete from ledger.unsequenced u using ledger.leaves l where l.intake_id = u.intake_id");
        execute(
                connection,
                "select setval(pg_get_serial_sequence('ledger.intake', 'id'), greatest((select max(id) from"
                        + " ledger.intake), (select last_value from ledger.intake_id_seq)))");
    }

    private static void stage(Connection connection, byte[] content) throws SQLException, IOException {
        try (SectionReader sections = new SectionReader(new ByteArrayInputStream(content))) {
            Set<String> staged = new HashSet<>();
            for (Optional<SectionReader.Section> next = sections.next(); next.isPresent(); next = sections.next()) {
                String[] words = next.get().name().split("[ .]");
                if (words.length != 4 || !PostgresLogCopies.COLUMNS.containsKey(words[2])) {
                    throw new IOException("the archive speaks of something that is not the log");
                }
                String table = "new_" + words[2];
                String columns = PostgresLogCopies.COLUMNS.get(words[2]);
                if (!words[3].equals(columns.replace(" ", "")) || !staged.add(table)) {
                    throw new IOException("columns of the archive that this program does not know");
                }
                execute(
                        connection,
                        "create temporary table " + table + " on commit drop as select " + columns + " from ledger."
                                + words[2] + " with no data");
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(
                                "copy " + table + " (" + columns + ") from stdin (format binary)",
                                next.get().content());
            }
            if (staged.size() != PostgresLogCopies.COLUMNS.size()) {
                throw new IOException("tables of the archive are missing");
            }
        }
    }

    /// @return the entries that were not there before
    private static Set<Long> insertNew(Connection connection) throws SQLException {
        Set<Long> added = new HashSet<>();
        String columns = PostgresLogCopies.COLUMNS.get("intake");
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("insert into ledger.intake (" + columns
                        + ") overriding system value select " + columns
                        + " from new_intake on conflict (id) do nothing returning id")) {
            while (row.next()) {
                added.add(row.getLong(1));
            }
        }
        for (String table : List.of("intake_about", "intake_subjects")) {
            String some = PostgresLogCopies.COLUMNS.get(table);
            execute(
                    connection,
                    "insert into ledger." + table + " (" + some + ") select " + some + " from new_" + table
                            + " on conflict do nothing");
        }
        return added;
    }

    private static void append(Connection connection, TreeTables.Head head, List<Long> intakes, List<LeafHash> leaves)
            throws SQLException {
        CompactRange range = head.range();
        record Full(int level, long number, TreeHash root) {}
        List<Full> full = new ArrayList<>();
        for (LeafHash leaf : leaves) {
            range.append(leaf, (level, index, hash) -> {
                if (level > 0 && level % 8 == 0) {
                    full.add(new Full(level / 8 - 1, index, hash));
                }
            });
        }
        TreeTables.move(connection, head, range);
        TreeTables.insertLeaves(connection, head.size().value(), intakes, leaves);
        for (Full tile : full) {
            TreeTables.insertTile(connection, tile.level(), tile.number(), tile.root());
        }
    }

    /// An epoch is the number of entries that raised it: only entries that came with the archive are new to it.
    private void raise(Connection connection, Set<Long> added) throws SQLException, IOException {
        Map<String, Long> raises = new TreeMap<>();
        for (AuditRows.Stored entry : AuditRows.entries(connection, added).values()) {
            for (String scope : raisedBy(entry.row())) {
                raises.merge(scope, 1L, Long::sum);
            }
        }
        try (PreparedStatement raise = connection.prepareStatement("insert into ledger.epochs (scope, epoch)"
                + " values (?, 1) on conflict (scope) do update set epoch = epochs.epoch + 1")) {
            for (Map.Entry<String, Long> scope : raises.entrySet()) {
                raise.setString(1, scope.getKey());
                for (long i = 0; i < scope.getValue(); i++) {
                    raise.executeUpdate();
                }
            }
        }
    }

    private List<String> raisedBy(IntakeRow row) throws IOException {
        try {
            EntryPart part = Drafting.unpacked(
                    EntryPart.FIRM,
                    sealer.openForFirm(IntakeRow.place(row.leaf(), 0), row.firmSealed())
                            .orElseThrow(() -> new IOException("an entry of the archive does not open")));
            List<String> scopes = new ArrayList<>();
            if (CanonicalJson.read(part.body()).get("raises") instanceof List<?> raised) {
                for (Object scope : raised) {
                    if (scope instanceof Map<?, ?> names) {
                        scopes.add(names.get("kind") + "/" + names.get("id"));
                    }
                }
            }
            return scopes;
        } catch (MalformedException e) {
            throw new IOException("an entry of the archive is not what was recorded", e);
        }
    }

    private static void execute(Connection connection, String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    /// How the log stands to a checkpoint that somebody knows.
    public enum Reach {
        /// The log is at least as long, and is the same log.
        REACHED,
        /// The log is shorter: entries are lost.
        SHORTER,
        /// The log is another one.
        OTHER,
        /// The note is not signed by this log.
        NOT_SIGNED
    }

    /// Whether the log as it is now has grown out of a checkpoint.
    ///
    /// @param note the checkpoint as a signed note
    /// @param key the log's name and key
    public Reach reach(String note, VerifierKey key) throws SQLException {
        try {
            if (!(SignedCheckpoint.parse(note).check(key, WitnessQuorum.NONE)
                    instanceof CheckpointCheck.Trusted trusted)) {
                return Reach.NOT_SIGNED;
            }
            try (Connection connection = administrator.getConnection()) {
                return reach(connection, trusted.checkpoint(), key);
            }
        } catch (MalformedException e) {
            return Reach.NOT_SIGNED;
        }
    }

    private static Reach reach(Connection connection, Checkpoint known, VerifierKey key) throws SQLException {
        TreeTables.Head head = TreeTables.head(connection);
        Checkpoint now = new Checkpoint(key.name(), head.size(), head.root());
        if (now.size().compareTo(known.size()) < 0) {
            return Reach.SHORTER;
        }
        if (now.size().equals(known.size())) {
            return now.root().equals(known.root()) ? Reach.REACHED : Reach.OTHER;
        }
        if (known.size().equals(new TreeSize(0))) {
            return Reach.REACHED;
        }
        ConsistencyProof proof =
                new TreeProver(TreeTables.hashes(connection, now.size())).consistency(known.size(), now.size());
        return now.extendsFrom(known, proof.path()) instanceof ProofCheck.Holds ? Reach.REACHED : Reach.OTHER;
    }

    /// The size that a checkpoint states; empty if it is none.
    public static Optional<Long> sizeOf(String note) {
        try {
            return Optional.of(SignedCheckpoint.parse(note).checkpoint().size().value());
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    /// The highest checkpoint that the database itself remembers.
    public Optional<String> remembered() throws SQLException {
        try (Connection connection = administrator.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select note from ledger.checkpoints order by size desc limit 1");
                ResultSet row = select.executeQuery()) {
            @Nullable String note = row.next() ? row.getString(1) : null;
            return Optional.ofNullable(note);
        }
    }

    /// Keeps the highest known checkpoint where the signer looks, so that it signs nothing that does not grow out of
    /// it.
    public static void keepHighWater(Path keysFolder, String note, VerifierKey key) throws IOException {
        new HighWater(keysFolder, key).raise(note);
    }

    /// Forgets every checkpoint of the old log: the entries go on under another name, and nothing that was signed under
    /// the old one can be mistaken for the new one.
    public void beginNewOrigin() throws SQLException {
        try (Connection connection = administrator.getConnection()) {
            connection.setAutoCommit(false);
            for (String table : List.of("cosignatures", "published", "checkpoints")) {
                execute(connection, "alter table ledger." + table + " disable trigger written_once");
            }
            execute(connection, "truncate ledger.cosignatures, ledger.published, ledger.checkpoints");
            for (String table : List.of("cosignatures", "published", "checkpoints")) {
                execute(connection, "alter table ledger." + table + " enable always trigger written_once");
            }
            connection.commit();
        }
    }
}
