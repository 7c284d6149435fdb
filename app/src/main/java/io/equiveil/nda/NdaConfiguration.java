package io.equiveil.nda;

import io.equiveil.frame.NavigationItem;
import io.equiveil.frame.SearchProvider;
import io.equiveil.kernel.Role;
import io.equiveil.vault.SigningKeys;
import io.equiveil.vault.TimestampAuthority;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires this room.
@Configuration(proxyBeanMethods = false)
class NdaConfiguration {

    @Bean
    AgreementSigner agreementSigner(SigningKeys keys, TimestampAuthority timestamps) {
        return new AgreementSigner(keys, timestamps);
    }

    @Bean
    NavigationItem agreementsNavigation() {
        return new NavigationItem(
                NavigationItem.Group.CLIENTS,
                20,
                "nda.nav",
                "/agreements",
                Set.of(Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER));
    }

    @Bean
    NavigationItem wordTemplatesNavigation() {
        return new NavigationItem(
                NavigationItem.Group.COMPLIANCE,
                16,
                "nda.word.nav",
                "/word-templates",
                Set.of(
                        Role.OWNER,
                        Role.ADMINISTRATOR,
                        Role.COMPLIANCE_OFFICER,
                        Role.SECURITY_OFFICER,
                        Role.ADVISOR,
                        Role.DEPARTMENT_HEAD,
                        Role.AUDITOR));
    }

    @Bean
    NavigationItem ownAgreementNavigation() {
        return new NavigationItem(
                NavigationItem.Group.FIRM,
                90,
                "nda.own.title",
                "/own-agreement",
                Set.of(
                        Role.OWNER,
                        Role.ADMINISTRATOR,
                        Role.COMPLIANCE_OFFICER,
                        Role.SECURITY_OFFICER,
                        Role.ADVISOR,
                        Role.DEPARTMENT_HEAD,
                        Role.PARTNER));
    }

    /// Finds an agreement by the number that people say on the telephone.
    @Bean
    SearchProvider agreementsByNumber(Agreements agreements) {
        return (person, words) -> AgreementQuery.number(words)
                .filter(_ -> person.isStaff())
                .map(digits -> agreements
                        .list(
                                person,
                                new AgreementQuery(
                                        AgreementFilter.ALL, Optional.empty(), Optional.of(digits), Optional.empty()))
                        .agreements()
                        .stream()
                        .limit(10)
                        .map(found -> new SearchProvider.Found(
                                "nda.kind." + found.kind(), found.number(), "/agreements/" + found.id()))
                        .toList())
                .orElse(List.of());
    }
}
