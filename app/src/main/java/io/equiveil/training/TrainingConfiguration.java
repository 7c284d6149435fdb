package io.equiveil.training;

import io.equiveil.frame.NavigationItem;
import io.equiveil.kernel.Role;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Where this room's page stands in the navigation.
@Configuration(proxyBeanMethods = false)
class TrainingConfiguration {

    @Bean
    NavigationItem trainingNavigation() {
        return new NavigationItem(
                NavigationItem.Group.COMPLIANCE,
                40,
                "training.navigation",
                "/training",
                Set.of(
                        Role.OWNER,
                        Role.ADMINISTRATOR,
                        Role.COMPLIANCE_OFFICER,
                        Role.SECURITY_OFFICER,
                        Role.ADVISOR,
                        Role.DEPARTMENT_HEAD,
                        Role.AUDITOR));
    }
}
