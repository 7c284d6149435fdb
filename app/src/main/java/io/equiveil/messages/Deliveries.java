package io.equiveil.messages;

import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SystemPrincipal;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// Takes in what the gateway reports about messages that it has taken. The gateway knows the address by
/// its secret last part, which is another one with every change of the settings. Numbers and words in a
/// report are passed over.
@Service
public class Deliveries {

    private static final Requester.Machine SELF = new Requester.Machine(SystemPrincipal.MESSENGER);
    private static final int MOST = 1_000;

    private final ChannelStore channels;
    private final OutboxRepository outbox;
    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Deliveries(
            ChannelStore channels,
            OutboxRepository outbox,
            Ledger ledger,
            TransactionTemplate transaction,
            Clock clock) {
        this.channels = channels;
        this.outbox = outbox;
        this.ledger = ledger;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// What came of a report.
    public sealed interface Result {

        /// Noted, as far as it is about messages of ours of which nothing was heard yet.
        ///
        /// @param answer what the gateway wants to hear, JSON
        record Noted(String answer, int number) implements Result {}

        /// Nobody listens at this address.
        record Unknown() implements Result {}

        /// Not in the form of this provider.
        record NotUnderstood() implements Result {}
    }

    /// Notes a report.
    ///
    /// @param name last part of the address at which it came
    /// @param body JSON in the provider's form
    public Result report(String name, byte[] body) {
        if (!(channels.find(Channel.SMS) instanceof ChannelStore.Kept.Set kept
                && kept.settings() instanceof ChannelSettings.Sms settings
                && isSame(name, kept.key().reportingName()))) {
            return new Result.Unknown();
        }
        SmsForm form = SmsForm.of(settings.style());
        return SmsForm.tree(body)
                .filter(tree -> tree.isArray() && tree.size() <= MOST)
                .<Result>map(tree -> new Result.Noted(form.thanks(), note(form.reports(tree))))
                .orElseGet(Result.NotUnderstood::new);
    }

    private int note(List<SmsForm.Report> reports) {
        int noted = 0;
        for (SmsForm.Report report : reports) {
            noted += note(report) ? 1 : 0;
        }
        return noted;
    }

    private boolean note(SmsForm.Report report) {
        Optional<MessageId> id = report.reference().flatMap(Deliveries::id);
        return Boolean.TRUE.equals(transaction.execute(_ -> {
            Optional<SentMessage> message =
                    outbox.report(id, report.itsReference(), report.delivered(), clock.instant());
            message.ifPresent(sent -> ledger.append(Entry.of(
                    SELF,
                    report.delivered()
                            ? new MessageFacts.MessageDelivered(sent.id(), sent.person(), sent.template())
                            : new MessageFacts.MessageUndelivered(sent.id(), sent.person(), sent.template()))));
            return message.isPresent();
        }));
    }

    private static Optional<MessageId> id(String text) {
        try {
            return Optional.of(new MessageId(UUID.fromString(text)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
