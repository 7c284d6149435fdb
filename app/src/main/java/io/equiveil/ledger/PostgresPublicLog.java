package io.equiveil.ledger;

import io.equiveil.proofs.EntryBundle;
import io.equiveil.proofs.TilePath;
import io.equiveil.proofs.TreeSize;
import io.equiveil.proofs.VerifierKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/// Serves the public files from the tables.
final class PostgresPublicLog implements PublicLog {

    private final JdbcTemplate statements;
    private final VerifierKey key;

    PostgresPublicLog(DataSource app, VerifierKey key) {
        this.statements = new JdbcTemplate(app);
        this.key = key;
    }

    @Override
    public Optional<String> checkpoint() {
        return read(connection -> CheckpointTables.latestPublished(connection)
                .map(signed -> signed.note().render()));
    }

    @Override
    public Optional<byte[]> file(TilePath path) {
        return read(connection -> {
            TreeSize size = CheckpointTables.publishedSize(connection);
            return switch (path) {
                case TilePath.Hashes tile ->
                    exists(tile, size.value() >>> 8 * tile.level())
                            ? TreeTables.tile(connection, tile)
                            : Optional.empty();
                case TilePath.Entries bundle ->
                    exists(bundle, size.value()) ? bundle(connection, bundle) : Optional.empty();
            };
        });
    }

    /// A narrow tile stays there after the wide one is: a client may come for it late.
    private static boolean exists(TilePath path, long hashes) {
        return path.number() <= hashes >>> 8 && (path.number() << 8) + path.width() <= hashes;
    }

    private static Optional<byte[]> bundle(Connection connection, TilePath.Entries bundle) throws SQLException {
        List<byte[]> entries = TreeTables.entries(connection, bundle);
        return entries.size() == bundle.width() ? Optional.of(EntryBundle.render(entries)) : Optional.empty();
    }

    @Override
    public VerifierKey key() {
        return key;
    }

    private <T> Optional<T> read(ConnectionCallback<Optional<T>> reading) {
        return java.util.Objects.requireNonNull(statements.execute(reading));
    }
}
