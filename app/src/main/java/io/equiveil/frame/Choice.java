package io.equiveil.frame;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/// Something to choose in a form.
///
/// @param value what is sent
/// @param label what is read, already in the page's language
/// @param hint  a sentence about it, or null
public record Choice(String value, String label, @Nullable String hint) {

    public Choice(String value, String label) {
        this(value, label, null);
    }

    /// One choice per constant; labels are the messages `prefix.NAME`.
    public static <E extends Enum<E>> List<Choice> of(
            Class<E> type, String prefix, MessageSource messages, Locale locale) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant ->
                        new Choice(constant.name(), messages.getMessage(prefix + "." + constant.name(), null, locale)))
                .toList();
    }
}
