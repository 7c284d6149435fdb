package io.equiveil.messages;

import io.equiveil.identity.People;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.outgoing.InnerNetwork;
import java.net.URI;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// The ways out of the house as the administrator sets them up: gateway, mail server, robots of group
/// chats. What is set is sealed; a secret is never shown again.
@Service
public class Channels {

    private static final Pattern MOBILE = Pattern.compile("1[3-9]\\d{9}");
    private static final int LONGEST_SECRET = 400;

    private final ChannelStore store;
    private final SmsGateway gateway;
    private final MailServer mailServer;
    private final Robots robots;
    private final InnerNetwork inner;
    private final Wording wording;
    private final Ledger ledger;
    private final TransactionTemplate transaction;

    Channels(
            ChannelStore store,
            SmsGateway gateway,
            MailServer mailServer,
            Robots robots,
            InnerNetwork inner,
            Wording wording,
            Ledger ledger,
            TransactionTemplate transaction) {
        this.store = store;
        this.gateway = gateway;
        this.mailServer = mailServer;
        this.robots = robots;
        this.inner = inner;
        this.wording = wording;
        this.ledger = ledger;
        this.transaction = transaction;
    }

    /// How a channel stands.
    public sealed interface Standing {

        /// In use.
        ///
        /// @param hasSecret  whether a secret is kept
        /// @param reportPath where the gateway reports back, for SMS: a path of this
        ///                   installation, itself a secret
        record InUse(ChannelSettings settings, boolean hasSecret, Optional<String> reportPath, PersonId by, Instant at)
                implements Standing {}

        record NotSetUp() implements Standing {}

        /// Somebody changed it past the pages; nothing is sent until it is set up again.
        record Tampered() implements Standing {}
    }

    /// What came of setting a channel up.
    public sealed interface Result {
        record Done() implements Result {}

        record Refused(Set<ChannelFault> faults) implements Result {
            public Refused {
                faults = Set.copyOf(faults);
            }
        }

        /// Only the administrator and the owner set channels up.
        record NotYours() implements Result {}
    }

    /// What came of a trial.
    public sealed interface Trial {
        /// The other side has taken it. Whether it arrives is seen on the telephone.
        record Taken() implements Trial {}

        /// @param code the other side's own word for it, as its manual explains it; empty if it
        ///             gave none
        record NotTaken(Optional<String> code) implements Trial {}

        /// The number or address is none.
        record WrongAddress() implements Trial {}

        record NotSetUp() implements Trial {}

        record NotYours() implements Trial {}
    }

    /// How a channel stands now.
    public Standing standing(Channel channel) {
        return switch (store.find(channel)) {
            case ChannelStore.Kept.Set kept ->
                new Standing.InUse(
                        kept.settings(),
                        kept.key().isThere(),
                        channel == Channel.SMS
                                ? Optional.of(
                                        "/api/messages/reports/" + kept.key().reportingName())
                                : Optional.empty(),
                        kept.by(),
                        kept.at());
            case ChannelStore.Kept.Nothing _ -> new Standing.NotSetUp();
            case ChannelStore.Kept.Tampered _ -> new Standing.Tampered();
        };
    }

    /// The text to hand in at the carrier for a template.
    public String textForCarrier(Template template, SmsStyle style, Locale locale) {
        return wording.forCarrier(template, style, locale);
    }

    /// Sets a channel up.
    ///
    /// @param secret blank to keep the one that is there, which goes only where it went before
    public Result set(Requester.SignedIn who, ChannelSettings settings, Cleartext secret) {
        if (!may(who)) {
            return new Result.NotYours();
        }
        Set<ChannelFault> faults = EnumSet.noneOf(ChannelFault.class);
        faults.addAll(settings.faults());
        if (faults.isEmpty() && leadsInside(settings, inner)) {
            faults.add(ChannelFault.INSIDE);
        }
        Optional<String> typed = Optional.of(secret.revealForDisplay().strip()).filter(text -> !text.isEmpty());
        Optional<String> kept = keptSecret(settings);
        if (typed.filter(Channels::isNoSecret).isPresent()
                || (typed.or(() -> kept).isEmpty() && needsSecret(settings))) {
            faults.add(ChannelFault.SECRET);
        }
        if (!faults.isEmpty()) {
            return new Result.Refused(faults);
        }
        store.keep(who, settings, typed.or(() -> kept));
        return new Result.Done();
    }

