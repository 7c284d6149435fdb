package io.equiveil.firm;

import io.equiveil.kernel.CreditCode;
import java.util.Optional;

/// The firm's public particulars.
///
/// @param name       the registered name; empty until somebody says it
/// @param creditCode unified social credit code (GB 32100), 18 characters
/// @param contact    one line by which clients reach the firm, as notices say it; empty until somebody says it
/// @param version    counted from 1 as the owner changes it; 0 for what the settings say
public record Firm(String name, Optional<String> creditCode, String contact, long version) {

    public static final int LONGEST_NAME = 80;
    public static final int LONGEST_CONTACT = 160;

    /// @throws IllegalArgumentException if something is too long, has line breaks, or the code another shape
    public Firm {
        if (!fits(name, LONGEST_NAME) || !fits(contact, LONGEST_CONTACT)) {
            throw new IllegalArgumentException("name and contact of the firm are one line each");
        }
        if (creditCode.filter(code -> !CreditCode.hasShape(code)).isPresent()) {
            throw new IllegalArgumentException("a unified social credit code has 18 characters");
        }
    }

    /// Whether a notice can say who handles the facts and how to reach it (PIPL art. 17).
    public boolean isNamed() {
        return !name.isBlank() && !contact.isBlank();
    }

    static boolean fits(String line, int longest) {
        return line.length() <= longest && line.codePoints().noneMatch(Character::isISOControl);
    }
}
