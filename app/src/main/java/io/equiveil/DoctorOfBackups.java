package io.equiveil;

import io.equiveil.backup.BackupFolder;
import io.equiveil.backup.BackupLook;
import io.equiveil.engine.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// What the doctor says of backups: from outside, by names and sizes only.
final class DoctorOfBackups {

    private static final Duration TOO_OLD = Duration.ofHours(36);
    private static final long LEAST_FREE_MIB = 512;

    private final Doctor.Speech speech;
    private final Clock clock;

    DoctorOfBackups(Doctor.Speech speech, Clock clock) {
        this.speech = speech;
        this.clock = clock;
    }

    /// Whether the first backup is not due yet.
    private boolean isNew(Path data) throws IOException {
        return Files.getLastModifiedTime(data.resolve("equiveil-data"))
                .toInstant()
                .plus(TOO_OLD)
                .isAfter(clock.instant());
    }

    void examine(Path data, Optional<Path> wanted, boolean demo) throws IOException {
        Path root = wanted.orElseGet(() -> BackupLook.usualFolder(data, demo));
        BackupFolder folder;
        try {
            folder = BackupFolder.existing(root);
        } catch (StartRefused e) {
            speech.say(demo || isNew(data), "没有备份：" + root, "no backups: " + root);
            return;
        }
        BackupLook look = BackupLook.at(folder, data);
        if (look.newest().isPresent()) {
            Duration age = Duration.between(look.newest().get(), clock.instant());
            speech.say(
                    demo || age.compareTo(TOO_OLD) < 0,
                    "最近一次备份在 " + age.toHours() + " 小时前（共 " + look.generations() + " 份）",
                    "last backup " + age.toHours() + " hours ago (" + look.generations() + " kept)");
        } else {
            speech.say(demo || isNew(data), "还没有备份", "no backup yet");
        }
        speech.say(
                look.freeMebibytes() >= LEAST_FREE_MIB,
                "备份磁盘剩余 " + look.freeMebibytes() + " MiB",
                look.freeMebibytes() + " MiB free on the disk of the backups");
        if (look.sameDisk()) {
            speech.say(
                    true,
                    "备份和资料在同一块磁盘上：请另外复制一份到别处",
                    "backups and data lie on the same disk: copy them elsewhere as well");
        }
    }
}
