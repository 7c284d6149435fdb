package io.equiveil.matters;

/// What a teaser says about a company, each in coarse words only.
public enum Attribute {
    /// 行业
    INDUSTRY,
    /// 地区
    REGION,
    /// 规模
    SIZE,
    /// 股比
    STAKE,
    /// 价格
    PRICE,
    /// 转让原因
    REASON,
    /// 亮点: free words of the advisor, the only ones a teaser may have
    HIGHLIGHTS;

    /// Whether a teaser can go without it.
    public boolean canBeLeftOut() {
        return this != INDUSTRY;
    }
}
