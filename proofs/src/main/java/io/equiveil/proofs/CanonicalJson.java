package io.equiveil.proofs;

import io.equiveil.proofs.MalformedException.Fault;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The one spelling of a JSON value that entries use, a subset of RFC 8785: UTF-8, keys in order of UTF-16 code
/// units, no white space; only objects, arrays, strings and whole numbers up to 2^53 - 1 either way (what every
/// JSON reader can hold exactly).
///
/// In Java: `Map<String, ?>`, `List<?>`, `String`, `Long` (writing also takes `Integer`).
public final class CanonicalJson {

    /// Largest whole number, either way.
    public static final long MAX_INTEGER = (1L << 53) - 1;

    private CanonicalJson() {}

    /// @throws IllegalArgumentException if a value of another type, `null`, a too large number or half a surrogate
    ///     pair is inside
    public static byte[] write(Map<String, ?> object) {
        StringBuilder json = new StringBuilder();
        write(object, json, 0);
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// Reads a body that must be an object in the one canonical spelling.
    ///
    /// @return the object; its lists and maps cannot be changed
    /// @throws MalformedException if it is not JSON, or not spelled as [#write] would have
    public static Map<String, Object> read(byte[] json) throws MalformedException {
        Map<String, Object> object = StrictJson.readObject(json);
        byte[] again;
        try {
            again = write(object);
        } catch (IllegalArgumentException notAllowedHere) {
            throw new MalformedException(Fault.JSON_NOT_CANONICAL, "");
        }
        if (!Arrays.equals(json, again)) {
            throw new MalformedException(Fault.JSON_NOT_CANONICAL, "");
        }
        return object;
    }

    private static void write(Object value, StringBuilder json, int depth) {
        if (depth > StrictJson.MAX_DEPTH) {
            throw new IllegalArgumentException("deeper than " + StrictJson.MAX_DEPTH);
        }
        if (value instanceof String text) {
            writeString(text, json);
        } else if (value instanceof Long || value instanceof Integer) {
            long number = ((Number) value).longValue();
            if (number < -MAX_INTEGER || number > MAX_INTEGER) {
                throw new IllegalArgumentException("beyond 2^53 - 1");
            }
            json.append(number);
        } else if (value instanceof List<?> list) {
            String comma = "[";
            for (Object element : list) {
                json.append(comma);
                write(element, json, depth + 1);
                comma = ",";
            }
            json.append(list.isEmpty() ? "[]" : "]");
        } else if (value instanceof Map<?, ?> map) {
            writeObject(map, json, depth);
        } else {
            throw new IllegalArgumentException("canonical JSON has no "
                    + (value == null ? "null" : value.getClass().getName()));
        }
    }

    private static void writeObject(Map<?, ?> map, StringBuilder json, int depth) {
        TreeMap<String, Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> {
            if (!(key instanceof String name)) {
                throw new IllegalArgumentException("a key is a string");
            }
            sorted.put(name, value);
        });
        String comma = "{";
        for (Map.Entry<String, Object> member : sorted.entrySet()) {
            json.append(comma);
            writeString(member.getKey(), json);
            json.append(':');
            write(member.getValue(), json, depth + 1);
            comma = ",";
        }
        json.append(sorted.isEmpty() ? "{}" : "}");
    }

    static void writeString(String text, StringBuilder json) {
        if (text.codePoints().anyMatch(c -> c >= 0xd800 && c <= 0xdfff)) {
            throw new IllegalArgumentException("half a surrogate pair");
        }
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int escape = "\"\\\b\f\n\r\t".indexOf(c);
            if (escape >= 0) {
                json.append('\\').append("\"\\bfnrt".charAt(escape));
            } else if (c < 0x20) {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}
