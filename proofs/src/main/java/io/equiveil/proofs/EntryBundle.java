package io.equiveil.proofs;

import io.equiveil.proofs.MalformedException.Fault;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The bytes of an entry bundle: one to 256 entries, each behind its length in two bytes, big-endian.
public final class EntryBundle {

    private EntryBundle() {}

    /// @param width number of entries that the address promised
    /// @throws MalformedException if there are more or fewer entries, or bytes left over
    public static List<byte[]> parse(byte[] bytes, int width) throws MalformedException {
        List<byte[]> entries = new ArrayList<>(width);
        int at = 0;
        while (at < bytes.length) {
            if (bytes.length - at < 2 || entries.size() == width) {
                throw new MalformedException(Fault.BUNDLE_LENGTH, "byte " + at);
            }
            int length = (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
            at += 2;
            if (bytes.length - at < length) {
                throw new MalformedException(Fault.BUNDLE_LENGTH, "byte " + at);
            }
            entries.add(Arrays.copyOfRange(bytes, at, at + length));
            at += length;
        }
        if (entries.size() != width) {
            throw new MalformedException(Fault.BUNDLE_LENGTH, entries.size() + " entries");
        }
        return entries;
    }

    /// @param entries leaf data, at most 65,535 bytes each
    /// @throws IllegalArgumentException if an entry is too long
    public static byte[] render(List<byte[]> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] entry : entries) {
            if (entry.length > 0xffff) {
                throw new IllegalArgumentException("an entry has at most 65535 bytes but got " + entry.length);
            }
            bytes.write(entry.length >>> 8);
            bytes.write(entry.length);
            bytes.writeBytes(entry);
        }
        return bytes.toByteArray();
    }
}
