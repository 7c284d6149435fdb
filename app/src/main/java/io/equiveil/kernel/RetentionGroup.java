package io.equiveil.kernel;

/// Values that are kept equally long and are forgotten together. A data key belongs to one owner and one group, so
/// that optional facts can go today while identity facts stay their legal years.
public enum RetentionGroup {
    /// A first contact without a mandate: 30 days.
    LEAD,
    /// Identity facts and papers: RET-AML.
    IDENTITY,
    /// Facts about a relation and its contracts: RET-CLAIM.
    RELATION,
    /// Facts of a deal: RET-TXN, RET-CLAIM.
    DEAL,
    /// Documents of a data room: as the agreement says.
    DOCUMENTS,
    /// Facts that the subject need not have given: until withdrawn, or the last agreement ends.
    OPTIONAL,
    /// The subject's own part of ledger entries; while it lives, the subject can prove what happened to its data.
    TRACE
}
