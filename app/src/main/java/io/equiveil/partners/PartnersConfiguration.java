package io.equiveil.partners;

import io.equiveil.frame.NavigationItem;
import io.equiveil.kernel.Role;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Where this room's page stands in the navigation.
@Configuration(proxyBeanMethods = false)
class PartnersConfiguration {

    @Bean
    NavigationItem partnersNavigation() {
        return new NavigationItem(
                NavigationItem.Group.COMPLIANCE,
                50,
                "partners.navigation",
                "/partners",
                Set.of(
                        Role.OWNER,
                        Role.COMPLIANCE_OFFICER,
                        Role.ADVISOR,
                        Role.DEPARTMENT_HEAD,
                        Role.AUDITOR,
                        Role.PARTNER));
    }
}
