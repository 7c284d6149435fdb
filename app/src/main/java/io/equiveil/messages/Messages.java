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
/// A message is addressed to a person. The number is read through the gate when it is sent, never
/// before. What a message says is an approved template with a few short words of the house's own
/// making: a code, a count, a matter's code name. Never a client's fact, never a link.
@Service
public class Messages {

    /// The record under which a message's parameters are sealed until it is sent.
    static final RecordType RECORD = new RecordType("messages.message");

    /// How long a message that is not about a code is worth sending.
    private static final Duration USUAL = Duration.ofHours(12);

    private static final int LONGEST_PARAMETER = 40;
    private static final int MOST_NOTICES = 100;

    /// Lines of one page of what was sent.
    public static final int LINES = 50;

    private final OutboxRepository outbox;
    private final SmsGateway gateway;
    private final MailServer mailServer;
    private final OwnPreferences preferences;
    private final People people;
    private final Sealer sealer;
    private final Ledger ledger;
    private final Clock clock;

    Messages(
            OutboxRepository outbox,
            SmsGateway gateway,
            MailServer mailServer,
            OwnPreferences preferences,
            People people,
            Sealer sealer,
            Ledger ledger,
            Clock clock) {
        this.outbox = outbox;
        this.gateway = gateway;
        this.mailServer = mailServer;
        this.preferences = preferences;
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
        if (!canSend(template)) {
            requireShortWords(template, parameters);
            return new SendResult.NotPossible();
        }
        Instant now = clock.instant();
        return queue(person, template, Channel.SMS, parameters, now, now.plus(worth), by);
    }

    /// Tells somebody that something waits: in the portal at once, and by SMS and e-mail as the
    /// person wants it and not in quiet hours. Somebody who was told the same about the same thing
    /// and has not read it is not told again.
    ///
    /// @param parameters exactly those that the template names
    /// @param about      what it is about, by identifier
    /// @throws IllegalArgumentException if the parameters are others, too long, or look like a
    ///                                  link; or for a code
    @Transactional
    public void announce(
            PersonId person, Template template, Map<String, Cleartext> parameters, Optional<UUID> about, Requester by) {
        requireShortWords(template, parameters);
        if (template.isCode()) {
            throw new IllegalArgumentException("a code is sent, not announced: " + template);
        }
        if (outbox.waits(person, template, about.orElse(null))) {
            return;
        }
        tell(person, template, about, by);
        Preferences wishes = preferences.of(person);
        Instant earliest = wishes.earliest(clock.instant());
        if (wishes.sms() && canSend(template)) {
            queue(person, template, Channel.SMS, parameters, earliest, earliest.plus(USUAL), by);
        }
        if (wishes.mail() && wishes.address() && mailServer.isSetUp()) {
            queue(person, template, Channel.MAIL, parameters, earliest, earliest.plus(USUAL), by);
        }
    }

    private SendResult queue(
            PersonId person,
            Template template,
            Channel channel,
            Map<String, Cleartext> parameters,
            Instant earliest,
            Instant expires,
            Requester by) {
        requireShortWords(template, parameters);
        Optional<Person> receiver = people.find(person);
        if (receiver.isEmpty()) {
            return new SendResult.NotPossible();
        }
        MessageId id = MessageId.random();
        if (!parameters.isEmpty()) {
            sealer.seal(address(receiver.get(), id), parameters, masks(parameters));
        }
        outbox.queue(id, person, template, channel, parameters.keySet(), clock.instant(), earliest, expires);
        ledger.append(Entry.of(by, new MessageFacts.MessageQueued(id, person, template)));
        return new SendResult.Queued(id);
    }

    /// What was sent, newest first, at most [#LINES]: to whom by account, which template, how far
    /// it has come.
    ///
    /// @param onlyTrouble only what did not arrive
    /// @param before      only what was queued before
    public List<SentMessage> log(boolean onlyTrouble, Instant before) {
        return outbox.log(onlyTrouble, before, LINES);
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

    /// Whoever went to see what a notice is about has read it.
    @Transactional
    public void readAbout(Requester.SignedIn who, Template template, UUID about) {
        outbox.readAbout(who.person(), template, about, clock.instant());
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
