package io.equiveil.ledger;

import io.equiveil.proofs.Checkpoint;
import io.equiveil.proofs.CheckpointCheck;
import io.equiveil.proofs.MalformedException;
import io.equiveil.proofs.SignedCheckpoint;
import io.equiveil.proofs.VerifierKey;
import io.equiveil.proofs.WitnessQuorum;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/// The highest checkpoint that this node ever signed, in a file outside the database: whoever puts an older database
/// in place, or another one, cannot make the node sign it.
///
/// The file holds the signed note itself, so that it vouches for itself.
final class HighWater {

    static final String NAME = "ledger-high-water";

    private final Path file;
    private final VerifierKey key;

    /// @param folder the data folder's `keys`
    HighWater(Path folder, VerifierKey key) {
        this.file = folder.resolve(NAME);
        this.key = key;
    }

    /// @throws IOException if the file cannot be read or is not what this log signed
    Optional<Checkpoint> read() throws IOException {
        byte[] note;
        try {
            note = Files.readAllBytes(file);
        } catch (NoSuchFileException neverSigned) {
            return Optional.empty();
        }
        try {
            SignedCheckpoint signed = SignedCheckpoint.parse(note);
            if (signed.check(key, WitnessQuorum.NONE) instanceof CheckpointCheck.Trusted trusted) {
                return Optional.of(trusted.checkpoint());
            }
        } catch (MalformedException e) {
            throw new IOException("the high-water file is no checkpoint", e);
        }
        throw new IOException("the high-water file is not signed by this log");
    }

    /// Replaces the mark: written, on disk, then renamed, so that a crash leaves the old one or the new one.
    void raise(String note) throws IOException {
        replace(file, note.getBytes(StandardCharsets.UTF_8));
    }

    /// Replaces a file that must never be half there.
    static void replace(Path file, byte[] content) throws IOException {
        Path folder = java.util.Objects.requireNonNull(file.getParent());
        Path next = folder.resolve(file.getFileName() + ".new");
        Files.deleteIfExists(next);
        try (FileChannel channel = FileChannel.open(
                next,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
