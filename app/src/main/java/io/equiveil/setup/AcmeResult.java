package io.equiveil.setup;

/// What came of a step of an order.
public sealed interface AcmeResult {

    /// It goes on; how it stands says the rest.
    record Begun(AcmeStanding standing) implements AcmeResult {}

    /// Something that was typed cannot be; nothing was changed.
    record Refused(AcmeFault fault) implements AcmeResult {}

    /// The DNS does not show the record yet; nothing was sent to the authority.
    record NotVisible(AcmeStanding standing) implements AcmeResult {}

    /// There is nothing at this stage to be done.
    record NotNow() implements AcmeResult {}

    record NotYours() implements AcmeResult {}
}
