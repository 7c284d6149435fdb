package io.equiveil.ledger;

import com.zaxxer.hikari.HikariDataSource;
import io.equiveil.engine.DataFolder;
import io.equiveil.engine.DatabaseEngine;
import io.equiveil.engine.DatabaseRole;
import io.equiveil.frame.NavigationItem;
import io.equiveil.kernel.Role;
import io.equiveil.ledger.spi.EntrySealer;
import io.equiveil.ledger.spi.LedgerKeys;
import io.equiveil.proofs.VerifierKey;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
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
        if (connections instanceof HikariDataSource pool) {
            // Nobody waits longer for a connection than for the entry itself.
            pool.setConnectionTimeout(settings.recordWithin().toMillis());
        }
        return new Recorder(connections, drafting, settings.waiting(), settings.recordWithin(), sequencer::wake);
    }

    @Bean
    PostgresLedger ledger(
            DataSource app,
            @Qualifier("recorder") DataSource recorderConnections,
            Drafting drafting,
            Recorder recorder,
            Sequencer sequencer,
            GateVersions versions) {
        return new PostgresLedger(app, recorderConnections, drafting, recorder, sequencer::wake, versions);
    }

    /// Opened where it is made: nobody holds the ledger who could ask before the versions are known.
    @Bean
    GateVersions gateVersions(
            DatabaseEngine engine,
            PostgresLedgerAudit audit,
            LedgerKeys keys,
            VerifierKey ledgerKey,
            DataFolder folder) {
        GateVersions versions =
                new GateVersions(engine.dataSource(DatabaseRole.APP), audit, keys, ledgerKey, folder.keys());
        versions.open();
        return versions;
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
            LedgerSettings settings,
            Witnesses witnesses,
            NewestCheckpoint newest) {
        return new Checkpointer(
                connections,
                keys,
                ledgerKey,
                new HighWater(folder.keys(), ledgerKey),
                clock,
                settings.signEvery(),
                settings.publishEvery(),
                checkpoint -> {
                    newest.published(checkpoint);
                    witnesses.offer(checkpoint);
                });
    }

    @Bean
    Witnesses ledgerWitnesses(@Qualifier("sequencer") DataSource connections, LedgerSettings settings, Clock clock) {
        return new Witnesses(connections, settings.witnesses(), clock);
    }

    @Bean
    NewestCheckpoint newestCheckpoint() {
        return new NewestCheckpoint();
    }

    @Bean
    LedgerState ledgerState(EntriesInTime inTime, CheckpointsSigned signed, TrapsInPlace traps, LedgerIntact intact) {
        return new LedgerState(List.of(inTime, signed, traps, intact), intact);
    }

    @Bean
    NavigationItem recordsNavigation() {
        return new NavigationItem(
                NavigationItem.Group.COMPLIANCE,
                70,
                "ledger.nav.records",
                "/records",
                Set.of(Role.COMPLIANCE_OFFICER, Role.SECURITY_OFFICER, Role.AUDITOR));
    }

    @Bean
    LogCopies logCopies(DatabaseEngine engine) {
        return new PostgresLogCopies(engine);
    }

    /// On connections of its own: it holds one for as long as it reads.
    @Bean
    PostgresLedgerAudit ledgerAudit(
            DatabaseEngine engine, EntrySealer sealer, LedgerKeys keys, VerifierKey ledgerKey, Clock clock) {
        return new PostgresLedgerAudit(engine.dataSource(DatabaseRole.APP), sealer, keys, ledgerKey, clock);
    }

    @Bean
    EntriesInTime entriesInTime(DataSource app, Sequencer sequencer, LedgerSettings settings, Clock clock) {
        return new EntriesInTime(app, sequencer, settings.overdueAfter(), clock);
    }

    @Bean
    CheckpointsSigned checkpointsSigned(
            DataSource app, Checkpointer checkpointer, LedgerSettings settings, Clock clock) {
        return new CheckpointsSigned(app, checkpointer, settings.publishEvery(), clock);
    }

    @Bean
    TrapsInPlace trapsInPlace(DataSource app) {
        return new TrapsInPlace(app);
    }

    @Bean
    LedgerIntact ledgerIntact(LedgerAudit audit, LedgerSettings settings) {
        return new LedgerIntact(audit, settings.auditEvery());
    }

    /// Starts the sequencer before anything that could serve a request, and stops it after.
    @Bean
    SmartLifecycle ledgerWorkers(
            Sequencer sequencer, Checkpointer checkpointer, LedgerIntact intact, GateVersions versions) {
        return new Workers(sequencer, checkpointer, intact, versions);
    }

    private static final class Workers implements SmartLifecycle {

        private final Sequencer sequencer;
        private final Checkpointer checkpointer;
        private final LedgerIntact intact;
        private final GateVersions versions;
        private volatile boolean running;

        Workers(Sequencer sequencer, Checkpointer checkpointer, LedgerIntact intact, GateVersions versions) {
            this.sequencer = sequencer;
            this.checkpointer = checkpointer;
            this.intact = intact;
            this.versions = versions;
        }

        @Override
        public void start() {
            sequencer.start();
            checkpointer.start();
            intact.start();
            versions.start();
            running = true;
        }

        @Override
        public void stop() {
            versions.close();
            intact.close();
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
