package io.equiveil.imports;

import io.equiveil.frame.NavigationItem;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires the room's place in the navigation and the clock that destroys old lists.
@Configuration(proxyBeanMethods = false)
class ImportsConfiguration {

    @Bean
    NavigationItem importsNavigation() {
        return new NavigationItem(
                NavigationItem.Group.CLIENTS, 20, "imports.navigation", "/imports", ListKind.CLIENTS.roles());
    }

    @Bean
    NavigationItem staffListsNavigation() {
        return new NavigationItem(
                NavigationItem.Group.FIRM,
                25,
                "imports.navigation.STAFF",
                "/imports/new?kind=STAFF",
                ListKind.STAFF.roles());
    }

    @Bean
    SmartLifecycle listClockEveryHour(ListEnd end) {
        return new EveryHour(end);
    }

    /// Runs on every node; rows are locked, so that one of them does the work.
    private static final class EveryHour implements SmartLifecycle {

        private static final Logger LOG = LoggerFactory.getLogger(EveryHour.class);

        private final ListEnd end;
        private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("list-clock").factory());
        private volatile boolean running;

        EveryHour(ListEnd end) {
            this.end = end;
        }

        @Override
        public void start() {
            running = true;
            timer.scheduleWithFixedDelay(this::quietly, 2, 60, TimeUnit.MINUTES);
        }

        private void quietly() {
            try {
                end.destroyDue();
            } catch (RuntimeException e) {
                LOG.warn("the clock of lists stopped early: {}", e.getClass().getName());
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
