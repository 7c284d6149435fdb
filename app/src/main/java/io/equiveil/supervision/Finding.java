package io.equiveil.supervision;

import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.ControlId;
import io.equiveil.kernel.PersonId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Something that an audit found, what the firm says to it, and how it ended.
///
/// @param number  what people call it
/// @param control the measure that it is about
/// @param index   the entry of the log that it is about, if it is about one
/// @param due     by when the firm said it will be mended
/// @param changed when it last changed
/// @param words   title first, then what was said, oldest first; sealed where they are kept
/// @param genuine whether the row is what was written and the latest that the log knows
public record Finding(
        FindingId id,
        long number,
        ControlId control,
        Severity severity,
        State state,
        Optional<Long> index,
        PersonId filedBy,
        Instant filedAt,
        Optional<PersonId> answeredBy,
        Optional<LocalDate> due,
        Instant changed,
        Words words,
        boolean genuine) {

    /// How bad it is.
    public enum Severity {
        /// 高: a promise is broken.
        HIGH,
        /// 中: a promise is kept by luck.
        MEDIUM,
        /// 低: it could be done better.
        LOW
    }

    /// How far it has come.
    public enum State {
        /// 待答复: the firm has to say what it will do.
        FILED,
        /// 待确认: whoever found it has to agree to that.
        ANSWERED,
        /// 整改中: the firm is at it.
        ACCEPTED,
        /// 待复测: the firm says that it is done.
        MENDED,
        /// 已关闭.
        CLOSED
    }

    /// Its words.
    public record Words(Cleartext title, List<Saying> said) {
        public Words {
            said = List.copyOf(said);
        }

        Words and(Saying more) {
            List<Saying> all = new ArrayList<>(said);
            all.add(more);
            return new Words(title, all);
        }
    }

    /// Something that somebody said.
    public record Saying(Step step, PersonId by, Instant at, Cleartext text) {}

    /// On which occasion.
    public enum Step {
        FILED,
        ANSWERED,
        AGREED,
        REJECTED,
        MENDED
    }

    /// Whether the day on which it should have been mended has passed.
    public boolean lateOn(LocalDate today) {
        return state == State.ACCEPTED && due.filter(today::isAfter).isPresent();
    }

    Finding with(State next, Optional<PersonId> answered, Optional<LocalDate> by, Saying said) {
        return new Finding(
                id,
                number,
                control,
                severity,
                next,
                index,
                filedBy,
                filedAt,
                answered,
                by,
                said.at(),
                words.and(said),
                genuine);
    }
}
