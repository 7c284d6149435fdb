package io.equiveil.disclosure;

import io.equiveil.access.spi.ConcernedParties;
import io.equiveil.ledger.Ledger;
import io.equiveil.vault.Secrets;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires the count of strangers and sees to its recording every minute.
@Configuration(proxyBeanMethods = false)
class DisclosureConfiguration {

    @Bean
    Concerned concerned(ObjectProvider<ConcernedParties> rooms) {
        return new Concerned(() -> rooms.orderedStream().toList());
    }

    @Bean
    Strangers strangers(Ledger ledger, Secrets secrets, Clock clock) {
        return new Strangers(ledger, secrets, clock);
    }

    @Bean
    SmartLifecycle strangersEveryMinute(Strangers strangers) {
        return new EveryMinute(strangers);
    }

    /// Flushes every quarter of a minute, and once more when the house closes.
    private static final class EveryMinute implements SmartLifecycle {

        private final Strangers strangers;
        private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("strangers").factory());
        private volatile boolean running;

        EveryMinute(Strangers strangers) {
            this.strangers = strangers;
        }

        @Override
        public void start() {
            running = true;
            timer.scheduleWithFixedDelay(this::quietly, 15, 15, TimeUnit.SECONDS);
        }

        private void quietly() {
            try {
                strangers.flush();
            } catch (RuntimeException e) {
                // The counts stay and go with the next round.
            }
        }

        @Override
        public void stop() {
            running = false;
            timer.shutdownNow();
            try {
                strangers.flushAll();
            } catch (RuntimeException e) {
                // The ledger is gone already; the document of Strangers says what is lost then.
            }
        }

        @Override
        public boolean isRunning() {
            return running;
        }
    }
}
