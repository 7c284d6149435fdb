package io.equiveil.matters;

import io.equiveil.frame.worklist.Worklist;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Requester;
import io.equiveil.matters.MatterResult.Blocker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// What this room puts on 今日: decisions that wait for this person, and own matters that cannot go on.
@Component
class MatterWorklist implements Worklist {

    /// Steps that are open are on the list of whoever answers for them, with their days.
    private static final Set<Blocker> SAID_ELSEWHERE = Set.of(Blocker.STEPS_OPEN);

    private final MatterRepository matters;
    private final Conflicts conflicts;
    private final Stages stages;
    private final Destructions destructions;
    private final Retention retention;
    private final OwnFiles files;

    MatterWorklist(
            MatterRepository matters,
            Conflicts conflicts,
            Stages stages,
            Destructions destructions,
            Retention retention,
            OwnFiles files) {
        this.files = files;
        this.matters = matters;
        this.conflicts = conflicts;
        this.stages = stages;
        this.destructions = destructions;
        this.retention = retention;
    }

    @Override
    public List<Item> itemsFor(Requester.SignedIn person) {
        if (!person.isStaff()) {
            return List.of();
        }
        List<Item> items = new ArrayList<>();
        conflicts.waitingFor(person).stream()
                .map(Conflict::matter)
                .distinct()
                .flatMap(id -> matters.find(id).stream())
                .forEach(row -> items.add(item(Kind.TO_APPROVE, "matters.work.conflict", row, "/matters/conflicts")));
        destructions
                .waitingFor(person)
                .forEach(row -> items.add(item(Kind.TO_APPROVE, "matters.work.destruction", row, page(row.id()))));
        files.due(person).stream()
                .limit(MOST)
                .map(due -> new Item(
                        due.asked() ? Kind.TO_APPROVE : Kind.DUE,
                        due.asked() ? "matters.work.own-file.asked" : "matters.work.own-file",
                        List.of(due.alias()),
                        Optional.of(due.since()),
                        "/clients/" + due.subject() + "/retention"))
                .forEach(items::add);
        List<MatterRow> own = matters.ofPerson(person.person());
        Map<MatterId, Matters.NextStage> next = stages.next(own);
        for (MatterRow row : own) {
            own(row, Optional.ofNullable(next.get(row.id()))).ifPresent(items::add);
        }
        return Worklist.mostUrgent(items, "/matters");
    }

    private Optional<Item> own(MatterRow row, Optional<Matters.NextStage> next) {
        if (row.closedAt().isPresent()) {
            return retention.clocks(row).stream().anyMatch(each -> each.state() == RetentionClock.State.DUE)
                            && destructions.askedBy(row.id()).isEmpty()
                    ? Optional.of(item(Kind.DUE, "matters.work.retention", row, page(row.id())))
                    : Optional.empty();
        }
        return next.map(Matters.NextStage::blockers)
                .filter(blockers -> !SAID_ELSEWHERE.containsAll(blockers))
                .map(blockers -> blockers.contains(Blocker.NO_FIRM_AGREEMENT)
                        ? item(Kind.DUE, "matters.work.paper", row, page(row.id()))
                        : blockers.contains(Blocker.CONFLICT_WAITS)
                                ? item(Kind.BLOCKED, "matters.work.conflict-waits", row, page(row.id()))
                                : new Item(
                                        Kind.BLOCKED,
                                        "matters.work.blocked",
                                        List.of(row.codeName(), Item.word("matters.blocker." + first(blockers))),
                                        Optional.empty(),
                                        page(row.id())));
    }

    /// What to see to first.
    private static Blocker first(Collection<Blocker> blockers) {
        return blockers.stream()
                .filter(blocker -> !SAID_ELSEWHERE.contains(blocker))
                .findFirst()
                .orElseThrow();
    }

    private static Item item(Kind kind, String key, MatterRow row, String path) {
        return new Item(kind, key, List.of(row.codeName()), Optional.empty(), path);
    }

    private static String page(MatterId id) {
        return "/matters/" + id;
    }
}
