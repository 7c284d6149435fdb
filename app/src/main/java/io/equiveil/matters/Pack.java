package io.equiveil.matters;

import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.SubjectId;
import java.util.List;
import java.util.Optional;

/// What one party of a matter gets to read, to answer and to sign, as one walk in the order of the law. Each thing
/// stays an act of its own, recorded by the room that keeps it: the notice before everything, consent ticked singly
/// (PIPL arts. 14, 17 and 29), each agreement signed by itself.
///
/// @param items in their order
public record Pack(SubjectId subject, Side side, List<Item> items) {

    public Pack {
        items = List.copyOf(items);
    }

    /// One thing of it.
    ///
    /// @param agreement the agreement that was written for it, if it is one
    /// @param sent      whether that agreement waits for the party's own signature
    public record Item(Paper paper, boolean done, Optional<AgreementId> agreement, boolean sent) {

        static Item of(Paper paper, boolean done) {
            return new Item(paper, done, Optional.empty(), false);
        }
    }

    /// What it is.
    public enum Paper {
        /// 告知书
        NOTICE,
        /// 与本公司的保密协议
        CONFIDENTIALITY,
        /// 逐项同意
        CONSENT,
        /// 居间告知（民法典第九百六十二条）
        BOTH_SIDES,
        /// 买方保密协议
        BUYER_AGREEMENT,
        /// 转让方就这位买方的决定
        DECISION,
        /// 资料
        FACTS
    }

    /// What is open first, in the order of the law.
    public Optional<Item> open() {
        return items.stream().filter(item -> !item.done()).findFirst();
    }

    public long done() {
        return items.stream().filter(Item::done).count();
    }
}
