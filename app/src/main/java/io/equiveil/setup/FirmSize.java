package io.equiveil.setup;

/// How a firm divides its duties. It says who counts for a duty ([Duty]); it never widens what anybody may see.
public enum FirmSize {
    /// 小型机构: up to [#MOST_PEOPLE_OF_A_SMALL_FIRM] people; the owner stands in for officers, and one person may
    /// hold several offices.
    SMALL,
    /// 分设岗位: officers are people of their own, each with a deputy.
    DIVIDED;

    /// Staff accounts that a small firm may have.
    public static final int MOST_PEOPLE_OF_A_SMALL_FIRM = 30;
}
