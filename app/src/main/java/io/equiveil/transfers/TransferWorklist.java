package io.equiveil.transfers;

import io.equiveil.frame.Display;
import io.equiveil.frame.worklist.Worklist;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Requester;
import io.equiveil.matters.MatterSummary;
import io.equiveil.matters.Matters;
import io.equiveil.transfers.Checklist.Deadline;
import io.equiveil.transfers.Checklist.Step;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/// Legal steps that are due, for whoever answers for them; without a name on a step, for the lead of the
/// matter.
@Component
class TransferWorklist implements Worklist {

    private static final int DAYS_AHEAD = 7;

    private final Matters matters;
    private final Checklists checklists;
    private final Display display;
    private final MessageSource messages;

    TransferWorklist(Matters matters, Checklists checklists, Display display, MessageSource messages) {
        this.matters = matters;
        this.checklists = checklists;
        this.display = display;
        this.messages = messages;
    }

    @Override
    public List<Item> itemsFor(Requester.SignedIn person) {
        if (!person.isStaff()) {
            return List.of();
        }
        List<Item> items = new ArrayList<>();
        LocalDate horizon = checklists.today().plusDays(DAYS_AHEAD);
        List<MatterSummary> mine = matters.of(person).stream()
                .filter(matter -> matter.closedAt().isEmpty() && isOnTeam(person, matter))
                .toList();
        Map<MatterId, Checklist> all = checklists.withoutDocuments(mine);
        for (MatterSummary matter : mine) {
            Objects.requireNonNull(all.get(matter.id())).steps().stream()
                    .filter(step -> !step.isDone() && isFor(person, matter, step))
                    .forEach(step -> step.due()
                            .filter(due -> !due.day().isAfter(horizon))
                            .ifPresent(due -> items.add(item(matter, step, due))));
        }
        return Worklist.mostUrgent(items, "/matters");
    }

    private static boolean isOnTeam(Requester.SignedIn person, MatterSummary matter) {
        return matter.team().stream().anyMatch(member -> member.person().equals(person.person()));
    }

    private static boolean isFor(Requester.SignedIn person, MatterSummary matter, Step step) {
        return step.responsible()
                .map(person.person()::equals)
                .orElseGet(() -> matter.team().stream()
                        .anyMatch(member -> member.lead() && member.person().equals(person.person())));
    }

    private Item item(MatterSummary matter, Step step, Deadline due) {
        boolean late = checklists.today().isAfter(due.day());
        return new Item(
                Kind.DUE,
                late ? "transfers.work.late" : "transfers.work.due",
                List.of(
                        matter.codeName(),
                        messages.getMessage("transfers.step." + step.step(), null, LocaleContextHolder.getLocale()),
                        display.date(due.day())),
                Optional.of(due.day().plusDays(1).atStartOfDay(Display.SHANGHAI).toInstant()),
                "/matters/" + matter.id() + "/steps/" + step.step());
    }
}
