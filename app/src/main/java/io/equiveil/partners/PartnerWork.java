package io.equiveil.partners;

import io.equiveil.frame.Display;
import io.equiveil.frame.worklist.Worklist;
import io.equiveil.kernel.Period;
import io.equiveil.kernel.Requester;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// On 今日 of those who keep the register: contracts that end within 30 days.
@Component
class PartnerWork implements Worklist {

    private static final Duration AHEAD = Duration.ofDays(30);

    private final Partners partners;
    private final Display display;
    private final Clock clock;

    PartnerWork(Partners partners, Display display, Clock clock) {
        this.partners = partners;
        this.display = display;
        this.clock = clock;
    }

    @Override
    public List<Item> itemsFor(Requester.SignedIn person) {
        Instant now = clock.instant();
        if (!Partners.entitled(person)) {
            return List.of();
        }
        return partners.all().stream()
                .filter(one -> one.status() == PartnerStatus.APPROVED)
                .flatMap(one -> one.contract().flatMap(Period::until).stream()
                        .filter(end -> end.isAfter(now) && end.isBefore(now.plus(AHEAD)))
                        .map(end -> new Item(
                                Kind.DUE,
                                "partners.work.contract",
                                List.of(one.codeName(), display.day(end)),
                                Optional.of(end),
                                "/partners")))
                .limit(10)
                .toList();
    }
}
