package io.equiveil.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is kept and for how long, and when the next one is due.
class RetentionTests {

    private static final Instant TODAY = Instant.parse("2026-11-28T03:00:00Z");

    @TempDir
    Path temporary;

    @Test
    void theNewestGenerationsAndTheKeysOfAWeekStay() throws Exception {
        BackupFolder folder = BackupFolder.open(temporary.resolve("b"));
        for (int day = 0; day < 20; day++) {
            generation(folder, day);
        }
        Files.write(folder.data(daysAgo(0)).resolveSibling("letter.txt"), new byte[0]);

        Retention.Removed removed = retention().removeFrom(folder);

        assertThat(removed).isEqualTo(new Retention.Removed(6, 12));
        assertThat(folder.generations()).hasSize(14).contains(daysAgo(0), daysAgo(13));
        assertThat(folder.keySets()).hasSize(8).contains(daysAgo(0), daysAgo(7));
        assertThat(retention().removeFrom(folder)).isEqualTo(new Retention.Removed(0, 0));
    }

    @Test
    void theNewestGenerationKeepsItsKeysHoweverOldItIs() throws Exception {
        BackupFolder folder = BackupFolder.open(temporary.resolve("b"));
        generation(folder, 30);
        generation(folder, 40);

        retention().removeFrom(folder);

        assertThat(folder.keySets()).containsExactly(daysAgo(30));
        assertThat(folder.keySetFor(daysAgo(40))).contains(daysAgo(30));
        assertThat(folder.keySetFor(daysAgo(29))).isEmpty();
    }

    @Test
    void aDocumentGoesWithTheLastGenerationThatNamesIt() throws Exception {
        BackupFolder folder = BackupFolder.open(temporary.resolve("b"));
        UUID old = UUID.randomUUID();
        UUID shared = UUID.randomUUID();
        BackupFolder.write(folder.document(old), new byte[] {1});
        BackupFolder.write(folder.document(shared), new byte[] {2});
        for (int day = 0; day < 15; day++) {
            generation(folder, day, day == 14 ? new UUID[] {old, shared} : new UUID[] {shared});
        }

        retention().removeFrom(folder);

        assertThat(folder.document(old)).doesNotExist();
        assertThat(folder.document(shared)).exists();
    }

    @ParameterizedTest(name = "at {0} the last one was due at {1}")
    @CsvSource(textBlock = """
            # now (UTC),          due (UTC); 02:30 in Shanghai is 18:30 the day before
            2026-11-28T03:00:00Z, 2026-11-27T18:30:00Z
            2026-11-28T18:29:59Z, 2026-11-27T18:30:00Z
            2026-11-28T18:30:00Z, 2026-11-28T18:30:00Z
            """)
    void aBackupIsDueOnceADayByTheClockOfShanghai(Instant now, Instant due) {
        assertThat(Schedule.lastDue(now, LocalTime.of(2, 30))).isEqualTo(due);
    }

    private static Retention retention() {
        return new Retention(14, Duration.ofDays(7), Clock.fixed(TODAY, ZoneOffset.UTC));
    }

    private static Instant daysAgo(int days) {
        return TODAY.minus(Duration.ofDays(days));
    }

    private static void generation(BackupFolder folder, int day, UUID... documents) throws Exception {
        StringBuilder names = new StringBuilder();
        for (UUID document : documents) {
            names.append(document).append('\n');
        }
        BackupFolder.write(folder.documentsOf(daysAgo(day)), names.toString().getBytes());
        BackupFolder.write(folder.keys(daysAgo(day)), new byte[0]);
        BackupFolder.write(folder.data(daysAgo(day)), new byte[0]);
    }
}
