package io.equiveil.identity;

import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.Requester;
import java.io.Serializable;
import java.time.Instant;

/// Proofs that the person in a session acts now and for exactly this document: what activates a signature
/// key.
public interface SigningProofs {

    /// Checks a proof. A code works once; a wrong one counts towards throttling.
    ///
    /// @param document SHA-256 of what is to be signed; a passkey assertion covers it
    ///                 together with signer and nonce
    Proven prove(Requester.SignedIn who, Digest document, Proof proof);

    /// Sends a one-time code to the signer's own telephone.
    ///
    /// @return false if there is no gateway or too many were asked for; an advisor can show a code face
    ///         to face
    boolean sendCode(Requester.SignedIn who);

    /// What a signer offers.
    sealed interface Proof {

        /// A one-time code (sent to the telephone, or shown face to face) and the person's own six-digit
        /// PIN.
        record CodeAndPin(Cleartext code, Cleartext pin) implements Proof {}

        /// A passkey's assertion over this document ([Passkeys#newSigning]).
        ///
        /// @param state  as given when the ceremony began; good for one answer, which the caller sees to
        /// @param answer the browser's
        record PasskeyAssertion(Serializable state, String answer) implements Proof {}

        /// A current code of the person's authenticator app, for staff and partners' people.
        record AuthenticatorCode(Cleartext code) implements Proof {}
    }

    /// What came of it.
    sealed interface Proven {

        record Accepted(Grade grade, Instant at) implements Proven {}

        /// Wrong, used up, or too many tries; the person is told the same in each case.
        record Refused() implements Proven {}
    }

    /// How strong the activation is; shown with the signature.
    enum Grade {
        /// Passkey assertion over the document.
        PASSKEY,
        /// Authenticator code in a session with two factors.
        AUTHENTICATOR,
        /// Code and PIN, with handwriting: the lower grade.
        CODE_AND_PIN
    }
}
