package io.equiveil.texts;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.TextId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
        MessageDigest digest = sha256();
        line(digest, "equiveil-text/v1");
        line(digest, text.value());
        new TreeMap<>(bodies).forEach((language, body) -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            line(digest, language.tag() + " " + bytes.length);
            digest.update(bytes);
            digest.update((byte) '\n');
        });
        return Digest.of(digest.digest());
    }

    private static void line(MessageDigest digest, String line) {
        digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
