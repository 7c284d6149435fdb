package io.equiveil.feedback.web;

import io.equiveil.feedback.CaseKind;
import io.equiveil.frame.Choice;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;

/// Kinds of cases to choose from, each with a sentence about it.
final class Choices {

    private Choices() {}

    static List<Choice> kinds(MessageSource messages, Locale locale) {
        return Arrays.stream(CaseKind.values())
                .map(kind -> new Choice(
                        kind.name(),
                        messages.getMessage("feedback.kind." + kind, null, locale),
                        messages.getMessage("feedback.kind." + kind + ".hint", null, locale)))
                .toList();
    }
}
