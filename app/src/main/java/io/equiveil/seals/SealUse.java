package io.equiveil.seals;

import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One line of the register.
///
/// @param agreement for a paper of kind [Paper#AGREEMENT], which one
/// @param copies    how many copies are to be sealed, 1 to 99
/// @param imprints  how often the seal was put on paper, seams included; once it was
/// @param genuine   whether the row is what was written and the latest that the log knows
public record SealUse(
        SealUseId id,
        Seal seal,
        Paper paper,
        Optional<AgreementId> agreement,
        int copies,
        Optional<Integer> imprints,
        State state,
        PersonId askedBy,
        Instant askedAt,
        Optional<PersonId> decidedBy,
        Optional<Instant> decidedAt,
        Optional<PersonId> usedBy,
        Optional<Instant> usedAt,
        boolean genuine) {

    /// How long an approval is good for.
    public static final Duration GOOD_FOR = Duration.ofDays(7);

    /// Which of the firm's seals.
    public enum Seal {
        /// 公章.
        COMPANY,
        /// 合同专用章.
        CONTRACT,
        /// 法定代表人名章.
        LEGAL_REPRESENTATIVE,
        /// 财务专用章.
        FINANCE
    }

    /// What kind of paper.
    public enum Paper {
        AGREEMENT,
        NOTICE,
        CERTIFICATE,
        AUTHORISATION,
        FILING,
        OTHER
    }

    /// How far it has come.
    public enum State {
        ASKED,
        APPROVED,
        REFUSED,
        WITHDRAWN,
        USED
    }

    /// Until when the seal may be used, once that was agreed to.
    public Optional<Instant> goodUntil() {
        return state == State.APPROVED ? decidedAt.map(at -> at.plus(GOOD_FOR)) : Optional.empty();
    }

    /// An approval that nobody used in time.
    public boolean lapsedAt(Instant now) {
        return goodUntil().map(until -> !now.isBefore(until)).orElse(false);
    }

    /// Whether a use was agreed to by somebody else than whoever asked, and happened while that was good, by somebody
    /// else than whoever asked. Of a line that is not used: whether it says nothing of a use.
    boolean isInOrder() {
        if (state != State.USED) {
            return usedBy.isEmpty() && usedAt.isEmpty() && imprints.isEmpty();
        }
        return decidedBy.filter(by -> !by.equals(askedBy)).isPresent()
                && usedBy.filter(by -> !by.equals(askedBy)).isPresent()
                && decidedAt
                        .flatMap(decided ->
                                usedAt.map(used -> !used.isBefore(decided) && used.isBefore(decided.plus(GOOD_FOR))))
                        .orElse(false);
    }

    SealUse decided(State decision, PersonId by, Instant at) {
        return new SealUse(
                id,
                seal,
                paper,
                agreement,
                copies,
                imprints,
                decision,
                askedBy,
                askedAt,
                Optional.of(by),
                Optional.of(at),
                usedBy,
                usedAt,
                true);
    }

    SealUse used(int times, PersonId by, Instant at) {
        return new SealUse(
                id,
                seal,
                paper,
                agreement,
                copies,
                Optional.of(times),
                State.USED,
                askedBy,
                askedAt,
                decidedBy,
                decidedAt,
                Optional.of(by),
                Optional.of(at),
                true);
    }

    SealUse withdrawn() {
        return new SealUse(
                id,
                seal,
                paper,
                agreement,
                copies,
                imprints,
                State.WITHDRAWN,
                askedBy,
                askedAt,
                decidedBy,
                decidedAt,
                usedBy,
                usedAt,
                true);
    }
}
