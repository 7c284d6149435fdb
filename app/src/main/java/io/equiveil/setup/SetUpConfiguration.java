package io.equiveil.setup;

import io.equiveil.frame.NavigationItem;
import io.equiveil.kernel.Role;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Where the guide stands in the navigation.
@Configuration(proxyBeanMethods = false)
class SetUpConfiguration {

    @Bean
    NavigationItem setUpNavigation() {
        return new NavigationItem(
                NavigationItem.Group.FIRM,
                1,
                "setup.navigation",
                "/set-up",
                Set.of(Role.OWNER, Role.ADMINISTRATOR, Role.COMPLIANCE_OFFICER));
    }
}
