package io.equiveil.frame;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// The texts of all rooms: every `messages/<room>.properties` (Chinese, UTF-8) on the class path, with its translation
/// `<room>_en.properties` beside it. A new room is found by itself.
final class RoomMessages extends ResourceBundleMessageSource {

    RoomMessages() {
        setBasenames(rooms().stream().map(room -> "messages/" + room).toArray(String[]::new));
        setDefaultEncoding(StandardCharsets.UTF_8.name());
        setFallbackToSystemLocale(false);
    }

    /// The rooms that have texts, in order of the alphabet.
    static List<String> rooms() {
        try {
            Resource[] files =
                    new PathMatchingResourcePatternResolver().getResources("classpath*:messages/*.properties");
            return Arrays.stream(files)
                    .map(file -> Objects.requireNonNull(file.getFilename()))
                    .map(name -> name.substring(0, name.length() - ".properties".length()))
                    .filter(name -> !name.contains("_"))
                    .distinct()
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
