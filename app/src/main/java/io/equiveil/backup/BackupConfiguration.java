package io.equiveil.backup;

import io.equiveil.engine.DataFolder;
import io.equiveil.engine.DatabaseEngine;
import io.equiveil.engine.HouseRooms;
import io.equiveil.engine.LeftBehind;
import io.equiveil.engine.StartRefused;
import io.equiveil.frame.NavigationItem;
import io.equiveil.kernel.Role;
import io.equiveil.ledger.Ledger;
import io.equiveil.ledger.LogCopies;
import io.equiveil.proofs.VerifierKey;
import io.equiveil.vault.BackupSeal;
import io.equiveil.vault.KeyCustody;
import io.equiveil.vault.RootKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/// Puts the room together.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BackupSettings.class)
class BackupConfiguration {

    @Bean
    BackupPlace backupPlace(BackupSettings settings, DataFolder dataFolder) {
        Path root = root(settings, dataFolder);
        return () -> {
            try {
                return BackupFolder.open(root);
            } catch (StartRefused e) {
                throw new IOException("the backup folder cannot be had", e);
            }
        };
    }

    private static Path root(BackupSettings settings, DataFolder dataFolder) {
        Path wanted = settings.folder();
        return wanted != null
                ? wanted
                : BackupSettings.usualFolder(dataFolder.root(), dataFolder.use() == DataFolder.Use.DEMO);
    }

    @Bean
    Archive backupArchive(BackupPlace place, RootKey rootKey, LogCopies log) {
        return new Archive(place, BackupSeal.of(rootKey), log);
    }

    @Bean
    BackupWork backupWork(
            BackupPlace place,
            BackupSettings settings,
            DatabaseEngine engine,
            DataFolder dataFolder,
            HouseRooms rooms,
            List<LeftBehind> leftBehind,
            RootKey rootKey,
            VerifierKey ledgerKey,
            KeyCustody custody,
            Archive archive,
            Clock clock) {
        return new BackupWork(
                place,
                root(settings, dataFolder),
                engine,
                dataFolder,
                rooms.inOrder(),
                HouseExportRule.of(leftBehind),
                rootKey,
                ledgerKey,
                custody,
                archive,
                settings.keepKeys(),
                clock);
    }

    @Bean
    Backups backups(
            BackupPlace place,
            BackupSettings settings,
            RunStore runs,
            BackupWork work,
            Archive archive,
            DataFolder dataFolder,
            Ledger ledger,
            TransactionTemplate transactions,
            Clock clock) {
        return new Backups(place, settings, runs, work, archive, dataFolder.root(), ledger, transactions, clock);
    }

    @Bean
    Schedule backupSchedule(
            Backups backups,
            RunStore runs,
            Archive archive,
            KeyCustody custody,
            BackupSettings settings,
            DataFolder dataFolder,
            Ledger ledger,
            TransactionTemplate transactions,
            Clock clock) {
        return new Schedule(backups, runs, archive, custody, settings, dataFolder.root(), ledger, transactions, clock);
    }

    @Bean
    BackupCheck backupCheck(RunStore runs, Archive archive, BackupSettings settings, Clock clock) {
        return new BackupCheck(runs, archive, settings, clock);
    }

    @Bean
    NavigationItem backupNavigation() {
        return new NavigationItem(
                NavigationItem.Group.SECURITY,
                60,
                "backup.navigation",
                "/backups",
                Set.of(Role.ADMINISTRATOR, Role.SECURITY_OFFICER, Role.OWNER, Role.AUDITOR));
    }
}
