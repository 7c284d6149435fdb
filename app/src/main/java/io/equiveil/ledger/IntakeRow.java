package io.equiveil.ledger;

import io.equiveil.kernel.Digest;
import io.equiveil.proofs.Commitment;
import io.equiveil.proofs.LeafHash;
import io.equiveil.proofs.PartHash;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// An entry as the database keeps it, without its number: columns of `ledger.intake` and of its satellites.
///
/// @param leaf        RFC 6962 hash of the public leaf
/// @param subjects    in the order of their parts, from part 1 on
/// @param about       in the order of the rows' names
record IntakeRow(
        Instant recordedAt,
        LeafHash leaf,
        Commitment commitment,
        String kind,
        ActorKind actor,
        Optional<UUID> actorPerson,
        Optional<UUID> aboutPerson,
        Optional<UUID> matter,
        PartHash firmHash,
        byte[] firmSealed,
        List<SubjectRow> subjects,
        List<Entry.About> about) {

    /// What is in column `actor`.
    enum ActorKind {
        PERSON,
        MACHINE,
        ANONYMOUS
    }

    /// A row of `ledger.intake_subjects`.
    record SubjectRow(int part, UUID subject, PartHash hash, byte[] sealed) {}

    /// Hash over everything in the row and its satellites, cleartext columns and sealed bytes alike, so that one MAC
    /// covers all of it and the sequencer need not read the large columns.
    Digest contentHash() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512 + firmSealed.length);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            // "equiveil/intake/v1" 00 | int64 microseconds | leaf | commitment | LP kind | LP actor | three optional
            // ids, each 00 or 01 and 16 bytes | firm hash | LP firm sealed | uint32 n, n subjects | uint32 n, n rows
            out.write("equiveil/intake/v1\0".getBytes(StandardCharsets.US_ASCII));
            out.writeLong(micros());
            out.write(leaf.bytes());
            out.write(commitment.bytes());
            prefixed(out, kind.getBytes(StandardCharsets.UTF_8));
            prefixed(out, actor.name().getBytes(StandardCharsets.UTF_8));
            optional(out, actorPerson);
            optional(out, aboutPerson);
            optional(out, matter);
            out.write(firmHash.bytes());
            prefixed(out, firmSealed);
            out.writeInt(subjects.size());
            for (SubjectRow subject : subjects) {
                out.writeInt(subject.part());
                uuid(out, subject.subject());
                out.write(subject.hash().bytes());
                prefixed(out, subject.sealed());
            }
            out.writeInt(about.size());
            for (Entry.About row : about) {
                prefixed(out, row.row().getBytes(StandardCharsets.UTF_8));
                out.writeLong(row.version());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Digest.sha256(bytes.toByteArray());
    }

    /// Microseconds since 1970, as PostgreSQL keeps them.
    long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, recordedAt);
    }

    /// The bytes that the row's MAC covers: 83, and so never those of a receipt, which are 84.
    static byte[] authenticated(byte[] leaf, byte[] contentHash) {
        return ByteBuffer.allocate(83)
                .put("equiveil/intake/v1\0".getBytes(StandardCharsets.US_ASCII))
                .put(leaf)
                .put(contentHash)
                .array();
    }

    /// The bytes that tie a sealed part to its entry: part 0 is the firm's.
    static byte[] place(LeafHash leaf, int part) {
        return ByteBuffer.allocate(37)
                .put((byte) 1)
                .put(leaf.bytes())
                .putInt(part)
                .array();
    }

    private static void prefixed(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static void optional(DataOutputStream out, Optional<UUID> id) throws IOException {
        out.writeBoolean(id.isPresent());
        if (id.isPresent()) {
            uuid(out, id.get());
        }
    }

    private static void uuid(DataOutputStream out, UUID id) throws IOException {
        out.writeLong(id.getMostSignificantBits());
        out.writeLong(id.getLeastSignificantBits());
    }
}
