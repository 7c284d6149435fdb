package io.equiveil.line;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/// Values that nobody has ever typed before, of the shapes that forms take: if one is found on the disk, it leaked.
final class Canaries {

    private static final String USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int[] USCC_WEIGHTS = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};

    private final Random random = new Random();
    private final List<String> released = new ArrayList<>();

    /// All so far.
    synchronized List<String> all() {
        return List.copyOf(released);
    }

    /// Those that stand in a text.
    synchronized Set<String> in(String text) {
        return released.stream().filter(text::contains).collect(Collectors.toSet());
    }

    private synchronized String released(String value) {
        released.add(value);
        return value;
    }

    /// Six Chinese characters.
    String name() {
        return released(
                random.ints(6, 0x4E00, 0x9FA5).mapToObj(Character::toString).collect(Collectors.joining()));
    }

    /// Twelve letters and digits.
    String word() {
        return released(letters(12));
    }

    String mobile() {
        return released("199" + digits(8));
    }

    String passport() {
        return released("E" + letters(11));
    }

    String email() {
        return released(letters(10).toLowerCase(java.util.Locale.ROOT) + "@example.com");
    }

    /// Nineteen digits, the last one by Luhn.
    String bankCard() {
        String body = "62" + digits(16);
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            int digit = body.charAt(body.length() - 1 - i) - '0';
            int doubled = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
            sum += i % 2 == 0 ? doubled : digit;
        }
        return released(body + (10 - sum % 10) % 10);
    }

    String creditCode() {
        String body = "91440300" + letters(8) + digits(1);
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += USCC.indexOf(body.charAt(i)) * USCC_WEIGHTS[i];
        }
        return released(body + USCC.charAt((31 - sum % 31) % 31));
    }

    /// A password: long, of words that nobody uses.
    String password() {
        return released(letters(10) + "-" + letters(10));
    }

    private String digits(int many) {
        return random.ints(many, 0, 10).mapToObj(Integer::toString).collect(Collectors.joining());
    }

    private String letters(int many) {
        String alphabet = "ABCDEFGHJKLMNPQRTUWXY0123456789";
        return random.ints(many, 0, alphabet.length())
                .mapToObj(at -> String.valueOf(alphabet.charAt(at)))
                .collect(Collectors.joining());
    }
}
