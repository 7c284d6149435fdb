package io.equiveil.matters;

import io.equiveil.frame.Display;
import io.equiveil.frame.NavigationItem;
import io.equiveil.frame.SearchProvider;
import io.equiveil.kernel.Role;
import io.equiveil.law.Law;
import io.equiveil.ledger.spi.CodeNames;
import io.equiveil.ledger.spi.RecordNames;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
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

/// Wires this room.
@Configuration(proxyBeanMethods = false)
class MattersConfiguration {

    /// The coarse words of teasers.
    @Bean
    RecordNames mattersInRecords(JdbcClient jdbc) {
        return new CodeNames(
                RecordNames.Kind.MATTER,
                () -> jdbc.sql("select id, code_name from matters.matters where id in (:ids)"),
                () -> jdbc.sql("select id from matters.matters where code_name = :name"));
    }

    @Bean
    Bands bands() {
        return Bands.shipped();
    }

    /// How long a closed matter's facts are kept.
    ///
    /// @throws IllegalArgumentException if a group rests on a rule that the law does not have
    @Bean
    RetentionRules retentionRules(Law law, Clock clock) {
        RetentionRules rules = RetentionRules.shipped(law);
        LocalDate today = LocalDate.ofInstant(clock.instant(), Display.SHANGHAI);
        rules.citations().forEach(citation -> law.rule(citation, today));
        return rules;
    }

    @Bean
    NavigationItem mattersNavigation() {
        return new NavigationItem(
                NavigationItem.Group.MATTERS,
                10,
                "matters.nav",
                "/matters",
                Set.of(Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER));
    }

    /// Finds a matter by its code name, among those that the searcher has to do with.
    @Bean
    SearchProvider mattersByCodeName(Matters matters) {
        return (person, words) -> matters.of(person).stream()
                .filter(matter -> matter.codeName().toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT)))
                .limit(10)
                .map(matter ->
                        new SearchProvider.Found("matters.search.matter", matter.codeName(), "/matters/" + matter.id()))
                .toList();
    }

    @Bean
    NavigationItem conflictsNavigation() {
        return new NavigationItem(
                NavigationItem.Group.COMPLIANCE,
                40,
                "matters.conflicts.nav",
                "/matters/conflicts",
                Set.of(Role.COMPLIANCE_OFFICER, Role.OWNER));
    }

    /// Files of clients whose time has come.
    @Bean
    NavigationItem ownFilesNavigation() {
        return new NavigationItem(
                NavigationItem.Group.COMPLIANCE,
                45,
                "matters.own-files.nav",
                "/clients/retention",
                Set.of(Role.COMPLIANCE_OFFICER, Role.OWNER));
    }

    /// Writes the second stage of destructions down every few minutes, and goes round clients' own files every
    /// hour.
    @Bean
    SmartLifecycle destructionsMeasured(Certificates certificates, OwnFileCertificates ownFiles, OwnFileRound round) {
        return new EveryFewMinutes(certificates, ownFiles, round);
    }

    private static final class EveryFewMinutes implements SmartLifecycle {

        private static final Logger LOG = LoggerFactory.getLogger(EveryFewMinutes.class);

        private final Certificates certificates;
        private final OwnFileCertificates ownFiles;
        private final OwnFileRound round;
        private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("certificates").factory());
        private volatile boolean running;

        EveryFewMinutes(Certificates certificates, OwnFileCertificates ownFiles, OwnFileRound round) {
            this.ownFiles = ownFiles;
            this.round = round;
            this.certificates = certificates;
        }

        @Override
        public void start() {
            running = true;
            timer.scheduleWithFixedDelay(this::quietly, 1, 3, TimeUnit.MINUTES);
        }

        private void quietly() {
            try {
                certificates.writeDownMeasured();
                ownFiles.writeDownMeasured();
                round.goRound();
            } catch (RuntimeException e) {
                // Tried again with the next round; the class alone says what kind of trouble it was.
                LOG.warn("certificates could not be completed: {}", e.getClass().getName());
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
