package io.equiveil.verifier;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A copy of a ledger in a folder, with the same file names as on the network.
final class FolderLedger implements LedgerCopy {

    private final Path folder;

    FolderLedger(Path folder) {
        this.folder = folder;
    }

    @Override
    public Optional<byte[]> read(String path, int limit) throws IOException {
        Path file = folder.resolve(path);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream bytes = Files.newInputStream(file)) {
            return Optional.of(Bounded.read(bytes, limit));
        }
    }
}
