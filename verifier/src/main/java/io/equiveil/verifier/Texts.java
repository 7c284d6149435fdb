package io.equiveil.verifier;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;

/// The sentences, in Chinese or English.
final class Texts {

    private final Properties sentences = new Properties();

    /// @param language `zh` or `en`
    Texts(String language) {
        String name = "messages_" + language + ".properties";
        try (InputStream file = Texts.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("missing in the jar: " + name);
            }
            sentences.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    String say(String key, List<String> facts) {
        String sentence = sentences.getProperty(key);
        if (sentence == null) {
            throw new IllegalStateException("no sentence for " + key);
        }
        StringBuilder said = new StringBuilder();
        int at = 0;
        // One pass, so that a fact that looks like {1} stays what it is.
        for (int open = sentence.indexOf('{'); open >= 0; open = sentence.indexOf('{', at)) {
            int close = sentence.indexOf('}', open);
            said.append(sentence, at, open)
                    .append(printable(facts.get(Integer.parseInt(sentence.substring(open + 1, close)))));
            at = close + 1;
        }
        return said.append(sentence.substring(at)).toString();
    }

    String say(String key, String... facts) {
        return say(key, List.of(facts));
    }

    /// Facts come from files that others wrote: control characters, which can drive a terminal, and characters that
    /// turn the direction of writing or take no room are shown by their number.
    static String printable(String fact) {
        StringBuilder shown = new StringBuilder();
        fact.codePoints().forEach(c -> {
            int type = Character.getType(c);
            if (type == Character.CONTROL
                    || type == Character.FORMAT
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR
                    || type == Character.SURROGATE) {
                shown.append(String.format("\\u{%x}", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }
}
