package io.equiveil.matters;

import java.util.Optional;

/// Something that keeps a client's own file, whatever its clocks say.
///
/// @param reason why compliance holds it, where that is what keeps it
/// @param name   code name of the matter, or number of the agreement
public record OwnFileHold(Kind kind, Optional<HoldReason> reason, Optional<String> name) {

    /// What keeps it; each has a sentence in both languages (`matters.own-file.hold.…`).
    public enum Kind {
        /// 项目还在办理: the client is or was a party of a matter that is open
        MATTER_OPEN,
        /// 保全: a legal hold stands on a matter in which the client is or was a party
        LEGAL_HOLD,
        /// 协议在走流程: an agreement waits for somebody
        AGREEMENT_WAITS,
        /// 协议没有终点: an agreement is in force and its term has not begun to run
        AGREEMENT_WITHOUT_END,
        /// 为他人办事: the client's account acts for another client
        ACTS_FOR_ANOTHER,
        /// 有申请待答复: something that was asked of the firm about this file waits for an answer
        REQUEST_OPEN,
        /// 记录核对不上: a row on which this rests is not what was written
        NOT_GENUINE;

        /// Whether the relation goes on, so that no clock has started.
        boolean isRelation() {
            return this == MATTER_OPEN || this == AGREEMENT_WAITS || this == AGREEMENT_WITHOUT_END;
        }

        /// Whether the client is not told what it is: nobody is warned of an inquiry.
        boolean isAffairOfTheFirm() {
            return this == LEGAL_HOLD || this == NOT_GENUINE || this == REQUEST_OPEN;
        }

        /// Whether it keeps even what the client has taken its consent back for.
        boolean winsOverWithdrawal() {
            return this == LEGAL_HOLD || this == NOT_GENUINE;
        }
    }

    static OwnFileHold of(Kind kind) {
        return new OwnFileHold(kind, Optional.empty(), Optional.empty());
    }

    static OwnFileHold of(Kind kind, String name) {
        return new OwnFileHold(kind, Optional.empty(), Optional.of(name));
    }
}
