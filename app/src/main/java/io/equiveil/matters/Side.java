package io.equiveil.matters;

/// A party's side.
public enum Side {
    /// 转让方
    SELLER,
    /// 受让方
    BUYER
}
