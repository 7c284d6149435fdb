package io.equiveil.clients;

import io.equiveil.consent.Consents;
import io.equiveil.frame.NavigationItem;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SystemPrincipal;
import io.equiveil.ledger.spi.CodeNames;
import io.equiveil.ledger.spi.RecordNames;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Wires the room's place in the navigation and its clock.
@Configuration(proxyBeanMethods = false)
class ClientsConfiguration {

    @Bean
    RecordNames clientsInRecords(JdbcClient jdbc) {
        return new CodeNames(
                RecordNames.Kind.SUBJECT,
                () -> jdbc.sql("select subject_id, alias from clients.files where subject_id in (:ids)"),
                () -> jdbc.sql("select subject_id from clients.files where alias = :name"));
    }

    @Bean
    NavigationItem clientsNavigation() {
        return new NavigationItem(
                NavigationItem.Group.CLIENTS,
                10,
                "clients.navigation",
                "/clients",
                Set.of(Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER));
    }

    @Bean
    NavigationItem duplicatesNavigation() {
        return new NavigationItem(
                NavigationItem.Group.COMPLIANCE,
                40,
                "clients.duplicates.navigation",
                "/clients/duplicates",
                Set.of(Role.COMPLIANCE_OFFICER));
    }

    @Bean
    SmartLifecycle leadClockEveryHour(
            LeadClock leads, RepresentativeEndings endings, Signers signers, Consents consents) {
        return new EveryHour(leads, endings, signers, consents);
    }

    /// Runs on every node; rows are locked, so that one of them does the work.
    private static final class EveryHour implements SmartLifecycle {

        private static final Logger LOG = LoggerFactory.getLogger(EveryHour.class);
        private static final Requester RETENTION = new Requester.Machine(SystemPrincipal.RETENTION_CLOCK);

        private final LeadClock leads;
        private final RepresentativeEndings endings;
        private final Signers signers;
        private final Consents consents;
        private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("retention").factory());
        private volatile boolean running;

        EveryHour(LeadClock leads, RepresentativeEndings endings, Signers signers, Consents consents) {
            this.signers = signers;
            this.leads = leads;
            this.endings = endings;
            this.consents = consents;
        }

        @Override
        public void start() {
            running = true;
            timer.scheduleWithFixedDelay(this::quietly, 1, 60, TimeUnit.MINUTES);
        }

        private void quietly() {
            try {
                leads.eraseDue();
                endings.endLapsed(RETENTION);
                endings.forgetWhatWasHeld();
                signers.forgetWhatWasHeld();
                consents.expireLapsed(RETENTION);
            } catch (RuntimeException e) {
                LOG.warn(
                        "the clock of first contacts stopped early: {}",
                        e.getClass().getName());
            }
        }

        @Override
        public void stop() {
            running = false;
            timer.shutdownNow();
        }

        @Override
        public boolean isRunning() {
            return running;
        }
    }
}
