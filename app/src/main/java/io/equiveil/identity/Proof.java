package io.equiveil.identity;

import io.equiveil.kernel.PersonId;

/// That somebody has proven to be a certain person. Only this room makes one; a session is opened for nothing else.
public final class Proof {

    private final PersonId person;
    private final SignInMethod method;

    Proof(PersonId person, SignInMethod method) {
        this.person = person;
        this.method = method;
    }

    public PersonId person() {
        return person;
    }

    public SignInMethod method() {
        return method;
    }

    /// Independent factors proven: every way in proves two.
    int factors() {
        return 2;
    }
}
