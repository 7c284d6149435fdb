package io.equiveil.messages;

import io.equiveil.disclosure.Disclosure;
import io.equiveil.disclosure.Disclosures;
import io.equiveil.identity.People;
import io.equiveil.identity.Person;
import io.equiveil.identity.PersonKind;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SystemPrincipal;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.messages.MessageFacts.Why;
import io.equiveil.vault.Sealer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Sends what is queued. Reads number, safety word and parameters through the gate like anybody else, in the name of
/// the machine's reader for messages, so that each sending stands in the log of who looked.
@Component
class Messenger {

    private static final Logger LOG = LoggerFactory.getLogger(Messenger.class);
    private static final Requester.Machine SELF = new Requester.Machine(SystemPrincipal.MESSENGER);
    private static final long EVERY_MILLIS = 1_000;
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final int LARGEST_SHIFT = 8;

    private final OutboxRepository outbox;
    private final SmsGateway gateway;
    private final People people;
    private final Disclosures disclosures;
    private final Sealer sealer;
    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Messenger(
            OutboxRepository outbox,
            SmsGateway gateway,
            People people,
            Disclosures disclosures,
            Sealer sealer,
            Ledger ledger,
            TransactionTemplate transaction,
            Clock clock) {
        this.outbox = outbox;
        this.gateway = gateway;
        this.people = people;
        this.disclosures = disclosures;
        this.sealer = sealer;
        this.ledger = ledger;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(initialDelay = EVERY_MILLIS, fixedDelay = EVERY_MILLIS)
    void sendWhatIsDue() {
        for (OutboxRepository.Due message : outbox.take(clock.instant(), LEASE)) {
            try {
                send(message);
            } catch (RuntimeException e) {
                // It stays queued and comes up again when the lease is over.
                LOG.warn("message {}: not sent ({})", message.id(), e.getClass().getSimpleName());
            }
        }
    }

    private void send(OutboxRepository.Due message) {
        Optional<Person> receiver = people.find(message.person());
        if (!message.expiresAt().isAfter(clock.instant())) {
            giveUp(message, receiver, Why.TOO_LATE);
            return;
        }
        if (receiver.isEmpty()) {
            giveUp(message, receiver, Why.NO_NUMBER);
            return;
        }
        switch (opened(message, receiver.get())) {
            case Opened.Ready(var number, var words) ->
                conclude(message, receiver.get(), gateway.send(message.id(), message.template(), number, words));
            case Opened.Nothing _ -> giveUp(message, receiver, Why.NO_NUMBER);
            case Opened.Later _ -> postpone(message);
        }
    }

    /// What the gate gave.
    private sealed interface Opened {
        record Ready(Cleartext number, Map<String, Cleartext> words) implements Opened {}

        record Nothing() implements Opened {}

        /// The log could not record, so nothing was opened.
        record Later() implements Opened {}
    }

    private Opened opened(OutboxRepository.Due message, Person receiver) {
        boolean client = receiver.kind() == PersonKind.CLIENT;
        Address contact = People.contactAddress(receiver);
        Address parameters = Messages.address(receiver, message.id());
        List<Disclosures.Wanted> wanted = new ArrayList<>();
        wanted.add(
                client
                        ? Disclosures.Wanted.value(contact, People.MOBILE, People.SAFETY_WORD)
                        : Disclosures.Wanted.value(contact, People.MOBILE));
        if (!message.parameters().isEmpty()) {
            wanted.add(Disclosures.Wanted.value(parameters, message.parameters().toArray(String[]::new)));
        }
        return switch (disclosures.open(SELF, wanted, Disclosures.Why.of(Purpose.NOTIFICATION))) {
            case Disclosure.Unrecorded _ -> new Opened.Later();
            case Disclosure.Answered answered -> ready(answered, message, contact, parameters);
        };
    }

    private static Opened ready(
            Disclosure.Answered answered, OutboxRepository.Due message, Address contact, Address parameters) {
        Optional<Cleartext> number = answered.field(contact, People.MOBILE);
        if (number.isEmpty()) {
            return new Opened.Nothing();
        }
        Map<String, Cleartext> words = new HashMap<>();
        answered.field(contact, People.SAFETY_WORD).ifPresent(word -> words.put(People.SAFETY_WORD, word));
        for (String name : message.parameters()) {
            Optional<Cleartext> value = answered.field(parameters, name);
            if (value.isEmpty()) {
                return new Opened.Nothing();
            }
            words.put(name, value.get());
        }
        return new Opened.Ready(number.get(), words);
    }

    private void conclude(OutboxRepository.Due message, Person receiver, SmsGateway.Answer answer) {
        switch (answer) {
            case TAKEN ->
                settle(
                        message,
                        Optional.of(receiver),
                        "SENT",
                        new MessageFacts.MessageSent(
                                message.id(), message.person(), message.template(), message.attempts()));
            case TRY_AGAIN -> postpone(message);
            case REFUSED -> giveUp(message, Optional.of(receiver), Why.REFUSED_BY_GATEWAY);
        }
    }

    private void giveUp(OutboxRepository.Due message, Optional<Person> receiver, Why why) {
        LOG.warn("message {}: given up, {}", message.id(), why);
        settle(
                message,
                receiver,
                "GIVEN_UP",
                new MessageFacts.MessageGivenUp(message.id(), message.person(), message.template(), why));
    }

    /// Ends a message; its parameters go with it.
    private void settle(OutboxRepository.Due message, Optional<Person> receiver, String state, Recorded fact) {
        transaction.executeWithoutResult(status -> {
            outbox.settle(message.id(), state, clock.instant());
            receiver.ifPresent(person -> sealer.remove(Messages.address(person, message.id())));
            ledger.append(Entry.of(SELF, fact));
        });
    }

    private void postpone(OutboxRepository.Due message) {
        Instant next =
                clock.instant().plus(FIRST_PAUSE.multipliedBy(1L << Math.min(message.attempts() - 1, LARGEST_SHIFT)));
        outbox.postpone(message.id(), next);
    }
}
