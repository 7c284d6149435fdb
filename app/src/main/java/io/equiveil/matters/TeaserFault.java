package io.equiveil.matters;

import java.util.Optional;

/// Why a teaser was not written. Each kind has a sentence in both languages that says what to change.
///
/// @param attribute what it is about
/// @param word      which word of the house's own list was met; never a word of the client's
public record TeaserFault(Kind kind, Attribute attribute, Optional<String> word) {

    static TeaserFault of(Kind kind, Attribute attribute) {
        return new TeaserFault(kind, attribute, Optional.empty());
    }

    /// Which.
    public enum Kind {
        /// 没有填写
        NOT_SAID,
        /// 认不出所属的大类或者区间
        NOT_UNDERSTOOD,
        /// 几项合起来可能只剩少数公司符合
        TOO_RARE,
        /// 亮点里有数字
        NUMBER,
        /// 亮点里有公司或者当事人的名称
        NAME,
        /// 公司或者当事人的名称缺失或者读不到，亮点无法核对
        NAMES_NOT_SEEN,
        /// 亮点里有地名
        PLACE,
        /// 亮点里有容易让人认出公司的词
        BETRAYING,
        /// 亮点太长
        TOO_LONG
    }
}
