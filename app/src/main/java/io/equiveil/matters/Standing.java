package io.equiveil.matters;

/// How a party stands in a matter.
public enum Standing {
    /// 已委托
    MANDATED,
    /// 已邀请: may sign its agreement, sees nothing but the teaser
    INVITED,
    /// 已获转让方确认: may see what the stage allows
    ADMITTED,
    /// 已退出
    LEFT
}
