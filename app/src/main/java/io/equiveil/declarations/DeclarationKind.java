package io.equiveil.declarations;

/// Which paper. What each rests on, whom it concerns and which text it has is data:
/// `declarations/papers.json`.
public enum DeclarationKind {
    /// 配偶知情同意书
    SPOUSE_CONSENT,
    /// 代持情况声明
    NOMINEE_DECLARATION
}
