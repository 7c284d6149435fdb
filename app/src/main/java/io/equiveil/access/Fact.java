package io.equiveil.access;

/// What a source says about one clause. Only a policy rule, never a source, may say that a clause does not apply.
public sealed interface Fact {

    record Holds() implements Fact {}

    /// What it rests on has lapsed, and a dated grace (宽限) carries it on. Counts as holding for clauses that can be
    /// graced and as a no for all others; the release says so.
    record HoldsUnderGrace() implements Fact {}

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
