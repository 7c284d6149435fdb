package io.equiveil.controls;

import java.util.Locale;
import java.util.Set;

/// One of the twenty areas of promises, or `D`, the share transfer itself.
///
/// @param id     `1` to `20`, or `D`
/// @param nameZh its name in Chinese
/// @param nameEn its name in English
public record Area(String id, String nameZh, String nameEn) {

    // What fails in encryption, access control or technical protection would tell an attacker where to try.
    private static final Set<String> DISCREET = Set.of("2", "3", "9");

    /// The name in the reader's language.
    public String name(Locale locale) {
        return Measure.isEnglish(locale) ? nameEn : nameZh;
    }

    /// Whether the public learns details of a failure only once it is mended or 72 hours have passed.
    public boolean isDiscreet() {
        return DISCREET.contains(id);
    }
}
