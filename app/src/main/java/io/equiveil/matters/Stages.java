package io.equiveil.matters;

import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Scope;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.matters.MatterFacts.MatterAdvanced;
import io.equiveil.matters.MatterResult.Blocked;
import io.equiveil.matters.MatterResult.Blocker;
import io.equiveil.matters.spi.Duty;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Takes a matter from stage to stage, one at a time, and says what stands in the way.
@Component
class Stages {

    private final MatterRepository matters;
    private final StageReadings readings;
    private final Duties duties;
    private final Summaries summaries;
    private final StageHistory history;
    private final Ledger ledger;

    Stages(
            MatterRepository matters,
            StageReadings readings,
            Duties duties,
            Summaries summaries,
            StageHistory history,
            Ledger ledger) {
        this.matters = matters;
        this.readings = readings;
        this.duties = duties;
        this.summaries = summaries;
        this.history = history;
        this.ledger = ledger;
    }

    MatterResult advance(Requester.SignedIn who, MatterRow row, MatterStage to) {
        List<Blocker> blockers = blockers(row, to);
        if (!blockers.isEmpty()) {
            return new Blocked(blockers);
        }
        MatterRow next = row.at(to, Optional.empty());
        Receipt receipt = ledger.append(Entry.of(who, new MatterAdvanced(row.id(), row.stage(), to))
                .raising(Scope.of(row.id()))
                .about(MatterRow.name(row.id()), next.version()));
        matters.update(next, receipt.leafHash());
        history.add(row.id(), to, who.person(), receipt);
        return summaries.done(next);
    }

    List<StagePoint> line(MatterSummary matter) {
        Map<MatterStage, StageHistory.Reached> reached = history.of(matter.id());
        List<Duty> all = duties.of(matter);
        List<MatterStage> way = matter.stage() == MatterStage.ABANDONED
                ? Stream.concat(
                                StageOrder.of(matter.form(), matter.simple()).stream()
                                        .filter(reached::containsKey),
                                Stream.of(MatterStage.ABANDONED))
                        .toList()
                : StageOrder.of(matter.form(), matter.simple());
        return way.stream()
                .filter(stage -> reached.containsKey(stage) || !isPassed(matter.stage(), stage))
                .map(stage -> point(matter, stage, Optional.ofNullable(reached.get(stage)), all))
                .toList();
    }

    /// What was passed over on the way is behind without having been reached: the teaser of a matter that grew.
    private static boolean isPassed(MatterStage now, MatterStage stage) {
        return stage == MatterStage.BLIND_TEASER && now != stage && now.hasReached(stage);
    }

    private static StagePoint point(
            MatterSummary matter, MatterStage stage, Optional<StageHistory.Reached> reached, List<Duty> all) {
        return new StagePoint(
                stage,
                reached.map(StageHistory.Reached::at),
                reached.map(StageHistory.Reached::by),
                reached.isPresent() ? OptionalLong.of(reached.get().intake()) : OptionalLong.empty(),
                matter.stage() == stage,
                all.stream().filter(duty -> duty.stage() == stage).toList());
    }

    Optional<Matters.NextStage> next(MatterRow row) {
        return Optional.ofNullable(next(List.of(row)).get(row.id()));
    }

    /// The stage that comes next in each of these matters, and what stands in its way; matters that have none are left
    /// out. Closing is an act of its own and is named only for what keeps a matter from it.
    Map<MatterId, Matters.NextStage> next(List<MatterRow> rows) {
        List<MatterRow> going = rows.stream()
                .filter(row -> row.closedAt().isEmpty())
                .filter(row -> StageOrder.after(row.stage(), row.form(), row.simple())
                        .filter(to -> to != MatterStage.CLOSED || row.isStopped())
                        .isPresent())
                .toList();
        StageReading reading = readings.of(going);
        Map<MatterId, Matters.NextStage> next = new HashMap<>();
        for (MatterRow row : going) {
            MatterStage to =
                    StageOrder.after(row.stage(), row.form(), row.simple()).orElseThrow();
            next.put(row.id(), new Matters.NextStage(to, blockers(reading, row, to)));
        }
        return next;
    }

    private List<Blocker> blockers(MatterRow row, MatterStage to) {
        if (row.closedAt().isPresent()) {
            return List.of(Blocker.ALREADY_CLOSED);
        }
        boolean next = StageOrder.after(row.stage(), row.form(), row.simple())
                .filter(to::equals)
                .isPresent();
        return !next || to == MatterStage.CLOSED
                ? List.of(Blocker.NOT_THE_NEXT_STAGE)
                : blockers(readings.of(List.of(row)), row, to);
    }

    private List<Blocker> blockers(StageReading reading, MatterRow row, MatterStage to) {
        Optional<Blocker> first = reading.notTakenUp(row);
        if (first.isPresent()) {
            return List.of(first.get());
        }
        List<Blocker> blockers = new ArrayList<>(StageConditions.unmet(reading.state(row), to));
        if (!duties.areDone(row.stage(), reading.duties(row.id()), stage -> stage == row.stage())) {
            blockers.add(Blocker.STEPS_OPEN);
        }
        return blockers;
    }
}
