package io.equiveil.seals;

import io.equiveil.frame.NavigationItem;
import io.equiveil.kernel.Role;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires this room's place in the navigation.
@Configuration(proxyBeanMethods = false)
class SealsConfiguration {

    @Bean
    NavigationItem sealsNavigation() {
        return new NavigationItem(
                NavigationItem.Group.FIRM,
                60,
                "seals.navigation",
                "/seals",
                Set.of(Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER, Role.AUDITOR));
    }
}
