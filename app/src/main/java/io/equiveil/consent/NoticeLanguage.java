package io.equiveil.consent;

import java.util.Locale;

/// A language in which notices exist.
public enum NoticeLanguage {
    ZH_CN("zh-CN"),
    EN("en");

    private final String tag;

    NoticeLanguage(String tag) {
        this.tag = tag;
    }

    /// BCP 47.
    public String tag() {
        return tag;
    }

    /// The language for a page in this locale: English for English, Chinese for everything else.
    public static NoticeLanguage of(Locale locale) {
        return locale.getLanguage().equals("en") ? EN : ZH_CN;
    }

    /// @throws IllegalArgumentException if no notice exists in this language
    public static NoticeLanguage parse(String tag) {
        for (NoticeLanguage language : values()) {
            if (language.tag.equals(tag)) {
                return language;
            }
        }
        throw new IllegalArgumentException("no notice exists in this language");
    }
}
