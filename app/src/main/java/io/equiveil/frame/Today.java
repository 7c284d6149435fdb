package io.equiveil.frame;

import io.equiveil.frame.worklist.Worklist;
import io.equiveil.frame.worklist.Worklist.Item;
import io.equiveil.frame.worklist.Worklist.Kind;
import io.equiveil.kernel.Requester;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// 今日: what all rooms together have for one person, in groups, the most urgent first.
///
/// A room that cannot answer does not keep the others from being read; the list then says that it is not complete.
@Component
public class Today {

    /// How many lines of a group are seen at once.
    public static final int VISIBLE = 7;

    private static final Comparator<Item> MOST_URGENT_FIRST =
            Comparator.comparing(item -> item.due().orElse(Instant.MAX));

    private final ObjectProvider<Worklist> worklists;
    private final Faults faults;

    Today(ObjectProvider<Worklist> worklists, Faults faults) {
        this.worklists = worklists;
        this.faults = faults;
    }

    /// What this person should see today.
    public Agenda agendaFor(Requester.SignedIn person) {
        Map<Kind, List<Item>> byKind = new EnumMap<>(Kind.class);
        boolean complete = true;
        for (Worklist worklist : worklists.orderedStream().toList()) {
            try {
                for (Item item : worklist.itemsFor(person)) {
                    byKind.computeIfAbsent(item.kind(), _ -> new ArrayList<>()).add(item);
                }
            } catch (RuntimeException e) {
                faults.unexpected(e);
                complete = false;
            }
        }
        return new Agenda(byKind.entrySet().stream().map(Today::group).toList(), complete);
    }

    private static Group group(Map.Entry<Kind, List<Item>> entry) {
        List<Item> items = entry.getValue().stream().sorted(MOST_URGENT_FIRST).toList();
        int visible = Math.min(VISIBLE, items.size());
        return new Group(entry.getKey(), items.subList(0, visible), items.subList(visible, items.size()));
    }

    /// What is on today.
    ///
    /// @param groups   those that are not empty, in the order of their kinds
    /// @param complete whether every room could answer
    public record Agenda(List<Group> groups, boolean complete) {}

    /// One group.
    ///
    /// @param first what is seen at once, at most [#VISIBLE]
    /// @param more  the rest
    public record Group(Kind kind, List<Item> first, List<Item> more) {}
}
