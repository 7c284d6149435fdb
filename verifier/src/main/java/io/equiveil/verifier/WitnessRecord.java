package io.equiveil.verifier;

import io.equiveil.proofs.Checkpoint;
import io.equiveil.proofs.MalformedException;
import io.equiveil.proofs.NoteCheck;
import io.equiveil.proofs.SignedCheckpoint;
import io.equiveil.proofs.SignedNote;
import io.equiveil.proofs.VerifierKey;
import io.equiveil.verifier.Witness.CannotStartException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What the witness last cosigned, per log: one file each, named by the SHA-256 of the origin.
///
/// Not safe for several threads by itself: whoever checks and then stores holds this object's lock over both.
final class WitnessRecord {

    private final Path folder;
    private final Map<String, List<VerifierKey>> keysByOrigin;
    private final Map<String, SignedCheckpoint> latest = new HashMap<>();

    private WitnessRecord(Path folder, Map<String, List<VerifierKey>> keysByOrigin) {
        this.folder = folder;
        this.keysByOrigin = keysByOrigin;
    }

    /// Reads what is stored. A damaged file stops the start: beginning again from nothing would let a log fork
    /// unseen.
    static WitnessRecord open(Path folder, List<VerifierKey> logs, WitnessKey own)
            throws IOException, CannotStartException {
        Map<String, List<VerifierKey>> keysByOrigin = new TreeMap<>();
        for (VerifierKey log : logs) {
            List<VerifierKey> keys = keysByOrigin.computeIfAbsent(log.name(), none -> new ArrayList<>());
            if (log.algorithm() != VerifierKey.Algorithm.ED25519 || log.sameKeyAs(own.verifier())) {
                throw new CannotStartException("not a log's key: " + log.name());
            }
            if (keys.stream().noneMatch(log::equals)) {
                keys.add(log);
            }
        }
        WitnessRecord record = new WitnessRecord(folder, keysByOrigin);
        for (String origin : keysByOrigin.keySet()) {
            Path file = record.file(origin);
            if (Files.exists(file)) {
                record.latest.put(origin, read(file, origin, own));
            }
        }
        return record;
    }

    private static SignedCheckpoint read(Path file, String origin, WitnessKey own)
            throws IOException, CannotStartException {
        try (InputStream bytes = Files.newInputStream(file)) {
            SignedCheckpoint stored = SignedCheckpoint.parse(Bounded.read(bytes, SignedNote.MAX_BYTES));
            if (stored.checkpoint().origin().equals(origin)
                    && stored.note().check(List.of(own.verifier())) instanceof NoteCheck.Trusted) {
                return stored;
            }
        } catch (MalformedException damaged) {
            // told below
        }
        throw new CannotStartException("what was last cosigned is damaged: " + file);
    }

    Optional<List<VerifierKey>> keysOf(String origin) {
        return Optional.ofNullable(keysByOrigin.get(origin));
    }

    Optional<Checkpoint> latest(String origin) {
        return Optional.ofNullable(latest.get(origin)).map(SignedCheckpoint::checkpoint);
    }

    /// The note that monitors fetch, by the hash of the origin.
    Optional<SignedNote> byHash(String originHash) {
        return latest.entrySet().stream()
                .filter(stored -> hash(stored.getKey()).equals(originHash))
                .map(stored -> stored.getValue().note())
                .findFirst();
    }

    /// Returns only after the checkpoint is on the disk.
    void store(SignedCheckpoint cosigned) throws IOException {
        String origin = cosigned.checkpoint().origin();
        DurableFile.write(file(origin), cosigned.note().render().getBytes(StandardCharsets.UTF_8));
        latest.put(origin, cosigned);
    }

    private Path file(String origin) {
        return folder.resolve(hash(origin) + ".checkpoint");
    }

    static String hash(String origin) {
        try {
            byte[] bytes = MessageDigest.getInstance("SHA-256").digest(origin.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
