package io.equiveil.ledger;

import io.equiveil.frame.CheckpointLine;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Remembers the checkpoint that this node made public last, for the foot of every page.
final class NewestCheckpoint implements CheckpointLine {

    private static final String PATH = "/ledger";

    private volatile @Nullable Line line;

    void published(CheckpointTables.Signed checkpoint) {
        line = new Line(checkpoint.size().value(), checkpoint.signedAt(), PATH);
    }

    @Override
    public Optional<Line> newest() {
        return Optional.ofNullable(line);
    }
}