    /// By what was typed alone.
    static boolean leadsInside(ChannelSettings settings, InnerNetwork inner) {
        Optional<String> host = switch (settings) {
            case ChannelSettings.Sms sms -> sms.uri().map(URI::getHost);
            case ChannelSettings.Mail mail -> Optional.of(mail.host());
            case ChannelSettings.Robot robot -> robot.uri().map(URI::getHost);
        };
        return host.filter(inner::refuses).isPresent();
    }

    private static boolean isNoSecret(String text) {
        return text.length() > LONGEST_SECRET || text.codePoints().anyMatch(Character::isISOControl);
    }

    private static boolean needsSecret(ChannelSettings settings) {
        return switch (settings) {
            case ChannelSettings.Sms sms -> sms.style() != SmsStyle.JSON;
            case ChannelSettings.Mail mail -> !mail.user().isBlank();
            case ChannelSettings.Robot robot -> robot.channel() == Channel.DINGTALK;
        };
    }

    private Optional<String> keptSecret(ChannelSettings settings) {
        return store.find(settings.channel()) instanceof ChannelStore.Kept.Set kept
                        && kept.settings().destination().equals(settings.destination())
                ? kept.key().revealForSending()
                : Optional.empty();
    }

    /// Takes a channel out of use; settings and secret are gone.
    public Result remove(Requester.SignedIn who, Channel channel) {
        if (!may(who)) {
            return new Result.NotYours();
        }
        store.remove(who, channel);
        return new Result.Done();
    }

    /// Sends a message without content, at once.
    ///
    /// @param to a mobile number or an e-mail address, of the one who tries; used once and kept
    ///           nowhere. Blank for a group
    public Trial tryOut(Requester.SignedIn who, Channel channel, Cleartext to, Locale locale) {
        if (!may(who)) {
            return new Trial.NotYours();
        }
        if (!(store.find(channel) instanceof ChannelStore.Kept.Set kept)) {
            return new Trial.NotSetUp();
        }
        String typed = to.revealForDisplay().replaceAll("\\s", "");
        boolean fits = switch (channel) {
            case SMS -> MOBILE.matcher(typed).matches();
            case MAIL -> MailAddress.isOne(typed);
            case WECOM, DINGTALK -> true;
        };
        if (!fits) {
            return new Trial.WrongAddress();
        }
        SendAnswer answer = switch (kept.settings()) {
            case ChannelSettings.Sms sms -> trySms(sms, Cleartext.of("+86" + typed));
            case ChannelSettings.Mail _ ->
                mailServer.send(
                        MessageId.random(),
                        Cleartext.of(typed),
                        new Wording.Mail("EquiVeil", wording.test(locale) + "\n"));
            case ChannelSettings.Robot _ -> robots.say(channel, wording.test(locale));
        };
        boolean taken = answer.outcome() == SendAnswer.Outcome.TAKEN;
        transaction.executeWithoutResult(
                _ -> ledger.append(Entry.of(who, new MessageFacts.ChannelTried(channel, taken))));
        return taken ? new Trial.Taken() : new Trial.NotTaken(answer.code());
    }

    private SendAnswer trySms(ChannelSettings.Sms sms, Cleartext number) {
        Template template =
                sms.templates().keySet().stream().sorted().findFirst().orElseThrow();
        Map<String, Cleartext> words = new HashMap<>();
        template.parameters().forEach(name -> words.put(name, Cleartext.of("8")));
        words.put(People.SAFETY_WORD, Cleartext.of("测试"));
        return gateway.send(MessageId.random(), template, number, words);
    }

    private static boolean may(Requester.SignedIn who) {
        return who.has(Role.ADMINISTRATOR) || who.has(Role.OWNER);
    }
}
