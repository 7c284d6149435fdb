package io.equiveil.matters;

import io.equiveil.kernel.DocumentId;
import io.equiveil.kernel.Requester;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.matters.MatterFacts.StepDone;
import io.equiveil.matters.MatterFacts.StepScheduled;
import io.equiveil.matters.MatterResult.Blocked;
import io.equiveil.matters.MatterResult.Blocker;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The legal steps of a matter, ticked off one by one.
@Component
class Checklist {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private final StepRepository steps;
    private final Summaries summaries;
    private final Ledger ledger;
    private final Clock clock;

    Checklist(StepRepository steps, Summaries summaries, Ledger ledger, Clock clock) {
        this.steps = steps;
        this.summaries = summaries;
        this.ledger = ledger;
        this.clock = clock;
    }

    MatterResult complete(
            Requester.SignedIn who, MatterRow row, LegalStep step, LocalDate on, Optional<DocumentId> document) {
        if (on.isAfter(clock.instant().atZone(SHANGHAI).toLocalDate())) {
            return new Blocked(List.of(Blocker.STEP_IN_THE_FUTURE));
        }
        if (!steps.complete(row.id(), step, on, who.person(), document)) {
            return new Blocked(List.of(Blocker.STEP_UNKNOWN));
        }
        ledger.append(Entry.of(who, new StepDone(row.id(), step, on, document)));
        return summaries.done(row);
    }

    MatterResult schedule(Requester.SignedIn who, MatterRow row, LegalStep step, LocalDate due) {
        if (!steps.schedule(row.id(), step, due)) {
            return new Blocked(List.of(Blocker.STEP_UNKNOWN));
        }
        ledger.append(Entry.of(who, new StepScheduled(row.id(), step, due)));
        return summaries.done(row);
    }
}
