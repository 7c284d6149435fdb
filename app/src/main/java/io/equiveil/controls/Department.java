package io.equiveil.controls;

/// Which part of the firm owns a measure.
public enum Department {
    /// 管理层
    MANAGEMENT,
    /// 业务部
    BUSINESS,
    /// 合规部
    COMPLIANCE,
    /// 技术部
    TECHNOLOGY,
    /// 人事行政部
    ADMINISTRATION,
    /// 客户服务部
    CLIENT_SERVICE
}
