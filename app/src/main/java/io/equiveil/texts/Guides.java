package io.equiveil.texts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/// The guides as pages: the files of `docs/guide`, which travel along with the program, so that who reads them on
/// paper, in the repository or in the application reads the same words.
@Component
public class Guides {

    private final TextPages pages;

    Guides(TextPages pages) {
        this.pages = pages;
    }

    /// The guide as HTML without anything active in it, in English for who reads English and else in Chinese.
    ///
    /// @throws IllegalStateException if the file did not travel along
    public String page(Guide guide, Locale locale) {
        return pages.forPaper(words(file(guide, locale)), Map.of());
    }

    static String file(Guide guide, Locale locale) {
        return guide.path() + (TextLanguage.of(locale) == TextLanguage.EN ? ".en.md" : ".md");
    }

    private static String words(String file) {
        try (InputStream in = Guides.class.getResourceAsStream("guide/" + file)) {
            if (in == null) {
                throw new IllegalStateException("the guide " + file + " did not travel along with the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
