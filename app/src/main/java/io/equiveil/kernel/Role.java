package io.equiveil.kernel;

/// What a person is in the firm, or to it.
public enum Role {
    /// 负责人
    OWNER,
    /// 系统管理员: accounts and settings, never client facts
    ADMINISTRATOR,
    /// 合规负责人
    COMPLIANCE_OFFICER,
    /// 安全负责人
    SECURITY_OFFICER,
    /// 顾问
    ADVISOR,
    /// 部门负责人
    DEPARTMENT_HEAD,
    /// 审计人员
    AUDITOR,
    /// 合作方人员
    PARTNER,
    /// 客户: somebody who acts for a subject
    CLIENT;

    /// Whether this role belongs to the firm's own staff.
    public boolean isStaff() {
        return switch (this) {
            case OWNER, ADMINISTRATOR, COMPLIANCE_OFFICER, SECURITY_OFFICER, ADVISOR, DEPARTMENT_HEAD -> true;
            case AUDITOR, PARTNER, CLIENT -> false;
        };
    }
}
