package io.equiveil.transfers;

import io.equiveil.dataroom.DataRoom;
import io.equiveil.kernel.DocumentId;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Scope;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.matters.MatterSummary;
import io.equiveil.transfers.Checklist.Step;
import io.equiveil.transfers.Obstacle.Kind;
import io.equiveil.transfers.StepEvent.Act;
import io.equiveil.transfers.TransferResult.Blocked;
import io.equiveil.transfers.TransferResult.Done;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Works on single steps: done, reopened, dated, given to somebody, shown by documents. Each act is a fact in the
/// ledger and a line of the step's history.
@Component
class Steps {

    private final StepRules rules;
    private final StepRepository steps;
    private final History history;
    private final Checklists checklists;
    private final DataRoom room;
    private final Ledger ledger;
    private final Clock clock;

    Steps(
            StepRules rules,
            StepRepository steps,
            History history,
            Checklists checklists,
            DataRoom room,
            Ledger ledger,
            Clock clock) {
        this.rules = rules;
        this.steps = steps;
        this.history = history;
        this.checklists = checklists;
        this.room = room;
        this.ledger = ledger;
        this.clock = clock;
    }

    TransferResult complete(
            Requester.SignedIn who, MatterSummary matter, TransferStep which, LocalDate on, List<DocumentId> added) {
        Checklist checklist = checklists.of(matter);
        Optional<Step> step = checklist.step(which);
        if (step.isEmpty()) {
            return blocked(Kind.STEP_UNKNOWN);
        }
        Set<DocumentId> documents = new LinkedHashSet<>(step.get().documents());
        documents.addAll(added);
        List<Obstacle> obstacles = new ArrayList<>(StepConditions.unmet(
                checklist,
                rules.of(which),
                matter.stage(),
                checklists.sellerOf(matter),
                on,
                checklists.today(),
                documents.size()));
        if (added.stream().anyMatch(document -> !room.holds(matter.id(), document))) {
            obstacles.add(Obstacle.of(Kind.DOCUMENT_UNKNOWN));
        }
        if (!obstacles.isEmpty()) {
            return new Blocked(obstacles);
        }
        added.stream()
                .filter(document -> !step.get().documents().contains(document))
                .forEach(document -> attach(who, matter.id(), which, document));
        StepRow next = row(matter.id(), which).doneOn(on, who.person());
        save(
                who,
                next,
                new TransferFacts.StepDone(matter.id(), which, on, List.copyOf(documents)),
                Act.DONE,
                who.person(),
                Optional.of(on));
        return new Done(checklists.of(matter));
    }

    TransferResult reopen(Requester.SignedIn who, MatterSummary matter, TransferStep which) {
        Optional<Step> step = checklists.of(matter).step(which);
        if (step.isEmpty()) {
            return blocked(Kind.STEP_UNKNOWN);
        }
        if (!step.get().isDone()) {
            return blocked(Kind.STEP_OPEN);
        }
        if (matter.stage() != step.get().stage()
                && matter.stage().hasReached(step.get().stage())) {
            return blocked(Kind.STAGE_PASSED);
        }
        StepRow next = row(matter.id(), which).reopened();
        save(
                who,
                next,
                new TransferFacts.StepReopened(matter.id(), which),
                Act.REOPENED,
                who.person(),
                Optional.empty());
        return new Done(checklists.of(matter));
    }

    TransferResult schedule(Requester.SignedIn who, MatterSummary matter, TransferStep which, LocalDate due) {
        Optional<Step> step = checklists.of(matter).step(which);
        Optional<Obstacle> obstacle = openOrObstacle(step);
        if (obstacle.isPresent()) {
            return new Blocked(List.of(obstacle.get()));
        }
        Optional<LocalDate> byLaw = step.flatMap(Step::due)
                .filter(deadline -> deadline.rule().isPresent())
                .map(Checklist.Deadline::day);
        if (byLaw.filter(due::isAfter).isPresent()) {
            return new Blocked(List.of(Obstacle.of(Kind.LATER_THAN_LAW, byLaw.get())));
        }
        StepRow next = row(matter.id(), which).dueOn(due);
        save(
                who,
                next,
                new TransferFacts.StepScheduled(matter.id(), which, due),
                Act.SCHEDULED,
                who.person(),
                Optional.of(due));
        return new Done(checklists.of(matter));
    }

    TransferResult assign(Requester.SignedIn who, MatterSummary matter, TransferStep which, PersonId person) {
        Optional<Obstacle> obstacle = openOrObstacle(checklists.of(matter).step(which));
        if (obstacle.isPresent()) {
            return new Blocked(List.of(obstacle.get()));
        }
        if (matter.team().stream().noneMatch(member -> member.person().equals(person))) {
            return blocked(Kind.COLLEAGUE_NOT_ON_TEAM);
        }
        StepRow next = row(matter.id(), which).by(person);
        save(
                who,
                next,
                new TransferFacts.StepAssigned(matter.id(), which, person),
                Act.ASSIGNED,
                person,
                Optional.empty());
        return new Done(checklists.of(matter));
    }

    TransferResult document(Requester.SignedIn who, MatterSummary matter, TransferStep which, DocumentId document) {
        Optional<Step> step = checklists.of(matter).step(which);
        if (step.isEmpty()) {
            return blocked(Kind.STEP_UNKNOWN);
        }
        if (!room.holds(matter.id(), document)) {
            return blocked(Kind.DOCUMENT_UNKNOWN);
        }
        if (!step.get().documents().contains(document)) {
            attach(who, matter.id(), which, document);
        }
        return new Done(checklists.of(matter));
    }

    private static Optional<Obstacle> openOrObstacle(Optional<Step> step) {
        if (step.isEmpty()) {
            return Optional.of(Obstacle.of(Kind.STEP_UNKNOWN));
        }
        return step.filter(Step::isDone).map(_ -> Obstacle.of(Kind.STEP_DONE));
    }

    private void attach(Requester.SignedIn who, MatterId matter, TransferStep step, DocumentId document) {
        Receipt receipt = ledger.append(Entry.of(who, new TransferFacts.StepDocumented(matter, step, document)));
        steps.attach(matter, step, document, who.person(), clock.instant());
        history.add(matter, step, Act.DOCUMENTED, who.person(), Optional.empty(), Optional.of(document), receipt);
    }

    private StepRow row(MatterId matter, TransferStep step) {
        return steps.of(matter).getOrDefault(step, StepRow.untouched(matter, step));
    }

    private void save(
            Requester.SignedIn who, StepRow next, Recorded fact, Act act, PersonId person, Optional<LocalDate> day) {
        Receipt receipt = ledger.append(Entry.of(who, fact)
                .raising(Scope.of(next.matter()))
                .about(StepRow.name(next.matter(), next.step()), next.version()));
        steps.save(next, receipt.leafHash());
        history.add(next.matter(), next.step(), act, person, day, Optional.empty(), receipt);
    }

    private static TransferResult blocked(Kind kind) {
        return new Blocked(List.of(Obstacle.of(kind)));
    }
}
