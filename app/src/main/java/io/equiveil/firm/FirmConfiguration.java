package io.equiveil.firm;

import io.equiveil.frame.NavigationItem;
import io.equiveil.kernel.Role;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Where this room's page stands in the navigation.
@Configuration(proxyBeanMethods = false)
class FirmConfiguration {

    @Bean
    NavigationItem firmNavigation() {
        return new NavigationItem(
                NavigationItem.Group.FIRM,
                5,
                "firm.navigation",
                "/firm",
                Set.of(Role.OWNER, Role.ADMINISTRATOR, Role.COMPLIANCE_OFFICER));
    }
}
