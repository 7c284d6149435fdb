package io.equiveil.matters;

/// How a teaser stands.
public enum TeaserState {
    /// 草稿: the team reads it
    DRAFT,
    /// 已核准: invited buyers read it
    APPROVED,
    /// 已过时: the deal's facts changed after it was approved; nobody reads it any more
    OUTDATED,
    /// 已作废: another one took its place
    WITHDRAWN
}
