package io.equiveil.ledger;

import io.equiveil.proofs.CompactRange;
import io.equiveil.proofs.HashTile;
import io.equiveil.proofs.LeafHash;
import io.equiveil.proofs.MalformedException;
import io.equiveil.proofs.TileHashes;
import io.equiveil.proofs.TilePath;
import io.equiveil.proofs.TreeHash;
import io.equiveil.proofs.TreeSize;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The tree as the database keeps it: head, leaves, full tiles. Works on a connection that the caller brings, and in
/// its transaction.
final class TreeTables {

    private TreeTables() {}

    /// Row of `ledger.head`.
    record Head(TreeSize size, long epoch, List<TreeHash> edge) {

        CompactRange range() {
            return CompactRange.of(size, edge);
        }

        TreeHash root() {
            return range().root();
        }
    }

    static Head head(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("select size, epoch, edge from ledger.head where id = 1");
                ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("the head of the log is missing", "02000");
            }
            return new Head(new TreeSize(row.getLong(1)), row.getLong(2), hashes(row.getBytes(3)));
        }
    }

    /// Moves the head if it still is where it was read.
    ///
    /// @return false if somebody else moved it
    static boolean move(Connection connection, Head from, CompactRange to) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update ledger.head"
                + " set size = ?, epoch = epoch + 1, edge = ? where id = 1 and size = ? and epoch = ?")) {
            update.setLong(1, to.size().value());
            update.setBytes(2, HashTile.render(to.edge()));
            update.setLong(3, from.size().value());
            update.setLong(4, from.epoch());
            return update.executeUpdate() == 1;
        }
    }

    static void insertLeaves(Connection connection, long firstIndex, List<Long> intakes, List<LeafHash> leaves)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into ledger.leaves (index, intake_id, leaf)"
                + " select ? + l.n - 1, l.intake_id, l.leaf"
                + " from unnest(?::bigint[], ?::bytea[]) with ordinality as l (intake_id, leaf, n)")) {
            insert.setLong(1, firstIndex);
            insert.setArray(2, connection.createArrayOf("int8", intakes.toArray()));
            insert.setArray(
                    3,
                    connection.createArrayOf(
                            "bytea", leaves.stream().map(LeafHash::bytes).toArray(byte[][]::new)));
            insert.executeUpdate();
        }
    }

    /// Writes a tile that became full, out of the rows below it.
    ///
    /// @param root hash of the whole tile
    static void insertTile(Connection connection, int level, long number, TreeHash root) throws SQLException {
        String below = level == 0
                ? "select string_agg(leaf, ''::bytea order by index) from ledger.leaves where index between ? and ?"
                : "select string_agg(root, ''::bytea order by number) from ledger.tiles"
                        + " where number between ? and ? and level = " + (level - 1);
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into ledger.tiles (level, number, hashes, root) values (?, ?, (" + below + "), ?)")) {
            insert.setInt(1, level);
            insert.setLong(2, number);
            insert.setLong(3, number * TilePath.FULL);
            insert.setLong(4, number * TilePath.FULL + TilePath.FULL - 1);
            insert.setBytes(5, root.bytes());
            insert.executeUpdate();
        }
    }

    /// The bytes of a tile, cut to the width asked for; empty if there is none so wide.
    static Optional<byte[]> tile(Connection connection, TilePath.Hashes tile) throws SQLException {
        Optional<byte[]> full = fullTile(connection, tile.level(), tile.number());
        if (full.isEmpty() && !tile.isFull()) {
            full = growingTile(connection, tile);
        }
        return full.filter(bytes -> bytes.length >= tile.byteLength())
                .map(bytes -> java.util.Arrays.copyOf(bytes, tile.byteLength()));
    }

    private static Optional<byte[]> fullTile(Connection connection, int level, long number) throws SQLException {
        return bytes(connection, "select hashes from ledger.tiles where level = ? and number = ?", level, number);
    }

    private static Optional<byte[]> growingTile(Connection connection, TilePath.Hashes tile) throws SQLException {
        long first = tile.number() * TilePath.FULL;
        long last = first + tile.width() - 1;
        return tile.level() == 0
                ? bytes(
                        connection,
                        "select string_agg(leaf, ''::bytea order by index) from ledger.leaves"
                                + " where index between ? and ?",
                        first,
                        last)
                : bytes(
                        connection,
                        "select string_agg(root, ''::bytea order by number) from ledger.tiles"
                                + " where level = ? and number between ? and ?",
                        tile.level() - 1,
                        first,
                        last);
    }

    private static Optional<byte[]> bytes(Connection connection, String query, long... parameters) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setLong(i + 1, parameters[i]);
            }
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.ofNullable(row.getBytes(1)) : Optional.empty();
            }
        }
    }

    /// Leaf data of a bundle, in order; fewer than its width if the log is shorter.
    static List<byte[]> entries(Connection connection, TilePath.Entries bundle) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select i.commitment from ledger.leaves l"
                + " join ledger.intake i on i.id = l.intake_id where l.index between ? and ? order by l.index")) {
            long first = bundle.number() * TilePath.FULL;
            select.setLong(1, first);
            select.setLong(2, first + bundle.width() - 1);
            List<byte[]> entries = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    entries.add(io.equiveil.proofs.Entry.leaf(io.equiveil.proofs.Commitment.ofBytes(rows.getBytes(1))));
                }
            }
            return entries;
        }
    }

    /// Hashes of subtrees for a tree of this size, read from tiles through one connection.
    static TileHashes hashes(Connection connection, TreeSize size) {
        return new TileHashes(size, tile -> {
            try {
                return tile(connection, tile).orElseThrow(() -> new IllegalStateException(tile.path() + " is missing"));
            } catch (SQLException e) {
                throw new IllegalStateException("cannot read " + tile.path(), e);
            }
        });
    }

    static List<TreeHash> hashes(byte[] edge) {
        try {
            return HashTile.parse(edge, edge.length / 32);
        } catch (MalformedException e) {
            throw new IllegalStateException("the head of the log has " + edge.length + " bytes", e);
        }
    }
}
