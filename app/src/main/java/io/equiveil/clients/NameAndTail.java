package io.equiveil.clients;

import com.ibm.icu.text.Transliterator;
import io.equiveil.kernel.Cleartext;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A surname and the last four digits of a number: how somebody is looked for whose name one knows. The surname counts
/// by its reading, so that `王 8000`, `wang8000` and `8000 王小明` ask for the same. Only both together make a token, and
/// a truncated one (`docs/spec/blind-index.md`).
///
/// @param surname the first character, or a reading in capitals
/// @param tail    four digits
record NameAndTail(String surname, String tail) {

    /// Planned for 128 clients and more: sixteen tokens of at least eight rows.
    static final int BITS = 4;

    static final String INDEX = "clients.name_and_tail";

    private static final Pattern TYPED = Pattern.compile(
            "(?<a>[\\p{IsHan}\\p{Alpha}·' ]+?) ?(?<x>\\d{4})|(?<y>\\d{4}) ?(?<b>[\\p{IsHan}\\p{Alpha}·' ]+)");

    /// Of a name and a number in their one spelling.
    static Optional<NameAndTail> of(String name, String mobile) {
        return mobile.length() < 4
                ? Optional.empty()
                : surnameIn(name).map(surname -> new NameAndTail(surname, mobile.substring(mobile.length() - 4)));
    }

    /// What somebody typed into the search box; empty if it is something else.
    static Optional<NameAndTail> typed(String words) {
        Matcher said = TYPED.matcher(
                Normalizer.normalize(words, Normalizer.Form.NFKC).strip().replaceAll("\\s+", " "));
        if (!said.matches()) {
            return Optional.empty();
        }
        boolean nameFirst = said.group("a") != null;
        return surnameIn(said.group(nameFirst ? "a" : "b"))
                .map(surname -> new NameAndTail(surname, said.group(nameFirst ? "x" : "y")));
    }

    private static Optional<String> surnameIn(String name) {
        String text = name.strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        int first = text.codePointAt(0);
        return Optional.of(isHan(first) ? Character.toString(first) : text.split("[ ·]")[0].toUpperCase(Locale.ROOT));
    }

    private static boolean isHan(int character) {
        return Character.UnicodeScript.of(character) == Character.UnicodeScript.HAN;
    }

    /// What the token is made of.
    Cleartext indexed() {
        return Cleartext.of(reading(surname) + " " + tail);
    }

    /// Whether masks of a name and a number (`王**`, `138****8000`) may be those that were meant.
    boolean fits(Cleartext maskedName, Cleartext maskedMobile) {
        String name = maskedName.revealForDisplay();
        if (name.isEmpty() || !maskedMobile.revealForDisplay().endsWith(tail)) {
            return false;
        }
        String shown = name.substring(0, name.offsetByCodePoints(0, 1));
        if (!isHan(shown.codePointAt(0))) {
            return surname.startsWith(shown.toUpperCase(Locale.ROOT));
        }
        return isHan(surname.codePointAt(0)) ? surname.equals(shown) : surname.equals(reading(shown));
    }

    /// As a surname is read: 单 is SHAN, 曾 is ZENG.
    private static String reading(String surname) {
        return isHan(surname.codePointAt(0)) ? Reading.OF_NAMES.transliterate(surname) : surname;
    }

    /// Read when first needed: the tables are large.
    private static final class Reading {

        static final Transliterator OF_NAMES =
                Transliterator.getInstance("Han-Latin/Names; Latin-ASCII; Any-Upper; [:^Letter:] Remove");
    }
}
