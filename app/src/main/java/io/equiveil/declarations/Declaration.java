package io.equiveil.declarations;

import io.equiveil.kernel.Address;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.RecordType;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.SubjectId;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/// How one paper of a matter stands, as far as it may be known without opening anything.
///
/// @param seller     whose shares are sold
/// @param answeredBy who said last whether it is needed
/// @param named      whether the one who is to sign was named
/// @param told       the day on which that one was told
/// @param signed     the day that stands on the paper
/// @param scan       the pictures of the paper
/// @param takenBy    who took the paper in
/// @param settledOn  the day on which the question was settled
public record Declaration(
        UUID id,
        MatterId matter,
        SubjectId seller,
        DeclarationKind kind,
        State state,
        Optional<PersonId> answeredBy,
        boolean named,
        Optional<LocalDate> told,
        Optional<Telling> how,
        Optional<LocalDate> signed,
        Optional<UUID> scan,
        Optional<PersonId> takenBy,
        Optional<LocalDate> settledOn) {

    /// How far it has come.
    public enum State {
        /// 尚未确认是否需要
        NOT_ASKED,
        /// 称不需要，待第二人确认
        SAID_NOT_NEEDED,
        /// 需要，待签署
        NEEDED,
        /// 已收到签署件，待第二人核对
        ON_PAPER,
        /// 不需要，理由已确认
        NOT_NEEDED,
        /// 已签署
        SIGNED;

        /// Whether nothing stands in a matter's way any more.
        public boolean isSettled() {
            return this == NOT_NEEDED || this == SIGNED;
        }
    }

    /// How whoever is to sign was told.
    public enum Telling {
        /// 当面交付纸质告知书
        HANDED_OVER,
        /// 邮寄纸质告知书
        POSTED,
        /// 电话朗读
        READ_BY_PHONE
    }

    private static final RecordType STATEMENT = new RecordType("declarations.statement");
    private static final RecordType SIGNER = new RecordType("declarations.signer");
    private static final RecordType IDENTITY = new RecordType("declarations.identity");
    private static final RecordType PAPER = new RecordType("declarations.paper");

    /// What the seller's side said: `ground` and `words`. The seller's own.
    Address statement() {
        return statement(seller, id);
    }

    static Address statement(SubjectId seller, UUID id) {
        return new Address(Owner.of(seller), RetentionGroup.RELATION, STATEMENT, id, InformationClass.BASIC);
    }

    /// Who is to sign: `name` and `mobile`. Contact facts of a matter are what no rule opens to the other
    /// side, to a partner, or to the seller.
    Address signer() {
        return new Address(Owner.of(matter), RetentionGroup.DEAL, SIGNER, id, InformationClass.CONTACT);
    }

    /// The signer's `number`, and the `place` of the original.
    Address identity() {
        return new Address(Owner.of(matter), RetentionGroup.DEAL, IDENTITY, id, InformationClass.IDENTITY_DOCUMENT);
    }

    /// The pictures of a signed paper.
    Address paper(UUID pictures) {
        return new Address(Owner.of(matter), RetentionGroup.DEAL, PAPER, pictures, InformationClass.IDENTITY_DOCUMENT);
    }
}
