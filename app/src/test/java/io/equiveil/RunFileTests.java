package io.equiveil;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.engine.DataFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `stop` and `backup` find the process that runs, and no other.
class RunFileTests {

    private static final ProcessHandle SELF = ProcessHandle.current();

    @TempDir
    Path root;

    @Test
    void theProcessIsFoundAlsoAfterTheClockWasSet() throws Exception {
        try (DataFolder folder = open()) {
            RunFile.write(folder, "http://localhost:1");
            assertThat(RunFile.running(root)).contains(SELF);

            setTheClock();
            assertThat(RunFile.running(root)).contains(SELF);
        }
        assertThat(RunFile.running(root))
                .as("nobody holds the folder: the number may be another's by now")
                .isEmpty();
    }

    @Test
    void whatAKilledProcessSaidIsGoneOnceTheFolderIsHeldAgain() throws Exception {
        try (DataFolder folder = open()) {
            RunFile.write(folder, "http://localhost:1");
            setTheClock();
        }

        try (DataFolder _ = open()) {
            assertThat(RunFile.running(root)).isEmpty();
        }
    }

    private DataFolder open() {
        return DataFolder.open(root, DataFolder.Use.WORK);
    }

    /// As it looks afterwards: the process seems to have begun at another time than it said.
    private void setTheClock() throws Exception {
        Path file = DataFolder.holderIn(root);
        Files.writeString(file, Files.readString(file).replaceFirst("startedAt=.*", "startedAt=2001-01-01T00:00:00Z"));
    }
}
