package io.equiveil.texts;

import java.util.Locale;
import java.util.Optional;

/// A language in which a text is written.
public enum TextLanguage {
    ZH_CN("zh-CN"),
    EN("en");

    private final String tag;

    TextLanguage(String tag) {
        this.tag = tag;
    }

    /// The language tag, as in file names and addresses.
    public String tag() {
        return tag;
    }

    /// The language of a tag.
    public static Optional<TextLanguage> of(String tag) {
        for (TextLanguage language : values()) {
            if (language.tag.equals(tag)) {
                return Optional.of(language);
            }
        }
        return Optional.empty();
    }

    /// The one that fits a reader.
    public static TextLanguage of(Locale locale) {
        return locale.getLanguage().equals("en") ? EN : ZH_CN;
    }
}
