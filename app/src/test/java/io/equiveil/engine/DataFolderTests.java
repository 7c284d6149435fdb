package io.equiveil.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTests {

    @TempDir
    Path parent;

    @Test
    void isReadableByItsOwnerOnlyAndSoIsEveryPart() throws Exception {
        Files.createDirectory(parent.resolve("d"));
        Files.setPosixFilePermissions(parent.resolve("d"), PosixFilePermissions.fromString("rwxr-xr-x"));

        try (DataFolder folder = open()) {
            for (Path part : new Path[] {
                folder.root(),
                folder.pg(),
                folder.keys(),
                folder.documents(),
                folder.run(),
                folder.logs(),
                folder.scratch()
            }) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(part)))
                        .isEqualTo("rwx------");
            }
        }
    }

    @Test
    void isHeldByOneAtATimeAlsoWithinAProcess() throws Exception {
        try (DataFolder first = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("in use by another EquiVeil");
            assertThat(DataFolder.isHeld(first.root())).isTrue();
        }
        assertThat(DataFolder.isHeld(parent.resolve("d"))).isFalse();

        open().close();
    }

    @Test
    void emptiesItsScratchFolderAtEveryStart() throws Exception {
        try (DataFolder folder = open()) {
            Files.createDirectories(folder.scratch().resolve("a/b"));
            Files.writeString(folder.scratch().resolve("a/b/left-over"), "x");
        }

        try (DataFolder folder = open()) {
            assertThat(folder.scratch()).isEmptyDirectory();
        }
    }

    @Test
    void refusesADiskThatIsNearlyFull() {
        assertThatThrownBy(() -> DataFolder.open(parent.resolve("d"), DataFolder.Use.WORK, Long.MAX_VALUE))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("nearly full");
    }

    @Test
    void neverMixesRealWorkAndTheDemo() {
        open().close();

        assertThatThrownBy(() -> DataFolder.open(parent.resolve("d"), DataFolder.Use.DEMO))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("real data");
        open().close();
    }

    @Test
    void takesAFreshVolumeWithWhatItsFileSystemKeepsThere() throws Exception {
        Files.createDirectories(parent.resolve("d/lost+found"));

        try (DataFolder folder = open()) {
            assertThat(folder.isUnused()).isTrue();
            Files.writeString(folder.keys().resolve("a.key"), "x");
            assertThat(folder.isUnused()).isFalse();
        }
    }

    @Test
    void isNotTakenForAbsentWhenItIsClosedToThisUser() throws Exception {
        // Nobody, not even root, can look behind a link to itself.
        Path closed = Files.createSymbolicLink(parent.resolve("d"), parent.resolve("d"));

        assertThatThrownBy(() -> DataFolder.isHeld(closed)).hasMessageContaining("may not read");
        assertThatThrownBy(() -> DataFolder.useOf(closed)).hasMessageContaining("may not read");
        assertThat(DataFolder.isHeld(parent.resolve("not there"))).isFalse();
    }

    @Test
    void doesNotFollowLinksWhenItDeletes() throws Exception {
        Path outside = Files.writeString(parent.resolve("outside"), "kept");
        try (DataFolder folder = open()) {
            Files.createSymbolicLink(folder.scratch().resolve("link"), parent);
        }

        open().close();

        assertThat(outside).exists();
    }

    private DataFolder open() {
        return DataFolder.open(parent.resolve("d"), DataFolder.Use.WORK);
    }
}
