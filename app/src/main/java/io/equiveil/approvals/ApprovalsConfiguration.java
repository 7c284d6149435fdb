package io.equiveil.approvals;

import io.equiveil.frame.NavigationItem;
import io.equiveil.kernel.Role;
import java.util.Set;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires this room's settings and its place in the navigation.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ApprovalSettings.class)
class ApprovalsConfiguration {

    @Bean
    NavigationItem approvalsNavigation() {
        return new NavigationItem(
                NavigationItem.Group.TODAY,
                20,
                "approvals.navigation",
                "/approvals",
                Set.of(
                        Role.OWNER,
                        Role.ADMINISTRATOR,
                        Role.COMPLIANCE_OFFICER,
                        Role.SECURITY_OFFICER,
                        Role.ADVISOR,
                        Role.DEPARTMENT_HEAD));
    }
}
