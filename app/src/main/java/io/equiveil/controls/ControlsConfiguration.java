package io.equiveil.controls;

import io.equiveil.controls.spi.ControlCheck;
import io.equiveil.frame.NavigationItem;
import io.equiveil.kernel.Role;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Wires the checks of all rooms to the clock.
///
/// Settings: `equiveil.controls.every` (how often all checks run; 1m), `equiveil.controls.limit` (how long one may
/// take; 10s).
@Configuration(proxyBeanMethods = false)
class ControlsConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(ControlsConfiguration.class);

    @Bean
    Controls controls(
            Catalogue catalogue,
            ObjectProvider<ControlCheck> checks,
            ControlResults results,
            PlatformTransactionManager transactions,
            ApplicationEventPublisher events,
            Clock clock,
            @Value("${equiveil.controls.limit:10s}") Duration limit) {
        ControlRun run = new ControlRun(() -> checks.orderedStream().toList(), limit);
        return new Controls(catalogue, run, results, new TransactionTemplate(transactions), events, clock);
    }

    @Bean
    SmartLifecycle controlRounds(Controls controls, @Value("${equiveil.controls.every:1m}") Duration every) {
        return new Rounds(controls, every);
    }

    @Bean
    NavigationItem controlsNavigation() {
        return new NavigationItem(
                NavigationItem.Group.COMPLIANCE,
                10,
                "controls.nav",
                "/controls",
                Set.of(
                        Role.OWNER,
                        Role.ADMINISTRATOR,
                        Role.COMPLIANCE_OFFICER,
                        Role.SECURITY_OFFICER,
                        Role.ADVISOR,
                        Role.DEPARTMENT_HEAD,
                        Role.AUDITOR));
    }

    /// Starts after everything that is checked and stops before it.
    private static final class Rounds implements SmartLifecycle {

        private static final Duration FIRST = Duration.ofSeconds(2);

        private final Controls controls;
        private final Duration every;
        private @Nullable ScheduledExecutorService timer;

        Rounds(Controls controls, Duration every) {
            this.controls = controls;
            this.every = every;
        }

        @Override
        public synchronized void start() {
            timer = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("controls").daemon().factory());
            timer.scheduleWithFixedDelay(this::round, FIRST.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        }

        private void round() {
            try {
                controls.checkNow();
            } catch (RuntimeException e) {
                // The next round may find the database again; meanwhile results grow stale and say so themselves.
                LOG.error("round of controls: {}", e.getClass().getName());
            }
        }

        @Override
        public synchronized void stop() {
            if (timer != null) {
                timer.shutdownNow();
                timer = null;
            }
        }

        @Override
        public synchronized boolean isRunning() {
            return timer != null;
        }
    }
}
