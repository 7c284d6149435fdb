package io.equiveil.messages;

import io.equiveil.identity.People;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SystemPrincipal;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Says in the firm's groups how many things wait for its people: a number, by day, at most every
/// quarter of an hour, and only if something new has come.
@Component
class StaffAlarm {

    private static final Requester SELF = new Requester.Machine(SystemPrincipal.MESSENGER);
    private static final long EVERY_MILLIS = 60_000;
    private static final Duration PAUSE = Duration.ofMinutes(15);
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final LocalTime FROM = LocalTime.of(8, 0);
    private static final LocalTime UNTIL = LocalTime.of(21, 0);
    private static final List<Channel> GROUPS = List.of(Channel.WECOM, Channel.DINGTALK);

    private final OutboxRepository outbox;
    private final ChannelStore channels;
    private final Robots robots;
    private final Wording wording;
    private final People people;
    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final AtomicReference<Instant> said;

    StaffAlarm(
            OutboxRepository outbox,
            ChannelStore channels,
            Robots robots,
            Wording wording,
            People people,
            Ledger ledger,
            TransactionTemplate transaction,
            Clock clock) {
        this.outbox = outbox;
        this.channels = channels;
        this.robots = robots;
        this.wording = wording;
        this.people = people;
        this.ledger = ledger;
        this.transaction = transaction;
        this.clock = clock;
        this.said = new AtomicReference<>(clock.instant());
    }

    @Scheduled(initialDelay = EVERY_MILLIS, fixedDelay = EVERY_MILLIS)
    void byDay() {
        LocalTime now = clock.instant().atZone(SHANGHAI).toLocalTime();
        if (!now.isBefore(FROM) && now.isBefore(UNTIL) && said.get().plus(PAUSE).isBefore(clock.instant())) {
            say();
        }
    }

    /// Tells every group that is set up, if anything new waits for somebody of the firm.
    void say() {
        List<Channel> groups = GROUPS.stream()
                .filter(channel -> channels.find(channel) instanceof ChannelStore.Kept.Set)
                .toList();
        if (groups.isEmpty()) {
            return;
        }
        List<UUID> colleagues =
                people.colleagues().stream().map(person -> person.id().value()).toList();
        Instant now = clock.instant();
        if (outbox.unread(colleagues, said.get()) == 0) {
            return;
        }
        int waiting = outbox.unread(colleagues, Instant.EPOCH);
        String sentence = wording.alarm(waiting, Locale.SIMPLIFIED_CHINESE);
        for (Channel group : groups) {
            boolean taken = robots.say(group, sentence).outcome() == SendAnswer.Outcome.TAKEN;
            transaction.executeWithoutResult(
                    _ -> ledger.append(Entry.of(SELF, new MessageFacts.GroupTold(group, waiting, taken))));
        }
        said.set(now);
    }
}
