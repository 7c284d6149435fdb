package io.equiveil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equiveil.backup.Restoration;
import io.equiveil.engine.DataFolder;
import io.equiveil.engine.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A restore that is refused takes away what it brought, and nothing else.
class RestoreTargetTests {

    private static final Instant GENERATION = Instant.parse("2026-11-28T03:30:00Z");

    @TempDir
    Path temporary;

    @Test
    void aFolderThatAnotherProcessBeganToUseMeanwhileStaysAsItIs() throws Exception {
        RestoreTarget target = new RestoreTarget(root());
        target.requireEmpty();
        try (DataFolder other = DataFolder.open(root(), DataFolder.Use.WORK)) {
            Path key = Files.writeString(other.keys().resolve("root.key"), "another's");

            assertThatThrownBy(() -> fill(target)).hasMessageContaining("in use by another EquiVeil");
            assertThat(key).hasContent("another's");
            assertThat(other.scratch()).exists();
        }

        assertThatThrownBy(() -> fill(target)).as("used and let go").hasMessageContaining("is not empty");
        assertThat(root().resolve("keys/root.key")).hasContent("another's");
    }

    @Test
    void noStartTakesItForANewFirmsWhileItIsFilled() throws Exception {
        new RestoreTarget(root())
                .fill(
                        GENERATION,
                        DataFolder.Use.WORK,
                        into -> assertThat(into.root().resolve(Restoration.UNDER_WAY))
                                .hasContent("20261128T033000Z"));
    }

    @Test
    void aFolderThatCouldNotBeFilledIsEmptyAgainAndOnlyThenLetGo() throws Exception {
        Files.createDirectories(root().resolve("lost+found"));

        assertThatThrownBy(() -> fill(new RestoreTarget(root()))).hasMessage("the disk broke");

        assertThat(root()).isDirectoryContaining("glob:**lost+found");
        assertThat(DataFolder.contentOf(root())).isEmpty();
    }

    @Test
    void aMistypedCheckpointIsSaidBeforeAnythingIsDone() {
        Options options = Options.parse(
                List.of("restore", "--from", "backup", "--data", "d", "--known-checkpoint", "mistyped"), temporary);

        assertThatThrownBy(() -> new BackupCommands(new Terminal(), Map.of(), options, Clock.systemUTC()).restore())
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("--known-checkpoint");
    }

    private Path root() {
        return temporary.resolve("d");
    }

    private static void fill(RestoreTarget target) throws IOException {
        target.fill(GENERATION, DataFolder.Use.WORK, into -> {
            Files.writeString(into.keys().resolve("root.key"), "ours");
            throw new IOException("the disk broke");
        });
    }
}
