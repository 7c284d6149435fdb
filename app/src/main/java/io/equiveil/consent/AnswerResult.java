package io.equiveil.consent;

/// What came of an answer.
public sealed interface AnswerResult {

    /// The present state of the record.
    record Answered(ConsentRecord record) implements AnswerResult {}

    /// No such showing (or it is not what was written): there is no consent before the notice.
    record NoticeNotServed() implements AnswerResult {}

    record UnknownItem() implements AnswerResult {}

    /// The law asks for another form.
    record FormTooWeak(ConsentKind needed) implements AnswerResult {}

    /// The requester neither acts for the subject nor is in charge of it, or answers on a screen for somebody else.
    record NotYours() implements AnswerResult {}
}
