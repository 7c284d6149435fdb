package io.equiveil.identity;

import java.time.Instant;

/// What came of an attempt to sign in. A refusal never says what was wrong, but for the one thing that only
/// somebody who knows both the password and a current code can be told.
public sealed interface SignInResult {

    /// Two factors were right.
    record Proven(Proof proof) implements SignInResult {}

    /// Something was not right.
    record Refused() implements SignInResult {}

    /// Password and one-time password were right, but that one-time password had been used before.
    record CodeUsed() implements SignInResult {}

    /// Too many wrong tries; nothing was looked at.
    record Throttled(Instant until) implements SignInResult {}

    /// A client's first sign-in: the code was right, and a PIN must be chosen. The code is not used up.
    record PinToBeChosen() implements SignInResult {}

    /// A client's first sign-in: the PIN chosen is too easy. The code is not used up.
    record PinTooWeak(Weakness weakness) implements SignInResult {}
}
