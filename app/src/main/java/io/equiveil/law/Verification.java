package io.equiveil.law;

/// How a rule was checked when it was written down.
public enum Verification {
    /// The article's full text was read.
    V1,
    /// Read in a repost, or in a regulator's or law firm's note; often an excerpt.
    V2,
    /// Read only where somebody quotes it; to be checked before it is relied on.
    V3,
    /// From memory only.
    K;

    /// Whether somebody read the rule itself or a repost of it.
    public boolean verified() {
        return this == V1 || this == V2;
    }
}
