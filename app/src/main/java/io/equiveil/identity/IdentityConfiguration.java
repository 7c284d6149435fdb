package io.equiveil.identity;

import io.equiveil.engine.LeftBehind;
import io.equiveil.frame.NavigationItem;
import io.equiveil.frame.RequesterNames;
import io.equiveil.kernel.Role;
import io.equiveil.ledger.spi.CodeNames;
import io.equiveil.ledger.spi.RecordNames;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What this room puts into the frame around pages.
@Configuration(proxyBeanMethods = false)
class IdentityConfiguration {

    /// Sessions that ended, codes and links that were used: a backup must not bring them back.
    @Bean
    RecordNames peopleInRecords(JdbcClient jdbc) {
        return new CodeNames(
                RecordNames.Kind.PERSON,
                () -> jdbc.sql(
                        "select id, code_name from identity.people where id in (:ids) and code_name is not null"),
                () -> jdbc.sql("select id from identity.people where code_name = :name"));
    }

    @Bean
    LeftBehind sessionsStayBehind() {
        return new LeftBehind("identity.sessions");
    }

    @Bean
    LeftBehind codesStayBehind() {
        return new LeftBehind("identity.one_time_codes");
    }

    @Bean
    LeftBehind linksStayBehind() {
        return new LeftBehind("identity.one_time_links");
    }

    @Bean
    NavigationItem staffNavigation() {
        return new NavigationItem(
                NavigationItem.Group.FIRM,
                10,
                "identity.staff.nav",
                "/staff",
                Set.of(Role.OWNER, Role.ADMINISTRATOR, Role.COMPLIANCE_OFFICER, Role.SECURITY_OFFICER));
    }

    @Bean
    NavigationItem accountNavigation() {
        return new NavigationItem(
                NavigationItem.Group.FIRM,
                90,
                "identity.account.title",
                "/account",
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

    /// At the top of their own pages people are called by their code name.
    @Bean
    RequesterNames codeNames(People people) {
        return person -> people.find(person.person()).flatMap(Person::codeName);
    }
}
