package io.equiveil.matters;

import io.equiveil.matters.TeaserFault.Kind;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Looks over the only free words of a teaser for what would give the company away: names, numbers, places, and words
/// that fit few.
///
/// Finds what it looks for and no more: a nickname, a product or a riddle passes, which is why a person approves.
final class Highlights {

    private static final int LONGEST = 80;
    private static final int SHORTEST_NAME = 2;

    private static final Pattern NUMBERS =
            Pattern.compile("\\d|[〇零一二两三四五六七八九十百千万亿]{2,}|[一二两三四五六七八九十百千](?:家|年|人|名|项|个|亿|万|成|倍)");
    private static final Pattern LEGAL_FORM = Pattern.compile("(?:集团|控股)?(?:股份)?(?:有限)?(?:责任)?公司$");
    private static final Pattern IN_BRACKETS = Pattern.compile("\\([^)]*\\)");
    private static final Pattern PLACE_BEFORE = Pattern.compile("^.{1,3}(?:省|市|自治区|县|区)");

    private Highlights() {}

    /// Everything that would give the company away.
    ///
    /// @param names names of the target and of the parties
    static List<TeaserFault> faults(String typed, List<String> names, Bands bands) {
        String text = plain(typed);
        List<TeaserFault> faults = new ArrayList<>();
        if (typed.strip().codePointCount(0, typed.strip().length()) > LONGEST) {
            faults.add(TeaserFault.of(Kind.TOO_LONG, Attribute.HIGHLIGHTS));
        }
        if (text.isEmpty()) {
            return faults;
        }
        if (NUMBERS.matcher(text).find()) {
            faults.add(TeaserFault.of(Kind.NUMBER, Attribute.HIGHLIGHTS));
        }
        if (names.stream().anyMatch(name -> isIn(name, text, bands))) {
            faults.add(TeaserFault.of(Kind.NAME, Attribute.HIGHLIGHTS));
        }
        bands.of(Attribute.REGION).stream()
                .flatMap(region -> region.words().stream())
                .filter(word -> text.contains(plain(word)))
                .findFirst()
                .ifPresent(word -> faults.add(new TeaserFault(Kind.PLACE, Attribute.HIGHLIGHTS, Optional.of(word))));
        bands.betraying().stream()
                .filter(word -> text.contains(plain(word)))
                .findFirst()
                .ifPresent(
                        word -> faults.add(new TeaserFault(Kind.BETRAYING, Attribute.HIGHLIGHTS, Optional.of(word))));
        return faults;
    }

    /// Whether a name is said, whole or by its core: without legal form, place and line of business.
    private static boolean isIn(String name, String text, Bands bands) {
        String whole = plain(name);
        String core = LEGAL_FORM
                .matcher(plain(IN_BRACKETS.matcher(normal(name)).replaceAll("")))
                .replaceAll("");
        core = PLACE_BEFORE.matcher(core).replaceFirst("");
        for (Attribute attribute : List.of(Attribute.REGION, Attribute.INDUSTRY)) {
            for (Band band : bands.of(attribute)) {
                for (String word : band.words()) {
                    core = core.startsWith(word) ? core.substring(word.length()) : core;
                    core = core.endsWith(word) ? core.substring(0, core.length() - word.length()) : core;
                }
            }
        }
        String brand = core;
        return whole.length() >= SHORTEST_NAME && text.contains(whole)
                || brand.length() >= SHORTEST_NAME
                        && (text.contains(brand) || text.contains(brand.substring(0, SHORTEST_NAME)));
    }

    private static String normal(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    /// Letters and digits only: nothing that is put between them, seen or unseen, tears a name apart.
    private static String plain(String typed) {
        return normal(typed).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
