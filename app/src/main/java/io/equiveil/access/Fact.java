package io.equiveil.access;

/// What a source says about one clause. Only a policy rule, never a source, may say that a clause does not apply.
public sealed interface Fact {

    record Holds() implements Fact {}

    record Fails(Reason reason, Remedy remedy) implements Fact {}

    /// Nothing is known: a no.
    record Missing() implements Fact {}

    static Fact holds() {
        return new Holds();
    }

    static Fact fails(Reason reason, Remedy remedy) {
        return new Fails(reason, remedy);
    }
}
