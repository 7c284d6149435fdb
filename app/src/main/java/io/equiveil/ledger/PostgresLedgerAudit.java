package io.equiveil.ledger;

import io.equiveil.ledger.AuditRows.Stored;
import io.equiveil.ledger.spi.EntrySealer;
import io.equiveil.ledger.spi.LedgerKeys;
import io.equiveil.proofs.CanonicalJson;
import io.equiveil.proofs.Checkpoint;
import io.equiveil.proofs.CheckpointCheck;
import io.equiveil.proofs.CompactRange;
import io.equiveil.proofs.EntryPart;
import io.equiveil.proofs.LeafHash;
import io.equiveil.proofs.MalformedException;
import io.equiveil.proofs.PartHash;
import io.equiveil.proofs.SignedCheckpoint;
import io.equiveil.proofs.SignedNote;
import io.equiveil.proofs.TileHashes;
import io.equiveil.proofs.TilePath;
import io.equiveil.proofs.TreeHash;
import io.equiveil.proofs.TreeSize;
import io.equiveil.proofs.VerifierKey;
import io.equiveil.proofs.WitnessQuorum;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.jdbc.UncategorizedSQLException;

/// The audit, page by page through one snapshot.
final class PostgresLedgerAudit implements LedgerAudit {

    private static final int PAGE = 512;
    private static final long WAITING = -1;

    private final DataSource connections;
    private final EntrySealer sealer;
    private final LedgerKeys keys;
    private final VerifierKey key;
    private final Clock clock;

    /// @param connections not out of the pool that the sealer uses: one is held all through
    PostgresLedgerAudit(DataSource connections, EntrySealer sealer, LedgerKeys keys, VerifierKey key, Clock clock) {
        this.connections = connections;
        this.sealer = sealer;
        this.keys = keys;
        this.key = key;
        this.clock = clock;
    }

    @Override
    public Report check() {
        return inOneSnapshot(connection -> new Round(connection, 0, NOBODY).run());
    }

    @Override
    public Report checkTail(long entries) {
        return inOneSnapshot(connection -> {
            long size = TreeTables.head(connection).size().value();
            return new Round(connection, wholeTiles(Math.max(0, size - entries)), NOBODY).run();
        });
    }

    /// Checks the entries from an index on, and passes on what each of them says, in its sealed part, about
    /// gate-relevant rows. What an altered entry says is passed on as long as its sealed part opens.
    ///
    /// @param index rounded down to a whole tile
    Report checkFrom(long index, Said said) {
        return inOneSnapshot(connection -> new Round(connection, wholeTiles(index), said).run());
    }

    private static long wholeTiles(long index) {
        return index / TilePath.FULL * TilePath.FULL;
    }

    /// Hears what entries say about gate-relevant rows.
    interface Said {

        /// @param index the entry's place in the tree; negative if it has none yet
        void about(long index, LeafHash leaf, String row, long version);
    }

    private static final Said NOBODY = (_, _, _, _) -> {};

    private interface Reading {
        Report read(Connection connection) throws SQLException;
    }

