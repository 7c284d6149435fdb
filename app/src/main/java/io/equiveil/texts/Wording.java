package io.equiveil.texts;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.TextId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A text word for word, in its languages.
///
/// @param bodies Markdown, lines ended by `\n`; always in Chinese
public record Wording(Map<TextLanguage, String> bodies) {

    /// @throws IllegalArgumentException if there is no Chinese
    public Wording {
        bodies = Map.copyOf(new TreeMap<>(bodies));
        if (!bodies.containsKey(TextLanguage.ZH_CN)) {
            throw new IllegalArgumentException("a text is always there in Chinese");
        }
    }

    /// The words in a language, if it is written in it.
    public Optional<String> in(TextLanguage language) {
        return Optional.ofNullable(bodies.get(language));
    }

    /// The words in a language, or else in Chinese.
    public String nearest(TextLanguage language) {
        return in(language).orElseGet(() -> bodies.getOrDefault(TextLanguage.ZH_CN, ""));
    }

    /// The same with other words in one language.
    Wording with(TextLanguage language, String body) {
        Map<TextLanguage, String> changed = new TreeMap<>(bodies);
        changed.put(language, body);
        return new Wording(changed);
    }

    /// SHA-256 over `equiveil-text/v1`, the text's name, and per language its tag, its length in bytes and its bytes,
    /// each line ended by `\n`. This is what is recorded when a text is adopted and what stands under a print.
    public Digest hash(TextId text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        line(bytes, "equiveil-text/v1");
        line(bytes, text.value());
        new TreeMap<>(bodies).forEach((language, body) -> {
            line(bytes, language.tag() + " " + body.getBytes(StandardCharsets.UTF_8).length);
            line(bytes, body);
        });
        return Digest.sha256(bytes.toByteArray());
    }

    private static void line(ByteArrayOutputStream bytes, String line) {
        bytes.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
