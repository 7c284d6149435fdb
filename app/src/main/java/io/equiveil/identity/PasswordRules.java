package io.equiveil.identity;

import io.equiveil.kernel.Cleartext;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What makes a password or a PIN too weak. By NIST SP 800-63B: length and no well-known or own words, no rules about
/// kinds of characters, no expiry.
final class PasswordRules {

    static final int SHORTEST = 12;
    static final int LONGEST = 200;

    private static final int PIN_DIGITS = 6;
    private static final int FEWEST_DIFFERENT = 5;

    // Passwords that everybody tries first, as beginnings: "password2026!" is no better.
    private static final List<String> WELL_KNOWN = List.of(
            "password",
            "passw0rd",
            "p@ssw0rd",
            "123456",
            "12345678",
            "qwerty",
            "1q2w3e",
            "1qaz2wsx",
            "abc123",
            "abcd1234",
            "iloveyou",
            "admin",
            "administrator",
            "root",
            "letmein",
            "welcome",
            "woaini",
            "5201314",
            "a123456",
            "equiveil",
            "guyin",
            "changeme",
            "monkey",
            "dragon",
            "sunshine",
            "princess",
            "football");

    private PasswordRules() {}

    static Optional<Weakness> ofPassword(Cleartext password, String handle) {
        String text = Normalizer.normalize(password.revealForDisplay(), Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT);
        int length = text.codePointCount(0, text.length());
        if (length < SHORTEST) {
            return Optional.of(Weakness.TOO_SHORT);
        }
        if (length > LONGEST) {
            return Optional.of(Weakness.TOO_LONG);
        }
        if (text.codePoints().distinct().count() < FEWEST_DIFFERENT || isRun(text)) {
            return Optional.of(Weakness.TOO_UNIFORM);
        }
        if (text.contains(handle)) {
            return Optional.of(Weakness.CONTAINS_HANDLE);
        }
        // A well-known word and little else.
        boolean known =
                WELL_KNOWN.stream().anyMatch(word -> text.startsWith(word) && length - word.length() < SHORTEST / 2);
        return known ? Optional.of(Weakness.WELL_KNOWN) : Optional.empty();
    }

    static Optional<Weakness> ofPin(Cleartext pin) {
        String digits = pin.revealForDisplay();
        if (digits.length() != PIN_DIGITS || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.of(Weakness.NOT_SIX_DIGITS);
        }
        boolean repeats = digits.substring(0, 3).equals(digits.substring(3))
                || (digits.startsWith(digits.substring(2, 4)) && digits.endsWith(digits.substring(0, 2)));
        boolean simple = digits.chars().distinct().count() < 3 || isRun(digits) || repeats;
        return simple ? Optional.of(Weakness.TOO_SIMPLE) : Optional.empty();
    }

    /// Each character follows the one before by the same step: 123456, fedcba, aaaaaa.
    private static boolean isRun(String text) {
        int step = text.charAt(1) - text.charAt(0);
        for (int i = 1; i < text.length(); i++) {
            if (text.charAt(i) - text.charAt(i - 1) != step) {
                return false;
            }
        }
        return Math.abs(step) <= 1;
    }
}
