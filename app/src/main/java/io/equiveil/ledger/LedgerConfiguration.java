package io.equiveil.ledger;

import io.equiveil.engine.DataFolder;
import io.equiveil.ledger.spi.EntrySealer;
import io.equiveil.ledger.spi.LedgerKeys;
import io.equiveil.proofs.VerifierKey;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Puts the log together.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LedgerSettings.class)
class LedgerConfiguration {

    private static final Duration POLL = Duration.ofMillis(200);

    @Bean
    VerifierKey ledgerKey(LedgerSettings settings, LedgerKeys keys) {
        return VerifierKey.of(settings.origin(), VerifierKey.Algorithm.ED25519, keys.publicKey());
    }

    @Bean
    Drafting ledgerDrafting(EntrySealer sealer, LedgerKeys keys, Clock clock) {
        return new Drafting(sealer, keys, clock);
    }

    @Bean
    Sequencer ledgerSequencer(@Qualifier("sequencer") DataSource connections, LedgerKeys keys) {
        return new Sequencer(connections, keys, POLL);
    }

    @Bean
    Recorder ledgerRecorder(
            @Qualifier("recorder") DataSource connections,
            Drafting drafting,
            LedgerSettings settings,
            Sequencer sequencer) {
        return new Recorder(connections, drafting, settings.waiting(), settings.recordWithin(), sequencer::wake);
    }

    @Bean
    PostgresLedger ledger(
            DataSource app,
            @Qualifier("recorder") DataSource recorderConnections,
            Drafting drafting,
            Recorder recorder,
            Sequencer sequencer) {
        return new PostgresLedger(app, recorderConnections, drafting, recorder, sequencer::wake);
    }

    @Bean
    PublicLog publicLog(DataSource app, VerifierKey ledgerKey) {
        return new PostgresPublicLog(app, ledgerKey);
    }

    @Bean
    LedgerReader ledgerReader(DataSource app, EntrySealer sealer, VerifierKey ledgerKey, Clock clock) {
        return new PostgresLedgerReader(app, sealer, ledgerKey, clock);
    }

    @Bean
    Checkpointer ledgerCheckpointer(
            @Qualifier("sequencer") DataSource connections,
            LedgerKeys keys,
            VerifierKey ledgerKey,
            DataFolder folder,
            Clock clock,
            LedgerSettings settings) {
        return new Checkpointer(
                connections,
                keys,
                ledgerKey,
                new HighWater(folder.keys(), ledgerKey),
                clock,
                settings.signEvery(),
                settings.publishEvery(),
                _ -> {});
    }

    /// Starts the sequencer before anything that could serve a request, and stops it after.
    @Bean
    SmartLifecycle ledgerWorkers(Sequencer sequencer, Checkpointer checkpointer) {
        return new Workers(sequencer, checkpointer);
    }

    private static final class Workers implements SmartLifecycle {

        private final Sequencer sequencer;
        private final Checkpointer checkpointer;
        private volatile boolean running;

        Workers(Sequencer sequencer, Checkpointer checkpointer) {
            this.sequencer = sequencer;
            this.checkpointer = checkpointer;
        }

        @Override
        public void start() {
            sequencer.start();
            checkpointer.start();
            running = true;
        }

        @Override
        public void stop() {
            checkpointer.close();
            sequencer.close();
            running = false;
        }

        @Override
        public boolean isRunning() {
            return running;
        }

        @Override
        public int getPhase() {
            return 0;
        }
    }
}
