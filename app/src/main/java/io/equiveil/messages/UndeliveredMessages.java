package io.equiveil.messages;

import io.equiveil.frame.worklist.Worklist;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// On 今日 of the administrator: messages of the last day that could not be sent.
@Component
class UndeliveredMessages implements Worklist {

    private final OutboxRepository outbox;
    private final Clock clock;

    UndeliveredMessages(OutboxRepository outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public List<Item> itemsFor(Requester.SignedIn person) {
        if (!person.has(Role.ADMINISTRATOR)) {
            return List.of();
        }
        int undelivered = outbox.givenUpSince(clock.instant().minus(Duration.ofDays(1)));
        return undelivered == 0
                ? List.of()
                : List.of(new Item(
                        Kind.RED,
                        "messages.work.undelivered",
                        List.of(Integer.toString(undelivered)),
                        Optional.empty(),
                        "/messages?trouble=true"));
    }
}
