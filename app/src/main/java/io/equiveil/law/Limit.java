package io.equiveil.law;

import java.math.BigDecimal;

/// A number that a rule sets, with the way it is compared: the law's 以上 and 以下 include the number, 超过 and 不满 do
/// not (CNT-1).
///
/// @param name which of the rule's numbers, for example `people`
public record Limit(String name, Comparison comparison, BigDecimal value, Unit unit) {

    /// Whether a count or an amount falls under it.
    public boolean covers(long number) {
        int order = BigDecimal.valueOf(number).compareTo(value);
        return switch (comparison) {
            case AT_LEAST -> order >= 0;
            case MORE_THAN -> order > 0;
            case AT_MOST -> order <= 0;
            case LESS_THAN -> order < 0;
            case EXACTLY -> order == 0;
        };
    }

    /// How a number is compared.
    public enum Comparison {
        /// 以上
        AT_LEAST,
        /// 超过
        MORE_THAN,
        /// 以下、以内
        AT_MOST,
        /// 不满
        LESS_THAN,
        EXACTLY
    }

    /// What is counted.
    public enum Unit {
        PEOPLE,
        ITEMS,
        TIMES,
        PERCENT,
        YEARS_OF_AGE,
        TRADING_DAYS,
        CNY,
        EUR,
        USD,
        SGD
    }
}
