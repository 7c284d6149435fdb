package io.equiveil.consent;

/// What came of serving a notice.
public sealed interface ServeResult {

    record Served(ServedNotice notice) implements ServeResult {}

    /// The wording has changed since it was displayed: show this one.
    record Changed(Notice current) implements ServeResult {}

    /// Nobody has said yet what the firm is called, and a notice that does not say it tells nothing (PIPL art. 17).
    record HandlerUnnamed() implements ServeResult {}

    record UnknownNotice() implements ServeResult {}

    /// The notice names a recipient, and none was given (or the other way round).
    record RecipientMissing() implements ServeResult {}

    /// The requester neither acts for the subject nor is in charge of it.
    record NotYours() implements ServeResult {}
}
