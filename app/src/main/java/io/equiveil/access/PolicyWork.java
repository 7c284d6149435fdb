package io.equiveil.access;

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

/// On 今日 of those who decide about policy: changes that wait for them, and conditions that come into force soon.
@Component
class PolicyWork implements Worklist {

    private static final Duration AHEAD = Duration.ofDays(7);

    private final Policies policies;
    private final Display display;
    private final Clock clock;

    PolicyWork(Policies policies, Display display, Clock clock) {
        this.policies = policies;
        this.display = display;
        this.clock = clock;
    }

    @Override
    public List<Item> itemsFor(Requester.SignedIn person) {
        if (!Policies.entitled(person)) {
            return List.of();
        }
        List<Item> items = new ArrayList<>();
        policies.open().stream()
                .filter(proposal -> !proposal.proposedBy().equals(person.person()))
                .limit(5)
                .forEach(proposal -> items.add(new Item(
                        Kind.TO_APPROVE,
                        "access.work.proposal",
                        List.of(),
                        Optional.of(proposal.proposedAt()),
                        "/policy#waiting")));
        Instant now = clock.instant();
        policies.standings().stream()
                .filter(standing -> standing.at(now) != ClauseState.IN_FORCE)
                .filter(standing -> standing.until()
                        .filter(until -> until.isBefore(now.plus(AHEAD)))
                        .isPresent())
                .forEach(standing -> items.add(new Item(
                        Kind.DUE,
                        "access.work.comes-into-force." + standing.clause(),
                        List.of(display.day(standing.until().orElseThrow())),
                        standing.until(),
                        "/policy#clauses")));
        return items;
    }
}
