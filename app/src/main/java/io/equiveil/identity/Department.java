package io.equiveil.identity;

/// Where in the firm a member of staff works.
public enum Department {
    /// 管理层
    MANAGEMENT,
    /// 业务部
    BUSINESS,
    /// 合规部
    COMPLIANCE,
    /// 技术部
    TECHNOLOGY,
    /// 财务部
    FINANCE,
    /// 人事行政部
    ADMINISTRATION,
    /// 客户服务部
    CLIENT_SERVICE
}
