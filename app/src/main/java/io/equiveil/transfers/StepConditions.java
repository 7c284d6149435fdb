package io.equiveil.transfers;

import io.equiveil.clients.ClientKind;
import io.equiveil.kernel.MatterStage;
import io.equiveil.transfers.Checklist.Step;
import io.equiveil.transfers.Obstacle.Kind;
import io.equiveil.transfers.Preemption.Basis;
import io.equiveil.transfers.Preemption.Outcome;
import io.equiveil.transfers.Shareholder.Standing;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What must be true before a step can be called done, as a rule over plain facts.
final class StepConditions {

    private StepConditions() {}

    /// Everything that stands in the way, all at once.
    ///
    /// @param stage     how far the matter has come
    /// @param documents how many documents would show it
    static List<Obstacle> unmet(
            Checklist checklist,
            StepRule rule,
            MatterStage stage,
            ClientKind seller,
            LocalDate on,
            LocalDate today,
            int documents) {
        List<Obstacle> obstacles = new ArrayList<>();
        Step step = checklist.step(rule.step()).orElseThrow();
        when(step.isDone(), Kind.STEP_DONE, obstacles);
        when(on.isAfter(today), Kind.DAY_IN_THE_FUTURE, obstacles);
        when(!stage.hasReached(rule.from()), Kind.STAGE_NOT_REACHED, obstacles);
        when(step.documentRequired() && documents == 0, Kind.DOCUMENT_MISSING, obstacles);
        switch (rule.step()) {
            case SHAREHOLDERS_NOTIFIED -> notified(checklist, obstacles);
            case SHAREHOLDERS_ANSWERED -> answered(checklist, obstacles);
            case REGISTRATION_CHANGED ->
                // The registration authority looks at the proof of tax before it registers an individual's transfer.
                when(
                        seller == ClientKind.PERSON
                                && checklist
                                        .step(TransferStep.TAX_PAID)
                                        .filter(Step::isDone)
                                        .isEmpty(),
                        Kind.TAX_FIRST,
                        obstacles);
            default -> {}
        }
        return obstacles;
    }

    private static void notified(Checklist checklist, List<Obstacle> obstacles) {
        if (checklist.preemption().basis() != Basis.STATUTORY) {
            return;
        }
        when(checklist.shareholders().isEmpty(), Kind.SHAREHOLDERS_MISSING, obstacles);
        when(count(checklist, Standing.NOT_NOTIFIED), Kind.SHAREHOLDERS_NOT_NOTIFIED, obstacles);
    }

    private static void answered(Checklist checklist, List<Obstacle> obstacles) {
        if (checklist.preemption().basis() != Basis.STATUTORY) {
            return;
        }
        notified(checklist, obstacles);
        when(count(checklist, Standing.SENT), Kind.NOTICE_NOT_ARRIVED, obstacles);
        checklist.shareholders().stream()
                .filter(other -> other.standing() == Standing.MAY_ANSWER)
                .map(other -> other.answerBy().orElseThrow())
                .max(Comparator.naturalOrder())
                .ifPresent(day -> obstacles.add(
                        Obstacle.of(Kind.STILL_TIME_TO_ANSWER, count(checklist, Standing.MAY_ANSWER), day)));
        if (checklist.preemption().outcome() != Outcome.SHAREHOLDERS_BUY) {
            when(count(checklist, Standing.EXERCISES), Kind.PREEMPTION_EXERCISED, obstacles);
        }
    }

    static long count(Checklist checklist, Standing standing) {
        return checklist.shareholders().stream()
                .filter(other -> other.standing() == standing)
                .count();
    }

    private static void when(boolean stands, Kind kind, List<Obstacle> obstacles) {
        if (stands) {
            obstacles.add(Obstacle.of(kind));
        }
    }

    private static void when(long count, Kind kind, List<Obstacle> obstacles) {
        if (count > 0) {
            obstacles.add(Obstacle.of(kind, count));
        }
    }
}
