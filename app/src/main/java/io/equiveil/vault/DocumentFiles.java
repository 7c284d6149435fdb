package io.equiveil.vault;

import io.equiveil.engine.DataFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Encrypted streams as files of the data folder: `documents/xx/<random uuid>`, where `xx` begins the name. A
/// file appears under its name only when it is whole and on disk; no name says whose it is.
@Component
class DocumentFiles {

    static final String DRAFT_SUFFIX = ".part";

    private static final Logger LOG = LoggerFactory.getLogger(DocumentFiles.class);

    private final Path folder;
    private final CipherPool ciphers = new CipherPool();
    private final Randomness randomness = new Randomness();

    DocumentFiles(DataFolder dataFolder) {
        this.folder = dataFolder.documents();
    }

    /// A new file under a new key.
    Draft draft() throws IOException {
        return new Draft(randomness.uuid(), randomness.bytes(Suite.KEY_BYTES));
    }

    /// The content of a file; the reader closes it.
    ///
    /// @throws java.nio.file.NoSuchFileException if it is gone
    InputStream read(UUID file, byte[] fileKey, long length) throws IOException {
        FileChannel channel = FileChannel.open(pathOf(file), StandardOpenOption.READ);
        return SealedStream.read(channel, fileKey, length, ciphers);
    }

    boolean exists(UUID file) {
        return Files.exists(pathOf(file));
    }

    /// SHA-256 of a file as it lies there; empty if it is gone or cannot be read.
    Optional<String> hashOf(UUID file) {
        try (InputStream in = Files.newInputStream(pathOf(file))) {
            MessageDigest digest = SealedStream.sha256();
            byte[] chunk = new byte[SealedStream.CHUNK];
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                digest.update(chunk, 0, count);
            }
            return Optional.of(HexFormat.of().formatHex(digest.digest()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// Deletes a file. A failure leaves an orphan, which the next sweep finds.
    void delete(UUID file) {
        try {
            Files.deleteIfExists(pathOf(file));
        } catch (IOException e) {
            LOG.warn(
                    "document file {} could not be deleted: {}",
                    file,
                    e.getClass().getSimpleName());
        }
    }

    Path pathOf(UUID file) {
        String name = file.toString();
        return folder.resolve(name.substring(0, 2)).resolve(name);
    }

    /// All files, drafts included.
    List<Path> all() throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// A file that is being written.
    final class Draft implements AutoCloseable {
        private final UUID file;
        private final byte[] fileKey;
        private final Path temporary;
        private final FileChannel channel;

        private Draft(UUID file, byte[] fileKey) throws IOException {
            this.file = file;
            this.fileKey = fileKey;
            Path target = pathOf(file);
            Files.createDirectories(
                    target.getParent(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            this.temporary = target.resolveSibling(file + DRAFT_SUFFIX);
            this.channel = FileChannel.open(
                    temporary,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }

        UUID file() {
            return file;
        }

        /// A copy; the caller wipes it.
        byte[] fileKey() {
            return fileKey.clone();
        }

        SealedStream.Written write(InputStream content, long limit) throws IOException {
            return SealedStream.write(content, limit, channel, fileKey, randomness.bytes(7), ciphers);
        }

        /// Puts it on disk and gives it its name.
        void keep() throws IOException {
            channel.force(true);
            channel.close();
            Path target = pathOf(file);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel directory = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
                directory.force(true);
            }
        }

        @Override
        public void close() throws IOException {
            Arrays.fill(fileKey, (byte) 0);
            channel.close();
            Files.deleteIfExists(temporary);
        }
    }
}
