package io.equiveil.access;

import io.equiveil.access.spi.Lapses.Lapse;
import io.equiveil.frame.worklist.Worklist;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// On 今日 of the compliance officer: what has lapsed in the last days, and what lapses within seven days and within one.
@Component
class GraceWork implements Worklist {

    private static final String PAGE = "/graces";

    private final Graces graces;
    private final Clock clock;

    GraceWork(Graces graces, Clock clock) {
        this.graces = graces;
        this.clock = clock;
    }

    @Override
    public List<Item> itemsFor(Requester.SignedIn person) {
        if (!person.has(Role.COMPLIANCE_OFFICER)) {
            return List.of();
        }
        Instant now = clock.instant();
        List<Instant> open = graces.list(person).stream()
                .filter(listed -> !listed.given())
                .map(Graces.Listed::lapse)
                .map(Lapse::endsAt)
                .toList();
        List<Item> items = new ArrayList<>();
        add(items, Kind.BLOCKED, "access.work.lapsed", among(open, Instant.MIN, now));
        add(items, Kind.DUE, "access.work.lapses.1", among(open, now, now.plus(Duration.ofDays(1))));
        add(
                items,
                Kind.DUE,
                "access.work.lapses.7",
                among(open, now.plus(Duration.ofDays(1)), now.plus(Duration.ofDays(7))));
        add(items, Kind.DUE, "access.work.lapses.30", among(open, now.plus(Duration.ofDays(7)), Instant.MAX));
        return items;
    }

    private static List<Instant> among(List<Instant> ends, Instant from, Instant until) {
        return ends.stream()
                .filter(end -> end.isAfter(from) && !end.isAfter(until))
                .toList();
    }

    private static void add(List<Item> items, Kind kind, String key, List<Instant> ends) {
        if (!ends.isEmpty()) {
            items.add(new Item(
                    kind,
                    key,
                    List.of(Integer.toString(ends.size())),
                    kind == Kind.BLOCKED ? Optional.empty() : ends.stream().min(Instant::compareTo),
                    PAGE));
        }
    }
}
