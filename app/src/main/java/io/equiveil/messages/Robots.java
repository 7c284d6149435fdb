package io.equiveil.messages;

import io.equiveil.outgoing.InnerNetwork;
import io.equiveil.outgoing.Outgoing;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Says one sentence without content in a group chat of the firm. Both services take the same document,
/// `{"msgtype": "text", "text": {"content": "…"}}`, and answer `{"errcode": 0, …}`; DingTalk wants the
/// address signed.
@Component
class Robots {

    private static final Logger LOG = LoggerFactory.getLogger(Robots.class);

    private final ChannelStore channels;
    private final Outgoing outgoing;
    private final Clock clock;

    Robots(ChannelStore channels, Outgoing outgoing, Clock clock) {
        this.channels = channels;
        this.outgoing = outgoing;
        this.clock = clock;
    }

    /// @param channel [Channel#WECOM] or [Channel#DINGTALK]
    SendAnswer say(Channel channel, String sentence) {
        if (!(channels.find(channel) instanceof ChannelStore.Kept.Set kept
                && kept.settings() instanceof ChannelSettings.Robot robot)) {
            return SendAnswer.refused("NOT-SET-UP");
        }
        Optional<URI> address = channel == Channel.DINGTALK ? signed(robot, kept.key()) : robot.uri();
        if (address.isEmpty()) {
            return SendAnswer.refused("NOT-SET-UP");
        }
        byte[] body = SmsForm.JSON.writeValueAsBytes(Map.of("msgtype", "text", "text", Map.of("content", sentence)));
        Outgoing.Asked request =
                new Outgoing.Asked(address.get(), Map.of("Content-Type", "application/json; charset=utf-8"), body);
        try {
            return judge(outgoing.ask(request));
        } catch (InnerNetwork.Refused inside) {
            return SendAnswer.refused(InnerNetwork.CODE);
        } catch (IOException e) {
            LOG.warn("robot {}: not reached ({})", channel, e.getClass().getSimpleName());
            return SendAnswer.later("NOT-REACHED");
        }
    }

    /// DingTalk: `timestamp` in milliseconds, and `sign`, the HMAC-SHA256 of timestamp, line feed
    /// and secret under the secret, in Base64 (open.dingtalk.com, 自定义机器人安全设置).
    private Optional<URI> signed(ChannelSettings.Robot robot, ChannelStore.Key key) {
        String millis = Long.toString(clock.instant().toEpochMilli());
        return key.revealForSending()
                .flatMap(secret -> key.mac("", List.of(SmsForm.utf8(millis + "\n" + secret))))
                .flatMap(mac -> robot.uri().map(uri -> {
                    String sign = URLEncoder.encode(Base64.getEncoder().encodeToString(mac), StandardCharsets.UTF_8);
                    String joint = uri.getRawQuery() == null ? "?" : "&";
                    return URI.create(uri + joint + "timestamp=" + millis + "&sign=" + sign);
                }));
    }

    private static SendAnswer judge(Outgoing.Answered answered) {
        if (answered.mayWorkLater()) {
            return SendAnswer.later("HTTP-" + answered.status());
        }
        Optional<JsonNode> body = answered.isGood() ? SmsForm.tree(answered.body()) : Optional.empty();
        String code = body.flatMap(node -> SmsForm.text(node, "errcode")).orElse("HTTP-" + answered.status());
        return code.equals("0") ? SendAnswer.taken(Optional.empty()) : SendAnswer.refused(code);
    }
}
