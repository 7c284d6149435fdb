package io.equiveil.vault;

import io.equiveil.kernel.Digest;
import java.nio.ByteBuffer;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// One share of the root key, as it stands on paper (`docs/spec/recovery-sheet.md`). Whoever has as many sheets of one
/// set as it needs has the root key; whoever has fewer knows nothing of it. It does not print itself.
///
/// ```
/// 1  version  1
/// 1  needed   sheets that make the key
/// 1  count    sheets of the set
/// 1  number   1 to count
/// 4  set      random; the same on all sheets of a set
/// 8  check    of the root key (HKDF); tells whether it came out right
/// 32 share    Shamir's scheme over GF(256)
/// 2  sum      first bytes of SHA-256 of the 48 bytes above
/// ```
///
/// Written as five lines of ten bytes, each in 16 letters of Crockford's base 32 and two letters of its own
/// sum, so that a slip of the keyboard is found in its line.
public final class RecoverySheet {

    /// Lines on the paper.
    public static final int LINES = 5;

    /// What the QR code on the paper starts with.
    public static final String PREFIX = "EVRS1:";

    private static final int BYTES = 50;
    private static final int BYTES_OF_A_LINE = 10;
    private static final int LETTERS_OF_A_LINE = 18;
    private static final byte VERSION = 1;
    private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final Pattern BETWEEN = Pattern.compile("[\\s\\p{Pd}·.]+");

    private final byte[] content;

    private RecoverySheet(byte[] content) {
        this.content = content;
    }

    /// A text is no sheet.
    public static final class Unreadable extends Exception {

        private final int line;

        Unreadable(int line) {
            super("the text is no recovery sheet");
            this.line = line;
        }

        /// The line with the slip, from 1; 0 if it is another number of lines, or lines of different sheets.
        public int line() {
            return line;
        }
    }

    static RecoverySheet of(int needed, int count, int number, byte[] set, byte[] check, byte[] share) {
        ByteBuffer buffer = ByteBuffer.allocate(BYTES);
        buffer.put(VERSION).put((byte) needed).put((byte) count).put((byte) number);
        buffer.put(set).put(check).put(share);
        buffer.put(sum(buffer.array(), 0, BYTES - 2), 0, 2);
        return new RecoverySheet(buffer.array());
    }

