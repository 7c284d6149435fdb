package io.equiveil.devices;

import io.equiveil.frame.NavigationItem;
import io.equiveil.kernel.Role;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Where this room's page stands in the navigation.
@Configuration(proxyBeanMethods = false)
class DevicesConfiguration {

    @Bean
    NavigationItem devicesNavigation() {
        return new NavigationItem(
                NavigationItem.Group.SECURITY,
                20,
                "devices.navigation",
                "/devices",
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
