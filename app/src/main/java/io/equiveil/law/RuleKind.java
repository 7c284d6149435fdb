package io.equiveil.law;

/// What a row is for.
public enum RuleKind {
    /// A duty, a right or a limit.
    RULE,
    /// A way of counting periods.
    COUNTING,
    /// How long something is kept; its first term is the shortest time.
    RETENTION,
    /// By when something is to be done; its first term is the time for it.
    DEADLINE,
    /// A case in which law wins over confidentiality.
    DISCLOSURE_GROUND
}
