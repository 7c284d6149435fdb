package io.equiveil.dataroom;

import io.equiveil.controls.spi.ControlCheck;
import io.equiveil.dataroom.DocumentRepository.Row;
import io.equiveil.kernel.ControlId;
import io.equiveil.vault.Sealer;
import java.util.List;
import org.springframework.stereotype.Component;

/// Measure D.6: the rows of the newest two hundred documents, on which class and stage depend, are what was written,
/// and what was taken out is really gone.
@Component
class RoomCheck implements ControlCheck {

    private static final int SAMPLE = 200;

    private final DocumentRepository documents;
    private final Sealer sealer;

    RoomCheck(DocumentRepository documents, Sealer sealer) {
        this.documents = documents;
        this.sealer = sealer;
    }

    @Override
    public ControlId control() {
        return new ControlId("D.6");
    }

    @Override
    public Outcome check() {
        List<Row> sample = documents.newest(SAMPLE);
        if (sample.isEmpty()) {
            return new Outcome.Unknown("dataroom.control.rows.none");
        }
        long touched = sample.stream().filter(row -> !documents.isGenuine(row)).count();
        if (touched > 0) {
            return new Outcome.Fails("/matters", "dataroom.control.rows.touched", touched);
        }
        long left = sample.stream()
                .map(Row::document)
                .filter(document -> document.isRemoved()
                        && (sealer.holds(document.address())
                                || document.originalAddress()
                                        .filter(sealer::holds)
                                        .isPresent()))
                .count();
        return left > 0
                ? new Outcome.Fails("/matters", "dataroom.control.rows.left", left)
                : new Outcome.Holds("dataroom.control.rows.hold", sample.size());
    }
}
