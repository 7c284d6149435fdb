package io.equiveil.consent;

import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.SubjectId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One state of one consent, or of another legal basis, of one subject for one purpose.
///
/// @param version   counted from 1; the highest is the present state
/// @param owner     whose facts may be handled: the subject's own, or those of a matter
/// @param subject   whose consent or contract it is
/// @param recipient the one to whom facts may go; absent where nothing leaves the firm
/// @param kind      of a consent; absent for another basis
/// @param classes   what may be handled
/// @param notice    the showing on which it stands; absent only for a first contact's own basis
/// @param item      the question of the notice that was answered
/// @param rules     rules of law that it cites
/// @param agreement the contract, where it is one
/// @param until     from this moment on it is over by itself
public record ConsentRecord(
        ConsentRecordId id,
        long version,
        Owner owner,
        SubjectId subject,
        Purpose purpose,
        Optional<RecipientId> recipient,
        LegalBasis basis,
        Optional<ConsentKind> kind,
        Set<InformationClass> classes,
        ConsentState state,
        Optional<ServedNoticeId> notice,
        Optional<String> item,
        List<String> rules,
        Optional<AgreementId> agreement,
        Optional<Means> means,
        Optional<PersonId> recordedBy,
        Instant at,
        Optional<Instant> until) {

    public ConsentRecord {
        classes = Set.copyOf(classes);
        rules = List.copyOf(rules);
        // As PostgreSQL keeps it, so that the authentication code over it still fits when it is read back.
        until = until.map(end -> end.truncatedTo(ChronoUnit.MICROS));
    }

    /// Whether facts may be handled under it at this moment.
    public boolean standsAt(Instant moment) {
        return state.stands() && until.map(moment::isBefore).orElse(true);
    }

    /// Whether it is a consent that can be withdrawn now.
    public boolean isWithdrawable() {
        return basis == LegalBasis.CONSENT && state == ConsentState.GIVEN;
    }

    /// Whether two records answer the same question of the same subject: then they are states of one record.
    boolean isAboutTheSameAs(ConsentRecord other) {
        return owner.equals(other.owner)
                && subject.equals(other.subject)
                && purpose == other.purpose
                && recipient.equals(other.recipient)
                && basis == other.basis;
    }
}
