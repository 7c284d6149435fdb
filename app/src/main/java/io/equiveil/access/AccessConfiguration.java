package io.equiveil.access;

import io.equiveil.access.spi.FactSource;
import io.equiveil.access.spi.MatterStages;
import io.equiveil.access.spi.Relations;
import io.equiveil.frame.NavigationItem;
import io.equiveil.kernel.Role;
import io.equiveil.ledger.Ledger;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;

/// Wires the decision to whatever sources there are. They are looked up when a question comes, so that a source may
/// itself stand in a room that opens values.
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

    @Bean
    AccessDecisions accessDecisions(
            Ledger ledger,
            PolicyStore policies,
            ObjectProvider<FactSource> sources,
            ObjectProvider<Relations> relations,
            ObjectProvider<MatterStages> stages) {
        return new ClauseByClause(
                ledger::epochs,
                policies,
                () -> sources.orderedStream().toList(),
                () -> relations.orderedStream().toList(),
                () -> stages.orderedStream().toList());
    }

    @Bean
    NavigationItem policyNavigation() {
        return new NavigationItem(
                NavigationItem.Group.SECURITY,
                10,
                "access.navigation",
                "/policy",
                Set.of(Role.OWNER, Role.ADMINISTRATOR, Role.COMPLIANCE_OFFICER, Role.SECURITY_OFFICER, Role.AUDITOR));
    }

    @Bean
    NavigationItem gracesNavigation() {
        return new NavigationItem(
                NavigationItem.Group.COMPLIANCE,
                70,
                "access.grace.navigation",
                "/graces",
                Set.of(Role.OWNER, Role.COMPLIANCE_OFFICER, Role.SECURITY_OFFICER, Role.AUDITOR));
    }

    /// Sees to it that there is a policy before anybody can sign in.
    static class FirstPolicy {

        private final PolicyStore policies;

        FirstPolicy(PolicyStore policies) {
            this.policies = policies;
        }

        @EventListener(ContextRefreshedEvent.class)
        void install() {
            policies.installShipped();
        }
    }

    @Bean
    FirstPolicy firstPolicy(PolicyStore policies) {
        return new FirstPolicy(policies);
    }
}
