package io.equiveil.messages;

import io.equiveil.access.Reason;
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
import io.equiveil.messages.SentMessage.Why;
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

/// Sends what is queued. Reads number, safety word and parameters through the gate like anybody else,
/// in the name of the machine's reader for messages, so that each sending stands in the log of who looked.
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
    private final MailServer mailServer;
    private final OwnPreferences preferences;
    private final Wording wording;
    private final People people;
    private final Disclosures disclosures;
    private final Sealer sealer;
    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Messenger(
            OutboxRepository outbox,
            SmsGateway gateway,
            MailServer mailServer,
            OwnPreferences preferences,
            Wording wording,
            People people,
            Disclosures disclosures,
            Sealer sealer,
            Ledger ledger,
            TransactionTemplate transaction,
            Clock clock) {
        this.outbox = outbox;
        this.gateway = gateway;
        this.mailServer = mailServer;
        this.preferences = preferences;
        this.wording = wording;
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
            case Opened.Ready ready -> conclude(message, receiver.get(), handOver(message, ready));
            case Opened.Nothing _ -> giveUp(message, receiver, Why.NO_NUMBER);
            case Opened.Later _ -> postpone(message);
        }
    }

    private SendAnswer handOver(OutboxRepository.Due message, Opened.Ready ready) {
        if (message.channel() == Channel.SMS) {
            return gateway.send(message.id(), message.template(), ready.number(), ready.words());
        }
        Optional<Cleartext> safetyWord = Optional.ofNullable(ready.words().get(People.SAFETY_WORD));
        Wording.Mail mail = wording.mail(
                message.template(),
                ready.words(),
                safetyWord,
                preferences.of(message.person()).language());
        return mailServer.send(message.id(), ready.number(), mail);
    }

    /// What the gate gave.
    private sealed interface Opened {
        /// @param number the number, or the e-mail address
        record Ready(Cleartext number, Map<String, Cleartext> words) implements Opened {}

        record Nothing() implements Opened {}

        /// Nothing was opened for a reason that passes: the log could not record, or the reader has read its share of
        /// this minute.
        record Later() implements Opened {}
    }

    private Opened opened(OutboxRepository.Due message, Person receiver) {
        boolean client = receiver.kind() == PersonKind.CLIENT;
        boolean bySms = message.channel() == Channel.SMS;
        Address contact = People.contactAddress(receiver);
        Address parameters = Messages.address(receiver, message.id());
        List<Disclosures.Wanted> wanted = new ArrayList<>();
        List<String> ofContact = new ArrayList<>();
        if (bySms) {
            ofContact.add(People.MOBILE);
        } else {
            wanted.add(Disclosures.Wanted.value(OwnPreferences.address(receiver), OwnPreferences.EMAIL));
        }
        if (client) {
            ofContact.add(People.SAFETY_WORD);
        }
        if (!ofContact.isEmpty()) {
            wanted.add(Disclosures.Wanted.value(contact, ofContact.toArray(String[]::new)));
        }
        if (!message.parameters().isEmpty()) {
            wanted.add(Disclosures.Wanted.value(parameters, message.parameters().toArray(String[]::new)));
        }
        return switch (disclosures.open(SELF, wanted, Disclosures.Why.of(Purpose.NOTIFICATION))) {
            case Disclosure.Unrecorded _ -> new Opened.Later();
            case Disclosure.Answered answered -> ready(answered, message, receiver);
        };
    }

    private static Opened ready(Disclosure.Answered answered, OutboxRepository.Due message, Person receiver) {
        Address contact = People.contactAddress(receiver);
        Address parameters = Messages.address(receiver, message.id());
        Optional<Cleartext> number = message.channel() == Channel.SMS
                ? answered.field(contact, People.MOBILE)
                : answered.field(OwnPreferences.address(receiver), OwnPreferences.EMAIL);
        boolean tooMany = answered.refused().values().stream()
                .flatMap(refused -> refused.because().stream())
                .anyMatch(outcome -> outcome.reason() == Reason.TOO_MANY_READS);
        if (tooMany) {
            return new Opened.Later();
        }
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

    private void conclude(OutboxRepository.Due message, Person receiver, SendAnswer answer) {
        switch (answer.outcome()) {
            case TAKEN ->
                settle(
                        message,
                        Optional.of(receiver),
                        MessageState.SENT,
                        Optional.empty(),
                        answer.reference(),
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
                MessageState.GIVEN_UP,
                Optional.of(why),
                Optional.empty(),
                new MessageFacts.MessageGivenUp(message.id(), message.person(), message.template(), why));
    }

    /// Ends a message; its parameters go with it.
    private void settle(
            OutboxRepository.Due message,
            Optional<Person> receiver,
            MessageState state,
            Optional<Why> why,
            Optional<String> itsReference,
            Recorded fact) {
        transaction.executeWithoutResult(status -> {
            outbox.settle(message.id(), state, why, itsReference, clock.instant());
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
