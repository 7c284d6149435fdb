package io.equiveil.messages;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.outgoing.InnerNetwork;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Every channel is looked at before it is set up.
class InsideChannelsTests {

    private static final InnerNetwork SHUT = new InnerNetwork(List.of());

    @Test
    void noChannelIsSetUpToAnAddressInside() {
        assertThat(leadsInside(new ChannelSettings.Robot(Channel.WECOM, "https://192.168.1.1/send?key=k")))
                .isTrue();
        assertThat(leadsInside(new ChannelSettings.Mail("localhost", 465, false, "", "a@b.example", "")))
                .isTrue();
        assertThat(leadsInside(new ChannelSettings.Sms(
                        SmsStyle.JSON, "https://[fd00::1]/sms", "", "", "", "", Map.of(Template.SIGN_IN_CODE, "S"))))
                .isTrue();
        assertThat(leadsInside(new ChannelSettings.Robot(Channel.WECOM, "https://robot.example/send?key=k")))
                .isFalse();
    }

    private static boolean leadsInside(ChannelSettings settings) {
        return Channels.leadsInside(settings, SHUT);
    }
}
