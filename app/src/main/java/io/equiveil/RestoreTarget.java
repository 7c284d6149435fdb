package io.equiveil;

import io.equiveil.backup.BackupFolder;
import io.equiveil.backup.Restoration;
import io.equiveil.engine.DataFolder;
import io.equiveil.engine.StartRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/// The empty folder that a restore fills.
///
/// Between the first look at it and the filling lie a passphrase and some seconds, in which another process may begin
/// to use it. So what counts is what is there once it is held, and only what was put there since is taken away again.
final class RestoreTarget {

    private final Path root;

    RestoreTarget(Path root) {
        this.root = root;
    }

    /// What fills the folder.
    interface Filling {
        void into(DataFolder folder) throws IOException;
    }

    /// A first look, before anybody is asked for a passphrase.
    void requireEmpty() throws IOException {
        DataFolder.requireReadable(root);
        if (!DataFolder.contentOf(root).isEmpty()) {
            throw notEmpty();
        }
    }

    /// The database takes a few times the space of its export.
    void requireSpaceFor(BackupFolder from) throws IOException {
        long needed = 4 * from.bytesOfSets() + from.bytesOfDocuments() + DataFolder.LEAST_FREE_BYTES;
        Path there = root;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        long free = Files.getFileStore(there).getUsableSpace();
        if (free < needed) {
            throw new StartRefused(
                    "磁盘空间不足：恢复约需 " + (needed >> 20) + " MiB，只剩 " + (free >> 20) + " MiB。",
                    "The disk is too full: a restore needs about " + (needed >> 20) + " MiB, " + (free >> 20)
                            + " MiB are left.");
        }
    }

    /// Fills the folder while it is held. From before the first key lies in it until the restoration is complete, no
    /// start takes it for a new firm's; if the filling fails, it is empty again before it is let go.
    ///
    /// @throws StartRefused if another process holds the folder, or has used it meanwhile; then it is as it was
    void fill(Instant generation, DataFolder.Use use, Filling filling) throws IOException {
        try (DataFolder folder = DataFolder.open(root, use)) {
            if (!folder.isUnused()) {
                throw notEmpty();
            }
            try {
                Files.writeString(folder.root().resolve(Restoration.UNDER_WAY), BackupFolder.text(generation) + "\n");
                filling.into(folder);
            } catch (IOException | RuntimeException e) {
                emptyAgain(e);
                throw e;
            }
        }
    }

    private void emptyAgain(Exception why) {
        try {
            for (Path entry : DataFolder.contentOf(root)) {
                DataFolder.deleteTree(entry);
            }
        } catch (IOException | UncheckedIOException e) {
            why.addSuppressed(e);
        }
    }

    private StartRefused notEmpty() {
        return new StartRefused(
                "恢复需要一个空文件夹，而 " + root + " 不是空的：请另选一个。",
                "A restore needs an empty folder, and " + root + " is not empty: choose another.");
    }
}
