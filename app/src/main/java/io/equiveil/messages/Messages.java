package io.equiveil.messages;

import io.equiveil.identity.People;
import io.equiveil.identity.Person;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.RecordType;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.vault.Sealer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Tells people that something waits for them: by SMS, or by a notice in the portal.
///
/// A message is addressed to a person. The number is read through the gate when it is sent, never before. What a
/// message says is an approved template with a few short words of the house's own making: a code, a count, a matter's
/// code name. Never a client's fact, never a link.
@Service
public class Messages {

    /// The record under which a message's parameters are sealed until it is sent.
    static final RecordType RECORD = new RecordType("messages.message");

    /// How long a message that is not about a code is worth sending.
    private static final Duration USUAL = Duration.ofHours(12);

    private static final int LONGEST_PARAMETER = 40;
    private static final int MOST_NOTICES = 100;

    private final OutboxRepository outbox;
    private final SmsGateway gateway;
    private final People people;
    private final Sealer sealer;
    private final Ledger ledger;
    private final Clock clock;

    Messages(OutboxRepository outbox, SmsGateway gateway, People people, Sealer sealer, Ledger ledger, Clock clock) {
        this.outbox = outbox;
        this.gateway = gateway;
        this.people = people;
        this.sealer = sealer;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// Whether messages of this kind can be sent by SMS at all.
    public boolean canSend(Template template) {
        return gateway.carries(template);
    }

    /// Queues a message, in the caller's transaction if there is one.
    ///
    /// @param parameters exactly those that the template names
    /// @throws IllegalArgumentException if they are others, too long, or look like a link
    @Transactional
    public SendResult send(PersonId person, Template template, Map<String, Cleartext> parameters, Requester by) {
        return send(person, template, parameters, USUAL, by);
    }

    /// As above, with a time after which it is not worth sending any more.
    @Transactional
    public SendResult send(
            PersonId person, Template template, Map<String, Cleartext> parameters, Duration worth, Requester by) {
        requireShortWords(template, parameters);
        Optional<Person> receiver = people.find(person);
        if (!canSend(template) || receiver.isEmpty()) {
            return new SendResult.NotPossible();
        }
        Instant now = clock.instant();
        MessageId id = MessageId.random();
        if (!parameters.isEmpty()) {
            sealer.seal(address(receiver.get(), id), parameters, masks(parameters));
        }
        outbox.queue(id, person, template, parameters.keySet(), now, now.plus(worth));
        ledger.append(Entry.of(by, new MessageFacts.MessageQueued(id, person, template)));
        return new SendResult.Queued(id);
    }

    /// Places a notice in the person's portal.
    ///
    /// @param about what it is about, by identifier
    @Transactional
    public MessageId tell(PersonId person, Template template, Optional<UUID> about, Requester by) {
        MessageId id = MessageId.random();
        outbox.tell(id, person, template, about.orElse(null), clock.instant());
        ledger.append(Entry.of(by, new MessageFacts.NoticePlaced(id, person, template)));
        return id;
    }

    /// The person's own notices, newest first, at most a hundred.
    public List<PortalNotice> noticesOf(Requester.SignedIn who) {
        return outbox.noticesOf(who.person(), MOST_NOTICES);
    }

    /// Those not read yet.
    public List<PortalNotice> unreadOf(Requester.SignedIn who) {
        return noticesOf(who).stream()
                .filter(notice -> notice.readAt().isEmpty())
                .toList();
    }

    /// The person has read one of the own notices. Nothing happens for another's.
    @Transactional
    public void read(Requester.SignedIn who, MessageId notice) {
        outbox.read(who.person(), notice, clock.instant());
    }

    /// Where a message's parameters are sealed until it is sent.
    static Address address(Person receiver, MessageId id) {
        return new Address(
                Owner.of(receiver.file()), RetentionGroup.RELATION, RECORD, id.value(), InformationClass.CONTACT);
    }

    private static void requireShortWords(Template template, Map<String, Cleartext> parameters) {
        if (!parameters.keySet().equals(template.parameters())) {
            throw new IllegalArgumentException(template + " takes " + template.parameters());
        }
        parameters.forEach((name, value) -> {
            String text = value.revealForDisplay().toLowerCase(Locale.ROOT);
            // Carriers refuse links, and clients learn that ours never carry one.
            boolean link =
                    text.contains("://") || text.contains("www.") || text.contains(".com") || text.contains(".cn");
            if (text.length() > LONGEST_PARAMETER || link) {
                throw new IllegalArgumentException(template + ": " + name + " is no short word");
            }
        });
    }

    private static Map<String, Cleartext> masks(Map<String, Cleartext> parameters) {
        return parameters.keySet().stream().collect(Collectors.toMap(name -> name, name -> Cleartext.of("****")));
    }
}
