package io.equiveil.identity;

import java.time.Instant;

/// What came of an attempt to sign in. A refusal never says what was wrong, but for what only somebody
/// who has shown both factors can be told.
public sealed interface SignInResult {

    /// What comes of two right factors.
    static SignInResult of(Person person, SignInMethod method, Instant now) {
        return person.letsInAt(now) ? new Proven(new Proof(person.id(), method)) : new AuditOver();
    }

    /// Two factors were right.
    record Proven(Proof proof) implements SignInResult {}

    /// Something was not right.
    record Refused() implements SignInResult {}

    /// Password and one-time password were right, but that one-time password had been used before.
    record CodeUsed() implements SignInResult {}

    /// Both factors of an auditor were right, and the audit is over or was never given an end.
    record AuditOver() implements SignInResult {}

    /// Too many wrong tries; nothing was looked at.
    record Throttled(Instant until) implements SignInResult {}

    /// A client's first sign-in: the code was right, and a PIN must be chosen. The code is not used up.
    record PinToBeChosen() implements SignInResult {}

    /// A client's first sign-in: the PIN chosen is too easy. The code is not used up.
    record PinTooWeak(Weakness weakness) implements SignInResult {}
}
