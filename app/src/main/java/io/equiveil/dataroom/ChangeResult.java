package io.equiveil.dataroom;

/// What came of removing a document, or of showing it from another stage on.
public sealed interface ChangeResult {

    /// Done.
    record Done(RoomDocument document) implements ChangeResult {}

    /// It was taken out before.
    record AlreadyRemoved() implements ChangeResult {}

    /// Something stands in the way; nothing has changed.
    record Refused(Refusal because) implements ChangeResult {}

    /// Its row is not what was written; the security officer has to look at it first.
    record NotGenuine() implements ChangeResult {}

    /// There is no such document, or it is not the requester's.
    record NotYours() implements ChangeResult {}
}
