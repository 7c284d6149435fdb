package io.equiveil.messages;

/// What came of wanting to send a message.
public sealed interface SendResult {

    /// It will be sent within seconds, or tried again until it is too late.
    record Queued(MessageId message) implements SendResult {}

    /// There is no gateway, or no approved template for this: the portal or the advisor has to say it.
    record NotPossible() implements SendResult {}
}
