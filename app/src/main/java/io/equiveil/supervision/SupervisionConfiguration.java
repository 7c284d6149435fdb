package io.equiveil.supervision;

import io.equiveil.frame.NavigationItem;
import io.equiveil.kernel.Role;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires this room's place in the navigation.
@Configuration(proxyBeanMethods = false)
class SupervisionConfiguration {

    @Bean
    NavigationItem auditNavigation() {
        return new NavigationItem(
                NavigationItem.Group.COMPLIANCE,
                5,
                "supervision.navigation",
                "/audit",
                Set.of(Role.AUDITOR, Role.COMPLIANCE_OFFICER, Role.OWNER));
    }
}
