package io.equiveil.vault;

import io.equiveil.kernel.Cleartext;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The cleartext of a sealed group: named fields, padded.
///
/// ```
/// 1   number of fields, 1 to 64
///     per field, in ascending order of names:
/// 1     length of the name
/// n     name, ASCII
/// 4     length of the value, big-endian
/// n     value, UTF-8
/// n   zeros up to the bucket
/// ```
final class FieldDirectory {

    static final int MOST_FIELDS = 64;
    static final int MOST_BYTES = 1 << 20;

    private static final Pattern NAME = Pattern.compile("[a-z][a-zA-Z0-9]{0,39}");

    private FieldDirectory() {}

    /// @throws IllegalArgumentException if there are too many fields or bytes, or a name has another shape; the
    ///     message names no value
    static byte[] encode(Map<String, Cleartext> fields) {
        if (fields.isEmpty() || fields.size() > MOST_FIELDS) {
            throw new IllegalArgumentException("a sealed value has 1 to 64 fields but had " + fields.size());
        }
        List<ByteBuffer> values = new ArrayList<>();
        int length = 1;
        TreeMap<String, Cleartext> sorted = new TreeMap<>(fields);
        for (Map.Entry<String, Cleartext> field : sorted.entrySet()) {
            if (!NAME.matcher(field.getKey()).matches()) {
                throw new IllegalArgumentException("not a field name: " + field.getKey());
            }
            ByteBuffer value = utf8(field.getKey(), field.getValue());
            values.add(value);
            length = Math.addExact(length, 1 + field.getKey().length() + 4 + value.remaining());
        }
        if (length > MOST_BYTES) {
            throw new IllegalArgumentException("a sealed value has at most 1 MiB but had " + length + " bytes");
        }
        ByteBuffer out = ByteBuffer.allocate(LengthBuckets.ofValue(length));
        out.put((byte) sorted.size());
        int index = 0;
        for (String name : sorted.keySet()) {
            ByteBuffer value = values.get(index++);
            out.put((byte) name.length()).put(name.getBytes(StandardCharsets.US_ASCII));
            out.putInt(value.remaining()).put(value);
            Arrays.fill(value.array(), (byte) 0);
        }
        return out.array();
    }

    /// The wanted fields among those in the directory; empty if the bytes are no directory.
    static Optional<Map<String, Cleartext>> decode(byte[] content, Set<String> wanted) {
        ByteBuffer in = ByteBuffer.wrap(content);
        Map<String, Cleartext> fields = new HashMap<>();
        try {
            int count = in.get();
            if (count < 1 || count > MOST_FIELDS) {
                return Optional.empty();
            }
            for (int i = 0; i < count; i++) {
                String name = text(in, in.get());
                int length = in.getInt();
                if (wanted.contains(name)) {
                    fields.put(name, Cleartext.of(text(in, length)));
                } else {
                    in.position(in.position() + length);
                }
            }
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return Optional.empty();
        }
        while (in.hasRemaining()) {
            if (in.get() != 0) {
                return Optional.empty();
            }
        }
        return Optional.of(fields);
    }

    private static String text(ByteBuffer in, int length) {
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        String text = new String(in.array(), in.position(), length, StandardCharsets.UTF_8);
        in.position(in.position() + length);
        return text;
    }

    private static ByteBuffer utf8(String name, Cleartext value) {
        try {
            return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(value.revealForDisplay()));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("field " + name + " is not well-formed Unicode");
        }
    }
}
