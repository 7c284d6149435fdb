package io.equiveil.backup;

import io.equiveil.ledger.LogPiece;
import io.equiveil.vault.spi.Tombstone;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/// How a piece of the log, and the note about a destroyed key, are spelled in the archive (`docs/spec/backup.md`).
///
/// @param tombstones how many notes the archive of keys held by then: fewer later means that some were taken away
record ArchivedLog(LogPiece piece, long tombstones) {

    byte[] render() {
        return written(out -> {
            out.writeLong(piece.first());
            out.writeLong(piece.end());
            out.writeLong(tombstones);
            byte[] note = piece.checkpoint().getBytes(StandardCharsets.UTF_8);
            out.writeInt(note.length);
            out.write(note);
            out.write(piece.content());
        });
    }

    static ArchivedLog parse(byte[] content) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(content));
        long first = in.readLong();
        long end = in.readLong();
        long tombstones = in.readLong();
        byte[] note = in.readNBytes(in.readInt());
        return new ArchivedLog(
                new LogPiece(first, end, in.readAllBytes(), new String(note, StandardCharsets.UTF_8)), tombstones);
    }

    static byte[] render(Tombstone tombstone) {
        return written(out -> {
            out.writeLong(tombstone.key().getMostSignificantBits());
            out.writeLong(tombstone.key().getLeastSignificantBits());
            out.writeLong(micros(tombstone.createdAt()));
            out.writeLong(micros(tombstone.closedAt()));
        });
    }

    static Tombstone tombstone(byte[] content) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(content));
        return new Tombstone(new UUID(in.readLong(), in.readLong()), instant(in.readLong()), instant(in.readLong()));
    }

    private static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private static byte[] written(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