    private Report inOneSnapshot(Reading reading) {
        try (Connection connection = connections.getConnection()) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                return reading.read(connection);
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new UncategorizedSQLException("audit of the ledger", null, e);
        }
    }

    /// One pass over the log from an index on.
    private final class Round {

        private final Connection connection;
        private final long from;
        private final Said said;
        private final List<Finding> findings = new ArrayList<>();
        private final Map<String, Long> raised = new HashMap<>();
        private final ByteArrayOutputStream growingTile = new ByteArrayOutputStream();
        private final java.time.Instant at = clock.instant();
        private long looked;

        Round(Connection connection, long from, Said said) {
            this.connection = connection;
            this.from = from;
            this.said = said;
        }

        Report run() throws SQLException {
            CompactRange tree = start();
            checkSequenced(tree);
            checkWaiting();
            checkHead(tree);
            checkTiles(tree.size());
            checkCheckpointsBeyond(tree.size());
            checkQueue();
            if (from == 0) {
                checkOrphans();
                checkVersions();
                checkEpochs();
            }
            return new Report(at, from == 0, looked, findings);
        }

        private void find(Fault fault, Object where) {
            if (findings.size() < MOST_FINDINGS) {
                findings.add(new Finding(fault, where.toString()));
            }
        }

        /// The right edge at the index where this round begins, out of tiles.
        private CompactRange start() throws SQLException {
            TreeSize size = new TreeSize(from);
            List<TreeHash> edge = new ArrayList<>();
            try {
                TileHashes hashes = TreeTables.hashes(connection, size);
                long done = 0;
                for (int level = 62; level >= 0; level--) {
                    if ((from >>> level & 1) == 1) {
                        edge.add(TreeHash.ofBytes(hashes.subtree(level, done >>> level)));
                        done += 1L << level;
                    }
                }
            } catch (IllegalStateException tileMissing) {
                find(Fault.TILE_DIFFERS, "before " + from);
                edge.clear();
                for (int i = 0; i < Long.bitCount(from); i++) {
                    edge.add(TreeHash.ofEmptyTree());
                }
            }
            return CompactRange.of(size, edge);
        }

        private record Leaf(long index, long intake, LeafHash hash) {}

        private void checkSequenced(CompactRange tree) throws SQLException {
            checkCheckpoints(tree, tree.size().value(), tree.size().value());
            long next = from;
            while (true) {
                List<Leaf> page = leaves(next);
                if (page.isEmpty()) {
                    return;
                }
                Map<Long, Stored> entries = AuditRows.entries(
                        connection, page.stream().map(Leaf::intake).toList());
                Map<Long, Signed> checkpoints = checkpoints(next, page.getLast().index() + 1);
                for (Leaf leaf : page) {
                    if (leaf.index != next) {
                        find(Fault.INDEX_MISSING, next);
                        next = leaf.index;
                    }
                    next++;
                    looked++;
                    Stored entry = entries.get(leaf.intake);
                    if (entry == null) {
                        find(Fault.ENTRY_MISSING, leaf.intake);
                    } else {
                        if (!entry.row().leaf().equals(leaf.hash)) {
                            find(Fault.LEAF_DIFFERS, "index " + leaf.index);
                        }
                        checkEntry(entry, leaf.index);
                    }
                    append(tree, leaf.hash);
                    Signed checkpoint = checkpoints.get(tree.size().value());
                    if (checkpoint != null) {
                        checkCheckpoint(checkpoint, tree);
                    }
                }
            }
        }

        private List<Leaf> leaves(long first) throws SQLException {
            try (PreparedStatement select =
                    connection.prepareStatement("select index, intake_id, leaf from ledger.leaves where index >= ?"
                            + " order by index limit " + PAGE)) {
                select.setLong(1, first);
                List<Leaf> leaves = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        leaves.add(new Leaf(row.getLong(1), row.getLong(2), LeafHash.ofBytes(row.getBytes(3))));
                    }
                }
                return leaves;
            }
        }

        private void checkEntry(Stored entry, long index) {
            IntakeRow row = entry.row();
            if (!MessageDigest.isEqual(
                    keys.receiptMac(IntakeRow.authenticated(row.leaf().bytes(), entry.contentHash())), entry.mac())) {
                find(Fault.ENTRY_FORGED, entry.intake());
            }
            if (!Arrays.equals(row.contentHash().bytes(), entry.contentHash())) {
                find(Fault.ENTRY_CHANGED, entry.intake());
            }
            if (!LeafHash.ofData(io.equiveil.proofs.Entry.leaf(row.commitment()))
                    .equals(row.leaf())) {
                find(Fault.COMMITMENT_DIFFERS, entry.intake());
            }
            List<PartHash> parts = new ArrayList<>();
            parts.add(row.firmHash());
            row.subjects().forEach(subject -> parts.add(subject.hash()));
            if (!io.equiveil.proofs.Entry.commitment(parts).equals(row.commitment())) {
                find(Fault.PARTS_DIFFER, entry.intake());
            }
            checkFirmPart(entry, index);
        }

        private void checkFirmPart(Stored entry, long index) {
            IntakeRow entryRow = entry.row();
            try {
                Map<String, Object> body = sealer.openForFirm(
                                IntakeRow.place(entryRow.leaf(), 0), entryRow.firmSealed())
                        .map(packed -> Drafting.unpacked(EntryPart.FIRM, packed))
                        .filter(part -> part.hash().equals(entryRow.firmHash()))
                        .map(EntryPart::body)
                        .map(PostgresLedgerAudit::read)
                        .orElse(Map.of());
                if (body.isEmpty() || !entryRow.kind().equals(body.get("kind"))) {
                    find(Fault.FIRM_PART_CLOSED, entry.intake());
                }
                if (body.get("about") instanceof List<?> rows) {
                    for (Object row : rows) {
                        if (row instanceof Map<?, ?> about
                                && about.get("row") instanceof String name
                                && about.get("version") instanceof Number version) {
                            said.about(index, entryRow.leaf(), name, version.longValue());
                        }
                    }
                }
                if (body.get("raises") instanceof List<?> scopes) {
                    for (Object scope : scopes) {
                        if (scope instanceof Map<?, ?> names) {
                            raised.merge(names.get("kind") + "/" + names.get("id"), 1L, Long::sum);
                        }
                    }
                }
            } catch (IllegalArgumentException | NegativeArraySizeException tooShort) {
                find(Fault.FIRM_PART_CLOSED, entry.intake());
            }
        }

        private void append(CompactRange tree, LeafHash leaf) {
            growingTile.writeBytes(leaf.bytes());
            tree.append(leaf, (level, index, hash) -> {
                if (level > 0 && level % 8 == 0) {
                    checkTile(level / 8 - 1, index, hash);
                }
            });
        }

        private void checkTile(int level, long number, TreeHash root) {
            String name = new TilePath.Hashes(level, number, TilePath.FULL).path();
            try (PreparedStatement select = connection.prepareStatement(
                    "select hashes, root from ledger.tiles where level = ? and number = ?")) {
                select.setInt(1, level);
                select.setLong(2, number);
                try (ResultSet row = select.executeQuery()) {
                    byte[] made = level == 0 ? growingTile.toByteArray() : rootsBelow(level, number);
                    if (!row.next()
                            || !Arrays.equals(row.getBytes(1), made)
                            || !Arrays.equals(row.getBytes(2), root.bytes())) {
                        find(Fault.TILE_DIFFERS, name);
                    }
                }
            } catch (SQLException e) {
                throw new UncategorizedSQLException("audit of " + name, null, e);
            }
            if (level == 0) {
                growingTile.reset();
            }
        }

        private byte[] rootsBelow(int level, long number) throws SQLException {
            try (PreparedStatement select =
                    connection.prepareStatement("select string_agg(root, ''::bytea order by number) from ledger.tiles"
                            + " where level = ? and number between ? and ?")) {
                select.setInt(1, level - 1);
                select.setLong(2, number * TilePath.FULL);
                select.setLong(3, number * TilePath.FULL + TilePath.FULL - 1);
                try (ResultSet row = select.executeQuery()) {
                    byte[] roots = row.next() ? row.getBytes(1) : null;
                    return roots == null ? new byte[0] : roots;
                }
            }
        }

        private record Signed(long size, byte[] root, String note) {}

        private Map<Long, Signed> checkpoints(long after, long until) throws SQLException {
            try (PreparedStatement select = connection.prepareStatement(
                    "select size, root, note from ledger.checkpoints where size > ? and size <= ?")) {
                select.setLong(1, after);
                select.setLong(2, until);
                Map<Long, Signed> checkpoints = new TreeMap<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        checkpoints.put(row.getLong(1), new Signed(row.getLong(1), row.getBytes(2), row.getString(3)));
                    }
                }
                return checkpoints;
            }
        }

        private void checkCheckpoints(CompactRange tree, long first, long last) throws SQLException {
            for (Signed checkpoint : checkpoints(first - 1, last).values()) {
                checkCheckpoint(checkpoint, tree);
            }
        }

        private void checkCheckpoint(Signed stored, CompactRange tree) {
            TreeHash root = tree.root();
            Checkpoint expected = new Checkpoint(key.name(), tree.size(), root);
            try {
                SignedCheckpoint signed = SignedCheckpoint.parse(stored.note);
                if (!Arrays.equals(stored.root, root.bytes())
                        || !signed.checkpoint().equals(expected)
                        || !(signed.check(key, WitnessQuorum.NONE) instanceof CheckpointCheck.Trusted)) {
                    find(Fault.CHECKPOINT_DIFFERS, stored.size);
                }
            } catch (MalformedException e) {
                find(Fault.CHECKPOINT_DIFFERS, stored.size);
            }
        }

        private void checkCheckpointsBeyond(TreeSize size) throws SQLException {
            each(
                    "select size::text from ledger.checkpoints where size > " + size.value() + " order by size limit "
                            + MOST_FINDINGS,
                    where -> find(Fault.CHECKPOINT_DIFFERS, where));
            each("select size || ' ' || line from ledger.cosignatures where size >= " + from, where -> {
                int space = where.indexOf(' ');
                try {
                    SignedNote.parseSignatureLines(where.substring(space + 1).getBytes(StandardCharsets.UTF_8));
                } catch (MalformedException e) {
                    find(Fault.COSIGNATURE_BROKEN, where.substring(0, space));
                }
            });
        }

        /// Entries that have no index yet are checked like the others.
        private void checkWaiting() throws SQLException {
            long last = 0;
            while (true) {
                List<Long> waiting = new ArrayList<>();
                each(
                        "select intake_id::text from ledger.unsequenced where intake_id > " + last
                                + " order by intake_id limit " + PAGE,
                        number -> waiting.add(Long.valueOf(number)));
                if (waiting.isEmpty()) {
                    return;
                }
                Map<Long, Stored> entries = AuditRows.entries(connection, waiting);
                for (long intake : waiting) {
                    Stored entry = entries.get(intake);
                    if (entry == null) {
                        find(Fault.ENTRY_MISSING, intake);
                    } else {
                        looked++;
                        checkEntry(entry, WAITING);
                    }
                }
                last = waiting.getLast();
            }
        }

        private void checkHead(CompactRange tree) throws SQLException {
            TreeTables.Head head = TreeTables.head(connection);
            if (!head.size().equals(tree.size()) || !head.edge().equals(tree.edge())) {
                find(Fault.HEAD_DIFFERS, head.size().value());
            }
        }

        private void checkTiles(TreeSize size) throws SQLException {
            for (int level = 0; level < 8; level++) {
                long full = size.value() >>> 8 * (level + 1);
                int at = level;
                each(
                        "select number::text from ledger.tiles where level = " + level + " and number >= " + full
                                + " limit " + MOST_FINDINGS,
                        number -> find(
                                Fault.TILE_DIFFERS,
                                new TilePath.Hashes(at, Long.parseLong(number), TilePath.FULL).path()));
            }
        }

        /// Whoever takes an entry out of the queue keeps it from the tree.
        private void checkQueue() throws SQLException {
            String newest = from == 0
                    ? ""
                    : " and i.id > (select coalesce(min(intake_id), 0) from ledger.leaves where index >= " + from + ")";
            each(
                    "select i.id::text from ledger.intake i"
                            + " where not exists (select from ledger.leaves l where l.intake_id = i.id)"
                            + " and not exists (select from ledger.unsequenced u where u.intake_id = i.id)"
                            + newest + " order by i.id limit " + MOST_FINDINGS,
                    where -> find(Fault.ENTRY_LOST, where));
        }

        private void checkOrphans() throws SQLException {
            for (String table : new String[] {"intake_subjects", "intake_about"}) {
                each(
                        "select distinct s.intake_id::text from ledger." + table + " s where not exists"
                                + " (select from ledger.intake i where i.id = s.intake_id) limit " + MOST_FINDINGS,
                        where -> find(Fault.ORPHAN, table + " " + where));
            }
            each(
                    "select a.row_name || ' ' || a.version from ledger.intake_about a"
                            + " join ledger.intake i on i.id = a.intake_id where i.leaf <> a.leaf limit "
                            + MOST_FINDINGS,
                    where -> find(Fault.LEAF_DIFFERS, where));
        }

        private void checkVersions() throws SQLException {
            each(
                    "select row_name from ledger.intake_about group by row_name"
                            + " having count(*) <> max(version) limit " + MOST_FINDINGS,
                    where -> find(Fault.VERSIONS_BROKEN, where));
        }

        private void checkEpochs() throws SQLException {
            Map<String, Long> missing = new TreeMap<>(raised);
            each("select scope || ' ' || epoch from ledger.epochs", stored -> {
                int space = stored.lastIndexOf(' ');
                String scope = stored.substring(0, space);
                long epoch = Long.parseLong(stored.substring(space + 1));
                missing.remove(scope);
                if (raised.getOrDefault(scope, 0L) != epoch) {
                    find(Fault.EPOCH_DIFFERS, scope);
                }
            });
            missing.keySet().forEach(scope -> find(Fault.EPOCH_DIFFERS, scope));
        }

        private void each(String query, java.util.function.Consumer<String> row) throws SQLException {
            try (PreparedStatement select = connection.prepareStatement(query)) {
                select.setFetchSize(PAGE);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        row.accept(rows.getString(1));
                    }
                }
            }
        }
    }

    private static Map<String, Object> read(byte[] body) {
        try {
            return CanonicalJson.read(body);
        } catch (MalformedException e) {
            return Map.of();
        }
    }
}
