package io.equiveil.backup;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings of backups.
///
/// @param folder where they lie; without it beside the data folder (`--backup`)
/// @param scheduled whether one is made every day; off in the demo
/// @param at time of day, Asia/Shanghai
/// @param keep how many generations are kept, 1 to 400
/// @param keepKeys how long the keys' part of a generation is kept, 1 to 90 days; a destroyed key is gone from all
///     backups after that
/// @param rehearseEvery how often the newest one is restored for a trial
/// @param backupTooOld from when on the last good backup turns the control red
/// @param rehearsalTooOld the same for the last good rehearsal
/// @param archiveEvery how often new entries go to the archive
@ConfigurationProperties("equiveil.backup")
record BackupSettings(
        @Nullable Path folder,
        @DefaultValue("true") boolean scheduled,
        @DefaultValue("02:30") LocalTime at,
        @DefaultValue("14") int keep,
        @DefaultValue("P7D") Duration keepKeys,
        @DefaultValue("P1D") Duration rehearseEvery,
        @DefaultValue("PT36H") Duration backupTooOld,
        @DefaultValue("P3D") Duration rehearsalTooOld,
        @DefaultValue("PT2S") Duration archiveEvery) {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /// @throws IllegalArgumentException for a setting that cannot work
    BackupSettings {
        if (keep < 1 || keep > 400) {
            throw new IllegalArgumentException("equiveil.backup.keep is not between 1 and 400: " + keep);
        }
        if (keepKeys.compareTo(Duration.ofDays(1)) < 0 || keepKeys.compareTo(Duration.ofDays(90)) > 0) {
            throw new IllegalArgumentException("equiveil.backup.keep-keys is not between 1 and 90 days: " + keepKeys);
        }
        if (archiveEvery.compareTo(Duration.ofMillis(100)) < 0) {
            throw new IllegalArgumentException("equiveil.backup.archive-every is below 100 ms: " + archiveEvery);
        }
    }

    /// Where backups lie when nobody said so: beside the data folder, or in it when it is for the demo.
    static Path usualFolder(Path dataFolder, boolean demo) {
        return demo ? dataFolder.resolve("backup") : dataFolder.resolveSibling(dataFolder.getFileName() + "-backup");
    }
}
