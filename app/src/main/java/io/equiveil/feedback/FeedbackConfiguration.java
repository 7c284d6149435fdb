package io.equiveil.feedback;

import io.equiveil.frame.NavigationItem;
import io.equiveil.kernel.Role;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires this room's place in the navigation.
@Configuration(proxyBeanMethods = false)
class FeedbackConfiguration {

    @Bean
    NavigationItem caseNavigation() {
        return new NavigationItem(
                NavigationItem.Group.CLIENTS,
                30,
                "feedback.navigation",
                "/cases",
                Set.of(Role.OWNER, Role.COMPLIANCE_OFFICER, Role.SECURITY_OFFICER, Role.ADVISOR, Role.DEPARTMENT_HEAD));
    }
}
