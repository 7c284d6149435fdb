package io.equiveil.identity;

import io.equiveil.kernel.Cleartext;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/// Telephone numbers as people type them, brought into one form for the blind index: `+` and digits (E.164). A number
/// without a country is a mainland one.
final class Mobile {

    private static final Pattern MAINLAND = Pattern.compile("1[3-9][0-9]{9}");
    private static final Pattern INTERNATIONAL = Pattern.compile("\\+[1-9][0-9]{6,14}");
    private static final Pattern FILLING = Pattern.compile("[\\s()\\-.\u2010-\u2015\u2212]");

    private Mobile() {}

    /// Empty if it cannot be a mobile number.
    static Optional<Cleartext> normalised(Cleartext typed) {
        String compact = FILLING.matcher(Normalizer.normalize(typed.revealForDisplay(), Normalizer.Form.NFKC))
                .replaceAll("");
        if (compact.startsWith("00")) {
            compact = "+" + compact.substring(2);
        }
        if (MAINLAND.matcher(compact).matches()) {
            compact = "+86" + compact;
        } else if (compact.startsWith("86")
                && MAINLAND.matcher(compact.substring(2)).matches()) {
            compact = "+" + compact;
        }
        boolean mainland = compact.startsWith("+86");
        boolean possible = mainland
                ? MAINLAND.matcher(compact.substring(3)).matches()
                : INTERNATIONAL.matcher(compact).matches();
        return possible ? Optional.of(Cleartext.of(compact)) : Optional.empty();
    }

    /// Three digits and the last four, as is usual: 138****5678.
    static Cleartext mask(Cleartext normalised) {
        String digits = normalised.revealForDisplay().replaceFirst("^\\+86", "");
        return Cleartext.of(digits.substring(0, 3) + "****" + digits.substring(digits.length() - 4));
    }
}
