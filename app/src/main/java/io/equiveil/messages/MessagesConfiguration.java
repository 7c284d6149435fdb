package io.equiveil.messages;

import io.equiveil.frame.NavigationItem;
import io.equiveil.kernel.Role;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Where this room's pages stand in the navigation.
@Configuration(proxyBeanMethods = false)
class MessagesConfiguration {

    @Bean
    NavigationItem messageLogNavigation() {
        return new NavigationItem(
                NavigationItem.Group.FIRM,
                60,
                "messages.log.navigation",
                "/messages",
                Set.of(Role.OWNER, Role.ADMINISTRATOR, Role.COMPLIANCE_OFFICER));
    }

    @Bean
    NavigationItem channelNavigation() {
        return new NavigationItem(
                NavigationItem.Group.FIRM,
                61,
                "messages.channels.navigation",
                "/messages/channels",
                Set.of(Role.OWNER, Role.ADMINISTRATOR));
    }
}
