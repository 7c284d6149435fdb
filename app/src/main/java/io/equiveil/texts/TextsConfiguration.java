package io.equiveil.texts;

import io.equiveil.frame.NavigationItem;
import io.equiveil.kernel.Role;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Reads what ships, once, and puts the room's page into the navigation.
@Configuration(proxyBeanMethods = false)
class TextsConfiguration {

    @Bean
    Shelf shelf() {
        return new Shelf();
    }

    @Bean
    NavigationItem textsNavigation() {
        return new NavigationItem(
                NavigationItem.Group.COMPLIANCE,
                15,
                "texts.navigation",
                "/texts",
                Set.of(
                        Role.OWNER,
                        Role.ADMINISTRATOR,
                        Role.COMPLIANCE_OFFICER,
                        Role.SECURITY_OFFICER,
                        Role.ADVISOR,
                        Role.DEPARTMENT_HEAD,
                        Role.AUDITOR));
    }

    @Bean
    NavigationItem helpNavigation() {
        return new NavigationItem(
                NavigationItem.Group.FIRM,
                95,
                "frame.help",
                "/help",
                Set.of(
                        Role.OWNER,
                        Role.ADMINISTRATOR,
                        Role.COMPLIANCE_OFFICER,
                        Role.SECURITY_OFFICER,
                        Role.ADVISOR,
                        Role.DEPARTMENT_HEAD,
                        Role.AUDITOR,
                        Role.PARTNER));
    }
}
