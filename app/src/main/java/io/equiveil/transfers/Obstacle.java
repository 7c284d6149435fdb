package io.equiveil.transfers;

import java.time.LocalDate;
import java.util.Optional;

/// What stands in the way of a step, with what its sentence needs. Each kind has a sentence in both languages that says
/// the way out.
///
/// @param count how many, where the sentence says a number
/// @param day   which day, where the sentence says one
public record Obstacle(Kind kind, Optional<Integer> count, Optional<LocalDate> day) {

    static Obstacle of(Kind kind) {
        return new Obstacle(kind, Optional.empty(), Optional.empty());
    }

    static Obstacle of(Kind kind, long count) {
        return new Obstacle(kind, Optional.of(Math.toIntExact(count)), Optional.empty());
    }

    static Obstacle of(Kind kind, long count, LocalDate day) {
        return new Obstacle(kind, Optional.of(Math.toIntExact(count)), Optional.of(day));
    }

    static Obstacle of(Kind kind, LocalDate day) {
        return new Obstacle(kind, Optional.empty(), Optional.of(day));
    }

    /// Which.
    public enum Kind {
        MATTER_CLOSED,
        MATTER_SUSPENDED,
        MATTER_NOT_TAKEN_UP,
        KEPT_BY_LAW,
        STEP_UNKNOWN,
        STEP_DONE,
        STEP_OPEN,
        STAGE_PASSED,
        STAGE_NOT_REACHED,
        DAY_IN_THE_FUTURE,
        LATER_THAN_LAW,
        DOCUMENT_MISSING,
        DOCUMENT_UNKNOWN,
        COLLEAGUE_NOT_ON_TEAM,
        TAX_FIRST,
        SHAREHOLDERS_MISSING,
        SHAREHOLDERS_NOT_NOTIFIED,
        NOTICE_NOT_ARRIVED,
        STILL_TIME_TO_ANSWER,
        PREEMPTION_EXERCISED,
        NOTHING_EXERCISED,
        NOTICE_PERIOD_STARTED,
        BASIS_NEEDS_NO_NOTICE,
        NAME_MISSING,
        SHARE_UNREADABLE,
        SHAREHOLDER_UNKNOWN,
        NOT_NOTIFIED_YET,
        ARRIVED_BEFORE_SENT,
        REPLY_BEFORE_NOTICE,
        REPLY_AFTER_TIME,
        TOO_MANY_SHAREHOLDERS
    }
}
