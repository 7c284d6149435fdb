package io.equiveil.messages;

import java.util.Optional;
import java.util.regex.Pattern;

/// What a gateway or mail server said to one message.
///
/// @param outcome   what it means for us
/// @param reference the other side's own number of the sending, by which it reports back; empty if it
///                  gave none
/// @param code      the other side's word for a no, as its manual explains it; never free text
record SendAnswer(Outcome outcome, Optional<String> reference, Optional<String> code) {

    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9:^_.-]{1,80}");
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.-]{1,60}");

    enum Outcome {
        TAKEN,
        /// It may work later.
        TRY_AGAIN,
        /// It will never work: unknown number, unknown template, wrong key.
        REFUSED
    }

    SendAnswer {
        reference = reference.filter(text -> REFERENCE.matcher(text).matches());
        code = code.filter(text -> CODE.matcher(text).matches());
    }

    static SendAnswer taken(Optional<String> reference) {
        return new SendAnswer(Outcome.TAKEN, reference, Optional.empty());
    }

    static SendAnswer later(String code) {
        return new SendAnswer(Outcome.TRY_AGAIN, Optional.empty(), Optional.of(code));
    }

    static SendAnswer refused(String code) {
        return new SendAnswer(Outcome.REFUSED, Optional.empty(), Optional.of(code));
    }
}
