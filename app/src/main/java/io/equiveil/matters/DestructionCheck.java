package io.equiveil.matters;

import io.equiveil.controls.spi.ControlCheck;
import io.equiveil.kernel.ControlId;
import io.equiveil.kernel.Owner;
import io.equiveil.matters.DestructionRepository.DestructionRow;
import io.equiveil.vault.KeyCustody;
import io.equiveil.vault.KeyCustody.Destruction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// Measure D.10: what two people destroyed stays destroyed, and nothing of a matter or of a client's own file
/// is kept a month longer than its clock says unless something holds it.
@Component
class DestructionCheck implements ControlCheck {

    private static final int SAMPLE = 200;

    private final MatterRepository matters;
    private final DestructionRepository destructions;
    private final Retention retention;
    private final KeyCustody custody;
    private final OwnFileCertificates ownCertificates;
    private final OwnFileRound ownFiles;
    private final Clock clock;

    DestructionCheck(
            MatterRepository matters,
            DestructionRepository destructions,
            Retention retention,
            KeyCustody custody,
            OwnFileCertificates ownCertificates,
            OwnFileRound ownFiles,
            Clock clock) {
        this.ownCertificates = ownCertificates;
        this.ownFiles = ownFiles;
        this.matters = matters;
        this.destructions = destructions;
        this.retention = retention;
        this.custody = custody;
        this.clock = clock;
    }

    @Override
    public ControlId control() {
        return new ControlId("D.10");
    }

    // A destruction needs two people: a month late means that nobody looks after it.
    private static final Duration LATE = Duration.ofDays(30);

    @Override
    public Outcome check() {
        List<DestructionRow> gone = destructions.latest(SAMPLE);
        long alive = gone.stream()
                        .filter(row -> custody.destruction(Owner.of(row.matter()), row.group())
                                instanceof Destruction.NotDestroyed)
                        .filter(row -> row.certified().isPresent())
                        .count()
                + ownCertificates.alive(SAMPLE);
        if (alive > 0) {
            return new Outcome.Fails("/matters", "matters.control.destruction.alive", alive);
        }
        Instant late = clock.instant().minus(LATE);
        List<MatterRow> closed = matters.closed(SAMPLE);
        long overdue = closed.stream()
                .filter(row -> retention.clocks(row).stream()
                        .anyMatch(each -> each.state() == RetentionClock.State.DUE
                                && each.keptUntil().filter(late::isAfter).isPresent()))
                .count();
        if (overdue > 0) {
            return new Outcome.Fails("/matters", "matters.control.destruction.overdue", overdue);
        }
        OwnFileRound.Plan plan = ownFiles.plan();
        long overdueFiles =
                plan.due().stream().filter(due -> due.since().isBefore(late)).count();
        if (overdueFiles > 0) {
            return new Outcome.Fails("/clients/retention", "matters.control.destruction.own-overdue", overdueFiles);
        }
        return closed.isEmpty() && plan.files() == 0
                ? new Outcome.Unknown("matters.control.destruction.none")
                : new Outcome.Holds("matters.control.destruction.holds", closed.size(), gone.size(), plan.files());
    }
}
