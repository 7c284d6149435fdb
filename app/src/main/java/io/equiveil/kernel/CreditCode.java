package io.equiveil.kernel;

import java.util.regex.Pattern;

/// The rules of a unified social credit code (统一社会信用代码, GB 32100-2015).
public final class CreditCode {

    private static final Pattern SHAPE =
            Pattern.compile("[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{8}[0-9X][0-9A-HJ-NPQRTUWXY]");
    private static final String SYMBOLS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int[] WEIGHTS = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};

    private CreditCode() {}

    /// Whether a text has the shape of a code: 18 characters, upper case.
    public static boolean hasShape(String code) {
        return SHAPE.matcher(code).matches();
    }

    /// Whether the last character is the right one for the others. A few codes of the first years, in real use, are
    /// not: a failure is a reason to look at the licence, not to refuse.
    ///
    /// @param code of the right shape
    public static boolean checks(String code) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += SYMBOLS.indexOf(code.charAt(i)) * WEIGHTS[i];
        }
        // A sum of 0 gives 0, not 31.
        return SYMBOLS.charAt((31 - sum % 31) % 31) == code.charAt(WEIGHTS.length);
    }
}
