package io.equiveil.clients;

import static io.equiveil.clients.Checked.bad;
import static io.equiveil.clients.Checked.good;
import static io.equiveil.clients.Checked.warned;

import io.equiveil.kernel.CreditCode;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Checks identifiers by the rules of `docs/spec/identifiers.md`. A good check digit does not mean that a number was
/// ever issued.
final class Identifiers {

    // Nobody older than this is alive; an earlier birth is a slip of the keyboard.
    private static final int OLDEST_YEARS = 130;

    // GB/T 2260, the first two digits; abolished codes below them stay valid, so only the province is checked.
    private static final Set<Integer> PROVINCES = Set.of(
            11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61,
            62, 63, 64, 65, 71);
    private static final Set<String> RESIDENCE_PERMIT_AREAS = Set.of("810000", "820000", "830000");

    private static final Pattern EIGHTEEN = Pattern.compile("[0-9]{17}[0-9X]");
    private static final Pattern FIFTEEN_DIGITS = Pattern.compile("[0-9]{15}");
    private static final Pattern OLD_FOREIGN_RESIDENT = Pattern.compile("[A-Z]{3}[0-9]{12}");
    private static final Pattern HK_MACAU = Pattern.compile("[HM][0-9]{8}(?:[0-9]{2})?");
    private static final Pattern TAIWAN = Pattern.compile("[0-9]{8}(?:[0-9]{2})?");
    private static final Pattern CHINESE_PASSPORT =
            Pattern.compile("E[0-9]{8}|E[A-HJ-NP-Z][0-9]{7}|G[0-9]{8}|1[45][0-9]{7}"
                    + "|D[0-9]{7,8}|DE[0-9]{7}|SE[0-9]{7}|S[0-9]{7,8}|PE[0-9]{7}|P[0-9]{7}"
                    + "|K[0-9]{8}|KJ[0-9]{7}|HJ?[0-9]{7,8}|MA[0-9]{7}");
    private static final Pattern FOREIGN_PASSPORT = Pattern.compile("[A-Z0-9]{5,17}");
    private static final Pattern LONG_DIGITS = Pattern.compile("[0-9]{10,17}X?");
    private static final Pattern REGISTRATION = Pattern.compile("[0-9]{15}");
    private static final Pattern MOBILE = Pattern.compile("1[3-9][0-9]{9}");
    private static final Pattern CARD = Pattern.compile("[0-9]{13,19}");
    private static final Pattern ACCOUNT = Pattern.compile("[0-9A-Z-]{6,34}");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@]{1,64}@[^\\s@.]+(?:\\.[^\\s@.]+)+");

    private static final int[] RESIDENT_WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String RESIDENT_CHECKS = "10X98765432";

    private Identifiers() {}

    /// Full-width to half-width, no spaces, no hyphens, upper case.
    static String normalise(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFKC)
                .strip()
                .replaceAll("[\\s\\p{Pd}]", "")
                .toUpperCase(Locale.ROOT);
    }

    /// Full-width to half-width, outer spaces gone, inner ones single: for names and addresses.
    static String tidy(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFKC).strip().replaceAll("\\s+", " ");
    }

    static Checked document(IdentityDocument kind, String typed, LocalDate today) {
        return switch (kind) {
            case RESIDENT_ID -> residentId(typed, today);
            case RESIDENCE_PERMIT -> residencePermit(typed, today);
            case FOREIGN_PERMANENT_RESIDENT -> foreignPermanentResident(typed, today);
            case HK_MACAU_PERMIT -> shaped(HK_MACAU, typed);
            case TAIWAN_PERMIT -> shaped(TAIWAN, typed);
            case CHINESE_PASSPORT -> shaped(CHINESE_PASSPORT, typed);
            case FOREIGN_PASSPORT -> shaped(FOREIGN_PASSPORT, typed);
        };
    }

    /// Whatever identifies somebody on paper, person or company: a number of any identity document or a credit
    /// code. A row of ten digits or more that is none of these with its check digit is a slip, not a foreign
    /// passport.
    static Optional<String> anyIdentity(String typed, LocalDate today) {
        boolean onlyDigits = LONG_DIGITS.matcher(normalise(typed)).matches();
        return Stream.concat(
                        Arrays.stream(IdentityDocument.values())
                                .filter(kind -> kind != IdentityDocument.FOREIGN_PASSPORT || !onlyDigits)
                                .map(kind -> document(kind, typed, today)),
                        Stream.of(uscc(typed)))
                .flatMap(checked ->
                        checked instanceof Checked.Good good && good.warning().isEmpty()
                                ? Stream.of(good.normalised())
                                : Stream.empty())
                .findFirst();
    }

    /// GB 11643-1999.
    static Checked residentId(String typed, LocalDate today) {
        String number = normalise(typed);
        if (FIFTEEN_DIGITS.matcher(number).matches()) {
            return bad(IdentifierFault.RETIRED);
        }
        if (!EIGHTEEN.matcher(number).matches()) {
            return bad(IdentifierFault.WRONG_SHAPE);
        }
        if (RESIDENCE_PERMIT_AREAS.contains(number.substring(0, 6)) || number.charAt(0) == '9') {
            return bad(IdentifierFault.OTHER_DOCUMENT);
        }
        if (!PROVINCES.contains(Integer.parseInt(number.substring(0, 2)))) {
            return bad(IdentifierFault.UNKNOWN_AREA);
        }
        return dated(number, today);
    }

    private static Checked residencePermit(String typed, LocalDate today) {
        String number = normalise(typed);
        if (!EIGHTEEN.matcher(number).matches()) {
            return bad(IdentifierFault.WRONG_SHAPE);
        }
        if (!RESIDENCE_PERMIT_AREAS.contains(number.substring(0, 6))) {
            return bad(IdentifierFault.OTHER_DOCUMENT);
        }
        return dated(number, today);
    }

    private static Checked foreignPermanentResident(String typed, LocalDate today) {
        String number = normalise(typed);
        if (OLD_FOREIGN_RESIDENT.matcher(number).matches()) {
            return icaoCheck(number.substring(0, 14)) == number.charAt(14) - '0'
                    ? good(number)
                    : bad(IdentifierFault.WRONG_CHECK_DIGIT);
        }
        if (!EIGHTEEN.matcher(number).matches() || number.charAt(0) != '9') {
            return bad(IdentifierFault.WRONG_SHAPE);
        }
        if (!PROVINCES.contains(Integer.parseInt(number.substring(1, 3)))) {
            return bad(IdentifierFault.UNKNOWN_AREA);
        }
        return dated(number, today);
    }

    /// Eighteen characters with a birth date at 7 to 14 and an ISO 7064 MOD 11-2 check at the end.
    private static Checked dated(String number, LocalDate today) {
        try {
            LocalDate birth = LocalDate.of(
                    Integer.parseInt(number.substring(6, 10)),
                    Integer.parseInt(number.substring(10, 12)),
                    Integer.parseInt(number.substring(12, 14)));
            if (birth.isAfter(today) || birth.isBefore(today.minusYears(OLDEST_YEARS))) {
                return bad(IdentifierFault.IMPOSSIBLE_DATE);
            }
        } catch (DateTimeException e) {
            return bad(IdentifierFault.IMPOSSIBLE_DATE);
        }
        int sum = 0;
        for (int i = 0; i < RESIDENT_WEIGHTS.length; i++) {
            sum += (number.charAt(i) - '0') * RESIDENT_WEIGHTS[i];
        }
        return RESIDENT_CHECKS.charAt(sum % 11) == number.charAt(17)
                ? good(number)
                : bad(IdentifierFault.WRONG_CHECK_DIGIT);
    }

    /// ICAO 9303: weights 7, 3, 1; letters count from A = 10.
    private static int icaoCheck(String text) {
        int[] weights = {7, 3, 1};
        int sum = 0;
        for (int i = 0; i < text.length(); i++) {
            sum += Character.digit(text.charAt(i), 36) * weights[i % 3];
        }
        return sum % 10;
    }

    /// GB 32100-2015. A failing last character is kept with a warning: some early codes in real use fail it.
    static Checked uscc(String typed) {
        String code = normalise(typed);
        if (!CreditCode.hasShape(code)) {
            return bad(IdentifierFault.WRONG_SHAPE);
        }
        return CreditCode.checks(code) ? good(code) : warned(code, IdentifierWarning.CONFIRM_WITH_REGISTRY);
    }

    /// GS 15-2006: ISO 7064 MOD 11,10 over 14 digits.
    static Checked registrationNumber(String typed) {
        String number = normalise(typed);
        if (!REGISTRATION.matcher(number).matches()) {
            return bad(IdentifierFault.WRONG_SHAPE);
        }
        int product = 10;
        for (int i = 0; i < 14; i++) {
            int sum = (product + number.charAt(i) - '0') % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return (11 - product) % 10 == number.charAt(14) - '0' ? good(number) : bad(IdentifierFault.WRONG_CHECK_DIGIT);
    }

    /// A mainland mobile number, with or without +86. Kept as eleven digits. The operator's ranges change too often to
    /// be a rule.
    static Checked mobile(String typed) {
        String number = normalise(typed).replaceAll("[()]", "").replaceFirst("^(?:\\+86|0086|86(?=1[0-9]{10}$))", "");
        return MOBILE.matcher(number).matches() ? good(number) : bad(IdentifierFault.WRONG_SHAPE);
    }

    /// A person's bank card. Some old debit cards fail the Luhn rule, so that is a warning.
    static Checked bankCard(String typed) {
        String number = normalise(typed);
        if (!CARD.matcher(number).matches()) {
            return bad(IdentifierFault.WRONG_SHAPE);
        }
        int sum = 0;
        for (int i = 0; i < number.length(); i++) {
            int digit = number.charAt(number.length() - 1 - i) - '0';
            int doubled = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
            sum += i % 2 == 1 ? doubled : digit;
        }
        return sum % 10 == 0 ? good(number) : warned(number, IdentifierWarning.COMPARE_WITH_CARD);
    }

    /// A company's settlement account: no check digit applies.
    static Checked companyAccount(String typed) {
        String number = Normalizer.normalize(typed, Normalizer.Form.NFKC)
                .replaceAll("\\s", "")
                .toUpperCase(Locale.ROOT);
        return ACCOUNT.matcher(number).matches() ? good(number) : bad(IdentifierFault.WRONG_SHAPE);
    }

    static Checked email(String typed) {
        String address = tidy(typed);
        return address.length() <= 254 && EMAIL.matcher(address).matches()
                ? good(address)
                : bad(IdentifierFault.WRONG_SHAPE);
    }

    /// A name, an address, a line of text.
    static Checked text(String typed, int most) {
        String text = tidy(typed);
        if (text.isEmpty()) {
            return bad(IdentifierFault.MISSING);
        }
        return text.codePointCount(0, text.length()) <= most ? good(text) : bad(IdentifierFault.TOO_LONG);
    }

    private static Checked shaped(Pattern shape, String typed) {
        String number = normalise(typed).replaceAll("[()]", "");
        return shape.matcher(number).matches() ? good(number) : bad(IdentifierFault.WRONG_SHAPE);
    }
}
