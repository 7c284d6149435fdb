package io.equiveil.proofs;

import io.equiveil.proofs.MalformedException.Fault;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the part of JSON (RFC 8259) that our files use: objects, arrays, strings, whole numbers of 64 bits. White
/// space is allowed.
///
/// Refuses what readers disagree about: keys that occur twice, half surrogate pairs, a byte order mark, anything
/// after the value; and `true`, `false`, `null`, fractions and exponents, which no file of ours has. Depth and size
/// are bounded.
public final class StrictJson {

    public static final int MAX_DEPTH = 32;
    public static final int MAX_BYTES = 64 * 1024 * 1024;

    private final String json;
    private int at;

    private StrictJson(String json) {
        this.json = json;
    }

    /// @return the object with its members in the order of the text; lists and maps cannot be changed; values are
    ///     `Map<String, Object>`, `List<Object>`, `String` or `Long`
    /// @throws MalformedException if it is not JSON of this kind or not an object
    public static Map<String, Object> readObject(byte[] json) throws MalformedException {
        if (json.length > MAX_BYTES) {
            throw new MalformedException(Fault.TOO_LARGE, json.length + " bytes");
        }
        StrictJson reader = new StrictJson(SignedNote.utf8(json));
        reader.skipSpace();
        if (reader.peek() != '{') {
            throw reader.broken(Fault.JSON_SYNTAX);
        }
        Map<String, Object> object = reader.object(1);
        reader.skipSpace();
        if (reader.at != reader.json.length()) {
            throw reader.broken(Fault.JSON_SYNTAX);
        }
        return object;
    }

    private Object value(int depth) throws MalformedException {
        if (depth > MAX_DEPTH) {
            throw broken(Fault.JSON_DEPTH);
        }
        char c = peek();
        if (c == '{') {
            return object(depth);
        }
        if (c == '[') {
            return array(depth);
        }
        return c == '"' ? string() : (Object) number();
    }

    private Map<String, Object> object(int depth) throws MalformedException {
        Map<String, Object> object = new LinkedHashMap<>();
        at++;
        skipSpace();
        if (peek() == '}') {
            at++;
            return Map.of();
        }
        while (true) {
            String key = string();
            skipSpace();
            expect(':');
            skipSpace();
            if (object.putIfAbsent(key, value(depth + 1)) != null) {
                throw broken(Fault.JSON_DUPLICATE_KEY);
            }
            skipSpace();
            if (peek() == '}') {
                at++;
                return Collections.unmodifiableMap(object);
            }
            expect(',');
            skipSpace();
        }
    }

    private List<Object> array(int depth) throws MalformedException {
        List<Object> array = new ArrayList<>();
        at++;
        skipSpace();
        if (peek() == ']') {
            at++;
            return List.of();
        }
        while (true) {
            array.add(value(depth + 1));
            skipSpace();
            if (peek() == ']') {
                at++;
                return Collections.unmodifiableList(array);
            }
            expect(',');
            skipSpace();
        }
    }

    private String string() throws MalformedException {
        expect('"');
        StringBuilder text = new StringBuilder();
        while (true) {
            char c = peek();
            at++;
            if (c == '"') {
                break;
            }
            if (c < 0x20) {
                throw broken(Fault.JSON_SYNTAX);
            }
            text.append(c == '\\' ? escaped() : c);
        }
        String string = text.toString();
        if (string.codePoints().anyMatch(c -> c >= 0xd800 && c <= 0xdfff)) {
            throw broken(Fault.JSON_SYNTAX);
        }
        return string;
    }

    private char escaped() throws MalformedException {
        char c = peek();
        at++;
        int simple = "\"\\/bfnrt".indexOf(c);
        if (simple >= 0) {
            return "\"\\/\b\f\n\r\t".charAt(simple);
        }
        if (c != 'u' || json.length() - at < 4 || !json.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) {
            throw broken(Fault.JSON_SYNTAX);
        }
        at += 4;
        return (char) Integer.parseInt(json.substring(at - 4, at), 16);
    }

    private Long number() throws MalformedException {
        int start = at;
        while (at < json.length() && "+-.0123456789eE".indexOf(json.charAt(at)) >= 0) {
            at++;
        }
        String digits = json.substring(start, at);
        if (digits.isEmpty()) {
            throw broken(Fault.JSON_SYNTAX);
        }
        try {
            // "-0" would be a second spelling of 0.
            if (digits.matches("0|-?[1-9][0-9]{0,18}")) {
                return Long.parseLong(digits);
            }
        } catch (NumberFormatException beyond64Bits) {
            // told below
        }
        throw broken(Fault.JSON_NUMBER);
    }

    private void expect(char c) throws MalformedException {
        if (peek() != c) {
            throw broken(Fault.JSON_SYNTAX);
        }
        at++;
    }

    private char peek() throws MalformedException {
        if (at >= json.length()) {
            throw broken(Fault.JSON_SYNTAX);
        }
        return json.charAt(at);
    }

    private void skipSpace() {
        while (at < json.length() && " \t\n\r".indexOf(json.charAt(at)) >= 0) {
            at++;
        }
    }

    private MalformedException broken(Fault fault) {
        return new MalformedException(fault, "character " + at);
    }
}
