package io.equiveil.nda;

import io.equiveil.texts.TextLanguage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a Word template of the firm is for: one kind of agreement in one language.
public record WordSlot(AgreementKind kind, TextLanguage language) {

    /// Its name in addresses, for example `client-firm-zh-CN`.
    public String key() {
        return kind.paper() + "-" + language.tag();
    }

    /// The one of this name.
    public static Optional<WordSlot> of(String key) {
        return all().stream().filter(slot -> slot.key().equals(key)).findFirst();
    }

    /// Every one, by kind and language.
    public static List<WordSlot> all() {
        return Arrays.stream(AgreementKind.values())
                .flatMap(kind -> Arrays.stream(TextLanguage.values()).map(language -> new WordSlot(kind, language)))
                .toList();
    }

    /// The language as texts and messages know it.
    public Locale locale() {
        return language == TextLanguage.EN ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
    }
}
