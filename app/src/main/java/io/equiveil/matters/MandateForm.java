package io.equiveil.matters;

/// For whom the firm acts in a matter.
public enum MandateForm {
    /// 仅代表转让方
    SELLER,
    /// 居间：双方均知情（民法典第九百六十二条）
    BOTH
}
