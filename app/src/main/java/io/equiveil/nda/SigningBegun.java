package io.equiveil.nda;

import java.io.Serializable;

/// What came of asking for a signature by passkey.
public sealed interface SigningBegun {

    /// The authenticator is to be asked.
    ///
    /// @param json  for the browser: options whose challenge is bound to this text, this signer and this once
    /// @param state to be kept in the sealed session until the browser answers
    record Asked(String json, Serializable state) implements SigningBegun {}

    /// This person has no passkey.
    record NoPasskey() implements SigningBegun {}

    /// There is nothing to sign now, or not for this person.
    record No(AgreementResult result) implements SigningBegun {}
}
