package io.equiveil.identity;

import io.equiveil.engine.PublicAddress;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.session.web.http.SessionRepositoryFilter;

/// Puts our sessions in place of the server's own.
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class SessionConfiguration {

    @Bean
    FilterRegistrationBean<SessionRepositoryFilter<StoredSession>> sessionsInTheDatabase(
            SessionStore store, PublicAddress address) {
        SessionRepositoryFilter<StoredSession> filter = new SessionRepositoryFilter<>(store);
        filter.setHttpSessionIdResolver(new SessionCookie(address));
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(SessionRepositoryFilter.DEFAULT_ORDER);
        registration.setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
        return registration;
    }
}
