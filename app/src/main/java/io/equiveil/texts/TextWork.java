package io.equiveil.texts;

import io.equiveil.frame.Display;
import io.equiveil.frame.worklist.Worklist;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// On 今日 of owner and compliance officer: papers of the set-up that wait for adoption, newer versions that ship, and a
/// record that was tampered with.
@Component
class TextWork implements Worklist {

    private final Texts texts;
    private final Clock clock;

    TextWork(Texts texts, Clock clock) {
        this.texts = texts;
        this.clock = clock;
    }

    @Override
    public List<Item> itemsFor(Requester.SignedIn person) {
        if (!person.has(Role.OWNER) && !person.has(Role.COMPLIANCE_OFFICER)) {
            return List.of();
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), Display.SHANGHAI);
        List<TextStanding> all = texts.all();
        List<Item> items = new ArrayList<>();
        long broken = count(all, TextState.BROKEN, today);
        long newer = count(all, TextState.NEWER_SHIPS, today);
        long waiting = all.stream()
                .filter(text -> text.shipped().setUp() > 0 && text.state(today) == TextState.NOT_ADOPTED)
                .count();
        add(items, broken, Kind.RED, "texts.work.broken", "/texts?state=BROKEN");
        add(items, newer, Kind.TO_APPROVE, "texts.work.newer", "/texts?state=NEWER_SHIPS");
        add(items, waiting, Kind.TO_APPROVE, "texts.work.set-up", "/texts?kind=SET_UP");
        return items;
    }

    private static long count(List<TextStanding> all, TextState state, LocalDate today) {
        return all.stream().filter(text -> text.state(today) == state).count();
    }

    private static void add(List<Item> items, long count, Kind kind, String message, String path) {
        if (count > 0) {
            items.add(new Item(kind, message, List.of(Long.toString(count)), Optional.empty(), path));
        }
    }
}
