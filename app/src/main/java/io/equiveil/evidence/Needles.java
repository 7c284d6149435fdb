package io.equiveil.evidence;

import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Confidential values in every form in which they could stand in a file, all looked for in one pass.
///
/// Charsets: UTF-8, UTF-16LE, UTF-16BE, GBK. Each as it is, in hex (lower and upper case) and in base64 (three
/// alignments, both alphabets); besides percent-encoded, as in addresses, and with JSON's escapes.
final class Needles {

    /// Shorter values are found by chance in what is encrypted well.
    static final int LEAST_BYTES = 6;

    private static final int WINDOW = 4;
    private static final int FILTER_BITS = 20;
    private static final Charset GBK = Charset.forName("GBK");

    private final Map<Integer, List<Needle>> byFirstBytes = new HashMap<>();
    private final long[] filter = new long[(1 << FILTER_BITS) / Long.SIZE];
    private final int longest;

    /// A value in one form.
    ///
    /// @param value its place in the list of values
    /// @param form what the form is called, for readers
    record Needle(int value, String form, byte[] bytes) {}

    /// @throws IllegalArgumentException if a value is shorter than six bytes in any charset
    Needles(List<String> values) {
        int most = 0;
        for (int i = 0; i < values.size(); i++) {
            for (Needle needle : forms(i, values.get(i))) {
                int window = window(needle.bytes(), 0);
                byFirstBytes.computeIfAbsent(window, none -> new ArrayList<>()).add(needle);
                int bit = bit(window);
                filter[bit >>> 6] |= 1L << bit;
                most = Math.max(most, needle.bytes().length);
            }
        }
        this.longest = most;
    }

    /// The length of the longest form, in bytes: so much two neighbouring pieces of a file must overlap.
    int longest() {
        return longest;
    }

    /// All forms that stand in the content, each once.
    Set<Needle> in(byte[] content, int length) {
        Set<Needle> found = new HashSet<>();
        if (length < WINDOW) {
            return found;
        }
        int window = window(content, 0) >>> 8;
        for (int end = WINDOW - 1; end < length; end++) {
            window = window << 8 | content[end] & 0xff;
            int bit = bit(window);
            if ((filter[bit >>> 6] & 1L << bit) != 0) {
                int at = end - WINDOW + 1;
                for (Needle needle : byFirstBytes.getOrDefault(window, List.of())) {
                    int past = at + needle.bytes().length;
                    if (past <= length && Arrays.equals(content, at, past, needle.bytes(), 0, past - at)) {
                        found.add(needle);
                    }
                }
            }
        }
        return found;
    }

    private static int window(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 24
                | (bytes[at + 1] & 0xff) << 16
                | (bytes[at + 2] & 0xff) << 8
                | bytes[at + 3] & 0xff;
    }

    private static int bit(int window) {
        return window * 0x9E3779B1 >>> Integer.SIZE - FILTER_BITS;
    }

    private static List<Needle> forms(int value, String text) {
        Map<String, byte[]> plain = new HashMap<>();
        for (Charset charset :
                List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE, GBK)) {
            byte[] bytes = text.getBytes(charset);
            if (bytes.length < LEAST_BYTES) {
                throw new IllegalArgumentException(
                        "a value of " + bytes.length + " bytes would be found by chance; at least " + LEAST_BYTES);
            }
            plain.put(charset.name(), bytes);
        }
        Forms forms = new Forms(value);
        plain.forEach((charset, bytes) -> {
            forms.add(charset, bytes);
            forms.add(charset + " in hex", ascii(HexFormat.of().formatHex(bytes)));
            forms.add(charset + " in hex", ascii(HexFormat.of().withUpperCase().formatHex(bytes)));
            for (int shift = 0; shift < 3; shift++) {
                String base64 = inBase64(bytes, shift);
                forms.add(charset + " in base64", ascii(base64));
                forms.add(charset + " in base64", ascii(base64.replace('+', '-').replace('/', '_')));
            }
        });
        for (Charset charset : List.of(StandardCharsets.UTF_8, GBK)) {
            String encoded = URLEncoder.encode(text, charset);
            forms.add("percent-encoded", ascii(encoded));
            forms.add("percent-encoded", ascii(encoded.toLowerCase(Locale.ROOT)));
        }
        forms.add("escaped", ascii(escaped(text, false)));
        forms.add("escaped", ascii(escaped(text, true)));
        return forms.list;
    }

    /// The part of the base64 text that depends on the value alone, when `shift` bytes stand before it in its group.
    private static String inBase64(byte[] value, int shift) {
        byte[] shifted = new byte[shift + value.length];
        System.arraycopy(value, 0, shifted, shift, value.length);
        String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int first = (shift * 8 + 5) / 6;
        int past = shifted.length * 8 / 6;
        return encoded.substring(first, past);
    }

    private static String escaped(String text, boolean upperCase) {
        StringBuilder escaped = new StringBuilder();
        for (char c : text.toCharArray()) {
            if (c < 0x80) {
                escaped.append(c);
            } else {
                escaped.append(String.format(upperCase ? "\\u%04X" : "\\u%04x", (int) c));
            }
        }
        return escaped.toString();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /// The forms of one value, without doubles: a number looks alike in UTF-8 and in GBK.
    private static final class Forms {

        private final int value;
        private final Set<String> seen = new HashSet<>();
        private final List<Needle> list = new ArrayList<>();

        Forms(int value) {
            this.value = value;
        }

        void add(String form, byte[] bytes) {
            if (seen.add(HexFormat.of().formatHex(bytes))) {
                list.add(new Needle(value, form, bytes));
            }
        }
    }
}
