package io.equiveil.consent;

import io.equiveil.frame.NavigationItem;
import io.equiveil.kernel.Role;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires the room's place in the navigation.
@Configuration(proxyBeanMethods = false)
class ConsentConfiguration {

    @Bean
    NavigationItem noticesNavigation() {
        return new NavigationItem(
                NavigationItem.Group.COMPLIANCE,
                30,
                "consent.navigation",
                "/consent/notices",
                Set.of(Role.OWNER, Role.COMPLIANCE_OFFICER, Role.DEPARTMENT_HEAD, Role.ADVISOR));
    }
}
