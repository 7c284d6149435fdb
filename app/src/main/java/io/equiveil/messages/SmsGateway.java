package io.equiveil.messages;

import io.equiveil.identity.People;
import io.equiveil.kernel.Cleartext;
import io.equiveil.outgoing.InnerNetwork;
import io.equiveil.outgoing.Outgoing;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Hands one message to the gateway. What was handed over is never logged, and neither is the gateway's
/// answer.
@Component
class SmsGateway {

    private static final Logger LOG = LoggerFactory.getLogger(SmsGateway.class);

    private final ChannelStore channels;
    private final Outgoing outgoing;
    private final Clock clock;

    SmsGateway(ChannelStore channels, Outgoing outgoing, Clock clock) {
        this.channels = channels;
        this.outgoing = outgoing;
        this.clock = clock;
    }

    private record Ready(ChannelSettings.Sms settings, ChannelStore.Key key) {}

    private Optional<Ready> ready() {
        return channels.find(Channel.SMS) instanceof ChannelStore.Kept.Set kept
                        && kept.settings() instanceof ChannelSettings.Sms settings
                ? Optional.of(new Ready(settings, kept.key()))
                : Optional.empty();
    }

    boolean carries(Template template) {
        return ready().filter(gateway -> gateway.settings().templates().containsKey(template))
                .isPresent();
    }

    /// @param reference the message's own id, by which a gateway recognises a second attempt
    SendAnswer send(MessageId reference, Template template, Cleartext number, Map<String, Cleartext> words) {
        Optional<Ready> gateway = ready();
        String approved =
                gateway.map(found -> found.settings().templates().get(template)).orElse(null);
        if (gateway.isEmpty() || approved == null) {
            return SendAnswer.refused("NOT-SET-UP");
        }
        SmsForm form = SmsForm.of(gateway.get().settings().style());
        SmsForm.Text text = new SmsForm.Text(reference.toString(), approved, number, ordered(template, words));
        Optional<Outgoing.Asked> request = form.request(
                gateway.get().settings(),
                gateway.get().key(),
                text,
                clock.instant(),
                UUID.randomUUID().toString());
        if (request.isEmpty()) {
            return SendAnswer.refused("NOT-SET-UP");
        }
        try {
            return form.judge(outgoing.ask(request.get()));
        } catch (InnerNetwork.Refused inside) {
            return SendAnswer.refused(InnerNetwork.CODE);
        } catch (IOException e) {
            LOG.warn(
                    "message {}: gateway not reached ({})",
                    reference,
                    e.getClass().getSimpleName());
            return SendAnswer.later("NOT-REACHED");
        }
    }

    /// The safety word first where there is one, then what the template takes, in its order.
    private static List<SmsForm.Text.Word> ordered(Template template, Map<String, Cleartext> words) {
        List<SmsForm.Text.Word> ordered = new ArrayList<>();
        for (String name : template.ordered()) {
            Cleartext value = words.get(name);
            if (value != null) {
                ordered.add(new SmsForm.Text.Word(name, value));
            } else if (name.equals(People.SAFETY_WORD)) {
                // Staff have none; the carrier's template wants a word in its place all the same.
                ordered.add(new SmsForm.Text.Word(name, Cleartext.of("EquiVeil")));
            }
        }
        return ordered;
    }
}
