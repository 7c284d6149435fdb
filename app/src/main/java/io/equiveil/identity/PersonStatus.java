package io.equiveil.identity;

/// How an account stands.
public enum PersonStatus {
    /// The link was given, the factors are not yet enrolled.
    INVITED,
    /// May sign in.
    ACTIVE,
    /// May not sign in for now.
    SUSPENDED,
    /// Never again; the row stays because entries name it.
    ENDED
}
