package io.equiveil.feedback;

import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.SubjectId;
import java.time.Instant;
import java.util.Optional;

/// A case without its words: who opened it, how far it has come, by when the firm has to answer.
///
/// @param number     what people call it
/// @param subject    under whose key its words are sealed
/// @param caller     whether the subject is a file made for this case, since whoever called is no client
/// @param openedBy   the client's own account, or the colleague who wrote it down
/// @param about      the colleague whom it is about, if one was named
/// @param rule       where the period comes from: [CasePeriods#AGREEMENT] or a rule of the law book
/// @param due        the moment at which the time for the answer is over
/// @param answeredBy who answered last
/// @param second     whether the next answer has to come from somebody else
/// @param agreed     how the yes to its closing was given
/// @param closedBy   who gave it, or wrote it down
/// @param sayings    how many times something was said
/// @param genuine    whether the row is what was written and the latest that the log knows
public record Case(
        CaseId id,
        long number,
        CaseKind kind,
        CaseWay way,
        SubjectId subject,
        boolean caller,
        PersonId openedBy,
        Optional<PersonId> about,
        CaseState state,
        String rule,
        Instant openedAt,
        Instant due,
        Optional<PersonId> answeredBy,
        boolean second,
        Optional<CaseWay> agreed,
        Optional<PersonId> closedBy,
        Instant changed,
        int sayings,
        boolean genuine) {

    /// Whether it is the firm's turn.
    public boolean waitsForFirm() {
        return state == CaseState.OPENED || state == CaseState.CONTESTED;
    }

    /// Whether the firm should have answered by now.
    public boolean lateAt(Instant now) {
        return waitsForFirm() && due.isBefore(now);
    }

    /// Whether the next answer has to come from somebody else than this person.
    boolean wantsAnotherThan(PersonId person) {
        return second && answeredBy.filter(person::equals).isPresent();
    }

    Case answered(PersonId by, Instant at) {
        return next(CaseState.ANSWERED, due, Optional.of(by), false, Optional.empty(), Optional.empty(), at);
    }

    Case contested(boolean bySomebodyElse, Instant until, Instant at) {
        return next(CaseState.CONTESTED, until, answeredBy, bySomebodyElse, Optional.empty(), Optional.empty(), at);
    }

    Case closed(PersonId by, CaseWay how, Instant at) {
        return next(CaseState.CLOSED, due, answeredBy, false, Optional.of(how), Optional.of(by), at);
    }

    private Case next(
            CaseState next,
            Instant until,
            Optional<PersonId> answerer,
            boolean other,
            Optional<CaseWay> yes,
            Optional<PersonId> yesBy,
            Instant at) {
        return new Case(
                id,
                number,
                kind,
                way,
                subject,
                caller,
                openedBy,
                about,
                next,
                rule,
                openedAt,
                until,
                answerer,
                other,
                yes,
                yesBy,
                at,
                sayings + 1,
                genuine);
    }

    Case touched() {
        return new Case(
                id,
                number,
                kind,
                way,
                subject,
                caller,
                openedBy,
                about,
                state,
                rule,
                openedAt,
                due,
                answeredBy,
                second,
                agreed,
                closedBy,
                changed,
                sayings,
                false);
    }
}
