package io.equiveil.transfers;

/// Why, or why not, the other shareholders have to be asked (Company Law art. 84).
///
/// @param basis   on what it rests
/// @param outcome what came of asking them
public record Preemption(Basis basis, Outcome outcome) {

    /// Where nobody has said otherwise.
    static final Preemption STATUTORY = new Preemption(Basis.STATUTORY, Outcome.OPEN);

    /// On what the duty rests.
    public enum Basis {
        /// 向股东以外的人转让: every other shareholder is told and may buy on equal terms.
        STATUTORY,
        /// 章程另有规定: the articles decide; they have to be shown.
        ARTICLES_DIFFER,
        /// 股东之间转让: nobody has to be asked.
        BETWEEN_SHAREHOLDERS,
        /// 没有其他股东
        SOLE_SHAREHOLDER
    }

    /// What came of it.
    public enum Outcome {
        OPEN,
        /// The outside buyers may go on: everybody waived, or was silent.
        WAIVED,
        /// Shareholders who exercised their right buy instead of the outside buyers.
        SHAREHOLDERS_BUY
    }
}
