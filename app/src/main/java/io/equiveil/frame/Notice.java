package io.equiveil.frame;

import java.util.List;
import java.util.regex.Pattern;

/// A line at the top of the next page: what has just been done, or what to look at.
///
///     redirect.addFlashAttribute("notice", Notice.done("matters.opened", codeName));
///
/// It travels in a cookie of one minute, so that it needs no session.
///
/// @param state      how it looks
/// @param messageKey what it says
/// @param arguments  code names, counts and dates only: nothing confidential, nothing about a person
public record Notice(State state, String messageKey, List<String> arguments) {

    private static final Pattern COUNT = Pattern.compile("0|[1-9][0-9]{0,8}");

    public Notice {
        arguments = List.copyOf(arguments);
    }

    /// The arguments as a text takes them: counts as numbers, so that English can say "1 page" and "2 pages".
    Object[] values() {
        return arguments.stream()
                .map(argument -> COUNT.matcher(argument).matches() ? (Object) Integer.valueOf(argument) : argument)
                .toArray();
    }

    /// What was asked for is done.
    public static Notice done(String messageKey, String... arguments) {
        return new Notice(State.HOLDS, messageKey, List.of(arguments));
    }

    /// Something needs to be looked at.
    public static Notice attention(String messageKey, String... arguments) {
        return new Notice(State.ATTENTION, messageKey, List.of(arguments));
    }

    /// Something did not happen.
    public static Notice stop(String messageKey, String... arguments) {
        return new Notice(State.STOP, messageKey, List.of(arguments));
    }
}
