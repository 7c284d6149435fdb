package io.equiveil.law;

import io.equiveil.frame.NavigationItem;
import io.equiveil.kernel.Role;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Reads the law once, at the start.
@Configuration(proxyBeanMethods = false)
class LawConfiguration {

    /// @param calendars a folder with plans such as `2027.json`, for a year that was published after the release
    @Bean
    Law law(@Value("${equiveil.law.calendars:}") String calendars) {
        Optional<Path> folder = calendars.isBlank() ? Optional.empty() : Optional.of(Path.of(calendars));
        return new Law(LawBook.rules(), new WorkCalendar(LawBook.plans(folder)));
    }

    @Bean
    NavigationItem lawNavigation() {
        return new NavigationItem(
                NavigationItem.Group.COMPLIANCE,
                20,
                "law.navigation",
                "/law",
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
