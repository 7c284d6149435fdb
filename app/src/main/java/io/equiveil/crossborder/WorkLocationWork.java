package io.equiveil.crossborder;

import io.equiveil.frame.Display;
import io.equiveil.frame.worklist.Worklist;
import io.equiveil.kernel.Requester;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// On 今日: a declared work location that lapses within seven days.
@Component
class WorkLocationWork implements Worklist {

    private static final Duration AHEAD = Duration.ofDays(7);

    private final WorkLocations locations;
    private final Display display;
    private final Clock clock;

    WorkLocationWork(WorkLocations locations, Display display, Clock clock) {
        this.locations = locations;
        this.display = display;
        this.clock = clock;
    }

    @Override
    public List<Item> itemsFor(Requester.SignedIn person) {
        Instant now = clock.instant();
        return locations.of(person.person()).stream()
                .filter(one -> one.until().isAfter(now) && one.until().isBefore(now.plus(AHEAD)))
                .map(one -> new Item(
                        Kind.DUE,
                        "crossborder.work.lapses",
                        List.of(display.day(one.until())),
                        Optional.of(one.until()),
                        "/work-location"))
                .toList();
    }
}