    /// Reads what somebody typed or a scanner sent: five lines, or all in one with the prefix. Case, spaces
    /// and hyphens do not matter; O is read as 0, I and L as 1.
    ///
    /// @throws Unreadable naming the line with the slip
    public static RecoverySheet parse(String text) throws Unreadable {
        String letters = BETWEEN.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC))
                .replaceAll("")
                .toUpperCase(Locale.ROOT);
        String bare = letters.startsWith(PREFIX) ? letters.substring(PREFIX.length()) : letters;
        if (bare.length() != LINES * LETTERS_OF_A_LINE) {
            throw new Unreadable(0);
        }
        byte[] content = new byte[BYTES];
        for (int line = 0; line < LINES; line++) {
            byte[] read = line(line, bare.substring(line * LETTERS_OF_A_LINE, (line + 1) * LETTERS_OF_A_LINE));
            System.arraycopy(read, 0, content, line * BYTES_OF_A_LINE, BYTES_OF_A_LINE);
        }
        byte[] sum = sum(content, 0, BYTES - 2);
        boolean sound = sum[0] == content[BYTES - 2] && sum[1] == content[BYTES - 1];
        RecoverySheet sheet = new RecoverySheet(content);
        if (!sound
                || content[0] != VERSION
                || sheet.needed() < RecoverySheets.LEAST_NEEDED
                || sheet.count() < sheet.needed()
                || sheet.count() > RecoverySheets.MOST
                || sheet.number() < 1
                || sheet.number() > sheet.count()) {
            throw new Unreadable(0);
        }
        return sheet;
    }

    /// One line typed by itself.
    ///
    /// @param number from 1
    /// @return whether its sum is right
    public static boolean isLine(int number, String text) {
        String letters = BETWEEN.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC))
                .replaceAll("")
                .toUpperCase(Locale.ROOT);
        try {
            Arrays.fill(line(number - 1, letters), (byte) 0);
            return true;
        } catch (Unreadable e) {
            return false;
        }
    }

    /// Sheets of the set that make the key.
    public int needed() {
        return content[1];
    }

    /// Sheets of the set.
    public int count() {
        return content[2];
    }

    /// Which of them, from 1.
    public int number() {
        return content[3];
    }

    /// The same on all sheets of a set: eight hexadecimal digits.
    public String set() {
        return HexFormat.of().formatHex(content, 4, 8);
    }

    byte[] check() {
        return Arrays.copyOfRange(content, 8, 16);
    }

    byte[] share() {
        return Arrays.copyOfRange(content, 16, 48);
    }

    /// Four letters by which a sheet is recognised without saying anything of its share (校验码).
    public String checkCode() {
        byte[] sum = sum(content, 0, BYTES);
        StringBuilder code = new StringBuilder();
        int bits = (sum[0] & 0xff) << 16 | (sum[1] & 0xff) << 8 | sum[2] & 0xff;
        for (int shift = 19; shift >= 4; shift -= 5) {
            code.append(LETTERS.charAt(bits >> shift & 31));
        }
        return code.toString();
    }

    /// A check code in its one spelling.
    public static String tidyCheckCode(String typed) {
        return BETWEEN.matcher(Normalizer.normalize(typed, Normalizer.Form.NFKC))
                .replaceAll("")
                .toUpperCase(Locale.ROOT)
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
    }

    /// The five lines, each in groups: this is the secret.
    public List<String> revealLines() {
        List<String> lines = new ArrayList<>();
        for (int line = 0; line < LINES; line++) {
            lines.add(letters(line).replaceAll("(.{4})(?=.)", "$1 "));
        }
        return lines;
    }

    /// What stands in the QR code: this is the secret.
    public String revealForQr() {
        StringBuilder all = new StringBuilder(PREFIX);
        for (int line = 0; line < LINES; line++) {
            all.append(letters(line));
        }
        return all.toString();
    }

    private String letters(int line) {
        byte[] bytes = Arrays.copyOfRange(content, line * BYTES_OF_A_LINE, (line + 1) * BYTES_OF_A_LINE);
        StringBuilder letters = new StringBuilder();
        for (int bit = 0; bit < BYTES_OF_A_LINE * 8; bit += 5) {
            letters.append(LETTERS.charAt(fiveBits(bytes, bit)));
        }
        int sum = sumOfLine(line, bytes);
        return letters.append(LETTERS.charAt(sum >> 5))
                .append(LETTERS.charAt(sum & 31))
                .toString();
    }

    private static int fiveBits(byte[] bytes, int bit) {
        int two = (bytes[bit / 8] & 0xff) << 8 | (bit / 8 + 1 < bytes.length ? bytes[bit / 8 + 1] & 0xff : 0);
        return two >> 11 - bit % 8 & 31;
    }

    private static byte[] line(int line, String letters) throws Unreadable {
        if (letters.length() != LETTERS_OF_A_LINE) {
            throw new Unreadable(line + 1);
        }
        byte[] bytes = new byte[BYTES_OF_A_LINE];
        int[] values = letters.chars().map(RecoverySheet::value).toArray();
        if (Arrays.stream(values).anyMatch(value -> value < 0)) {
            throw new Unreadable(line + 1);
        }
        for (int i = 0; i < 16; i++) {
            int bit = i * 5;
            int shifted = values[i] << 11 - bit % 8;
            bytes[bit / 8] |= (byte) (shifted >> 8);
            if (bit / 8 + 1 < bytes.length) {
                bytes[bit / 8 + 1] |= (byte) shifted;
            }
        }
        if (sumOfLine(line, bytes) != (values[16] << 5 | values[17])) {
            throw new Unreadable(line + 1);
        }
        return bytes;
    }

    private static int value(int letter) {
        return switch (letter) {
            case 'O' -> 0;
            case 'I', 'L' -> 1;
            default -> LETTERS.indexOf(letter);
        };
    }

    private static int sumOfLine(int line, byte[] bytes) {
        byte[] numbered = new byte[bytes.length + 1];
        numbered[0] = (byte) line;
        System.arraycopy(bytes, 0, numbered, 1, bytes.length);
        byte[] sum = sum(numbered, 0, numbered.length);
        return (sum[0] & 0xff) << 2 | (sum[1] & 0xff) >> 6;
    }

    private static byte[] sum(byte[] bytes, int from, int to) {
        return Digest.sha256(Arrays.copyOfRange(bytes, from, to)).bytes();
    }

    @Override
    public String toString() {
        return "RecoverySheet[" + number() + " of " + count() + ", hidden]";
    }
}
