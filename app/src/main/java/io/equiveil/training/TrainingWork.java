package io.equiveil.training;

import io.equiveil.access.Grace;
import io.equiveil.frame.Display;
import io.equiveil.frame.worklist.Worklist;
import io.equiveil.kernel.Requester;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// On 今日: a training to confirm, or one that lapses within 30 days.
@Component
class TrainingWork implements Worklist {

    private static final Duration AHEAD = Duration.ofDays(30);

    private final Attestations attestations;
    private final TrainingLapses lapses;
    private final Display display;
    private final Clock clock;

    TrainingWork(Attestations attestations, TrainingLapses lapses, Display display, Clock clock) {
        this.attestations = attestations;
        this.lapses = lapses;
        this.display = display;
        this.clock = clock;
    }

    @Override
    public List<Item> itemsFor(Requester.SignedIn person) {
        Instant now = clock.instant();
        List<Item> items = new ArrayList<>();
        lapses.of(person.person(), now.minus(Grace.LONGEST), now).stream()
                .limit(5)
                .map(one -> new Item(
                        Kind.BLOCKED,
                        "training.work.lapsed",
                        List.of(one.arguments().getFirst(), display.day(one.endsAt())),
                        Optional.empty(),
                        "/training"))
                .forEach(items::add);
        attestations.of(person.person()).stream()
                .filter(one -> one.genuine()
                        && now.isBefore(one.expiresAt())
                        && (one.confirmedAt().isEmpty() || one.expiresAt().isBefore(now.plus(AHEAD))))
                .limit(5)
                .map(one -> new Item(
                        Kind.DUE,
                        one.confirmedAt().isEmpty() ? "training.work.confirm" : "training.work.lapses",
                        List.of(display.day(one.expiresAt())),
                        Optional.of(one.expiresAt()),
                        "/training"))
                .forEach(items::add);
        return items;
    }
}
