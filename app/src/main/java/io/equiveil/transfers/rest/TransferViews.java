package io.equiveil.transfers.rest;

import io.equiveil.frame.Problem;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.DocumentId;
import io.equiveil.kernel.PersonId;
import io.equiveil.transfers.Checklist;
import io.equiveil.transfers.Obstacle;
import io.equiveil.transfers.Preemption;
import io.equiveil.transfers.Shareholder;
import io.equiveil.transfers.ShareholderId;
import io.equiveil.transfers.StepEvent;
import io.equiveil.transfers.TransferResult;
import io.equiveil.transfers.TransferStep;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/// How programs see the legal steps of a matter, and what they hear of acts upon them.
final class TransferViews {

    private TransferViews() {}

    record ChecklistView(
            UUID matter,
            Preemption.Basis basis,
            Preemption.Outcome outcome,
            List<StepView> steps,
            List<ShareholderView> shareholders) {

        static ChecklistView of(Checklist checklist) {
            return new ChecklistView(
                    checklist.matter().value(),
                    checklist.preemption().basis(),
                    checklist.preemption().outcome(),
                    checklist.steps().stream().map(StepView::of).toList(),
                    checklist.shareholders().stream().map(ShareholderView::of).toList());
        }
    }

    /// @param dueRule    the rule of law that says by when; absent if people agreed on the day
    /// @param dueCertain whether the day stands, because the calendar of working days is known
    record StepView(
            TransferStep step,
            String stage,
            List<String> rules,
            @Nullable LocalDate due,
            @Nullable String dueRule,
            boolean dueCertain,
            @Nullable UUID responsible,
            @Nullable LocalDate done,
            boolean documentRequired,
            List<UUID> documents) {

        static StepView of(Checklist.Step step) {
            return new StepView(
                    step.step(),
                    step.stage().name(),
                    step.rules(),
                    step.due().map(Checklist.Deadline::day).orElse(null),
                    step.due().flatMap(Checklist.Deadline::rule).orElse(null),
                    step.due().map(Checklist.Deadline::certain).orElse(true),
                    step.responsible().map(PersonId::value).orElse(null),
                    step.doneOn().orElse(null),
                    step.documentRequired(),
                    step.documents().stream().map(DocumentId::value).toList());
        }
    }

    record ShareholderView(
            UUID id,
            Shareholder.Standing standing,
            @Nullable LocalDate sent,
            @Nullable LocalDate received,
            @Nullable LocalDate answerBy,
            @Nullable LocalDate replied) {

        static ShareholderView of(Shareholder shareholder) {
            return new ShareholderView(
                    shareholder.id().value(),
                    shareholder.standing(),
                    shareholder.sent().orElse(null),
                    shareholder.received().orElse(null),
                    shareholder.answerBy().orElse(null),
                    shareholder.replied().orElse(null));
        }
    }

    /// @param part its part of what is on offer in percent, where it exercises its right
    record FactsView(
            UUID id,
            @Nullable String name,
            @Nullable String contact,
            @Nullable String share,
            @Nullable String words,
            @Nullable BigDecimal part) {

        static FactsView of(ShareholderId id, Map<String, Cleartext> facts, @Nullable BigDecimal part) {
            return new FactsView(
                    id.value(),
                    text(facts, "name"),
                    text(facts, "contact"),
                    text(facts, "share"),
                    text(facts, "words"),
                    part);
        }

        private static @Nullable String text(Map<String, Cleartext> facts, String name) {
            Cleartext value = facts.get(name);
            return value == null ? null : value.revealForDisplay();
        }

        /// Says whose facts they are and none of them.
        @Override
        public String toString() {
            return "FactsView[" + id + "]";
        }
    }

    record EventView(
            Instant at,
            StepEvent.Act act,
            UUID person,
            @Nullable LocalDate day,
            @Nullable UUID document,
            long entry) {

        static EventView of(StepEvent event) {
            return new EventView(
                    event.at(),
                    event.act(),
                    event.person().value(),
                    event.day().orElse(null),
                    event.document().map(DocumentId::value).orElse(null),
                    event.intake());
        }
    }

    /// @param count how many, where there is something to count
    /// @param day   which day, where one matters
    record ObstacleView(
            Obstacle.Kind kind,
            @Nullable Integer count,
            @Nullable LocalDate day) {

        static ObstacleView of(Obstacle obstacle) {
            return new ObstacleView(
                    obstacle.kind(),
                    obstacle.count().orElse(null),
                    obstacle.day().orElse(null));
        }
    }

    static ResponseEntity<?> answer(TransferResult result) {
        return switch (result) {
            case TransferResult.Done(var checklist) -> ResponseEntity.ok(ChecklistView.of(checklist));
            case TransferResult.Unknown _ -> Problem.of(HttpStatus.NOT_FOUND, "unknown-matter");
            case TransferResult.Blocked(var obstacles) -> {
                ProblemDetail detail = Problem.detail(HttpStatus.CONFLICT, "step-blocked");
                detail.setProperty(
                        "obstacles", obstacles.stream().map(ObstacleView::of).toList());
                yield Problem.of(detail);
            }
        };
    }
}
