package io.equiveil.transfers;

/// An office where a transfer is filed. What it asks for is data: `transfers/offices.json`.
public enum Office {
    /// 税务机关
    TAX,
    /// 市场监督管理部门
    MARKET
}
