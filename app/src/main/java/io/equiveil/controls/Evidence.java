package io.equiveil.controls;

import io.equiveil.controls.spi.ControlCheck.Outcome;
import io.equiveil.frame.Display;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;

/// What a check saw, as a message and its arguments; said in the reader's language when it is read.
///
/// @param key       message key
/// @param arguments numbers, dates, times and identifiers, each with a letter for its kind in front
public record Evidence(String key, List<String> arguments) {

    public Evidence {
        arguments = List.copyOf(arguments);
    }

    /// A check threw; its argument is the name of the exception's class.
    static final String BROKEN = "controls.evidence.broken";

    boolean namesAFault() {
        return key.equals(BROKEN);
    }

    static Evidence of(String key, Object... arguments) {
        return new Evidence(key, Arrays.stream(arguments).map(Evidence::write).toList());
    }

    /// What a check saw just now.
    public static Evidence of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Holds(var key, var arguments) -> of(key, arguments);
            case Outcome.Fails fails -> of(fails.messageKey(), fails.arguments());
            case Outcome.Unknown(var key, var arguments) -> of(key, arguments);
        };
    }

    /// The sentence; if nobody wrote one for the key, says so instead of failing the page.
    public String say(MessageSource messages, Display show, Locale locale) {
        Object[] readable =
                arguments.stream().map(argument -> read(argument, show)).toArray();
        String untold = messages.getMessage("controls.evidence.untold", null, locale);
        return String.valueOf(messages.getMessage(key, readable, untold, locale));
    }

    private static String write(Object argument) {
        return switch (argument) {
            case Instant instant -> "i" + instant;
            case LocalDate date -> "d" + date;
            case Integer number -> "n" + number;
            case Long number -> "n" + number;
            default -> "s" + argument;
        };
    }

    private static String read(String argument, Display show) {
        if (argument.isEmpty()) {
            return "";
        }
        String rest = argument.substring(1);
        try {
            return switch (argument.charAt(0)) {
                case 'i' -> show.instant(Instant.parse(rest));
                case 'd' -> show.date(LocalDate.parse(rest));
                case 'n' -> show.number(Long.parseLong(rest));
                default -> rest;
            };
        } catch (DateTimeException | NumberFormatException e) {
            return rest;
        }
    }
}
