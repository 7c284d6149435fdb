package io.equiveil.access;

/// The policy decision point: permits only what all clauses allow, and says why not.
public interface AccessDecisions {

    /// Decides every address of the question. Reads the epochs first and all facts afresh after.
    ///
    /// Never throws for a no. A source that throws leaves its clause unanswered, whatever others say: a no.
    Decision decide(Question question);
}
