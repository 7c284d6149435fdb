package io.equiveil.clients;

import io.equiveil.disclosure.Disclosure;
import io.equiveil.identity.FaceToFaceCode;

/// What came of opening the portal for a client.
public sealed interface AccessResult {

    /// Show this to the client across the table.
    record Ready(FaceToFaceCode code) implements AccessResult {}

    /// The gate does not let the requester have the name and number.
    record Refused(Disclosure.Refused because) implements AccessResult {}

    /// The ledger could not record, so nothing was opened.
    record Unrecorded() implements AccessResult {}

    /// No name and number are there any more, others act for the client since, or the account is closed.
    record Unavailable() implements AccessResult {}

    record NotYours() implements AccessResult {}
}
