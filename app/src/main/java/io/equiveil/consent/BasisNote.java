package io.equiveil.consent;

import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.SubjectId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// That facts may be handled on another basis than consent.
///
/// @param owner     whose facts: the subject's own, or those of a matter
/// @param subject   the party to the contract, or the one whom the law concerns
/// @param purposes  one record is made for each
/// @param basis     anything but [LegalBasis#CONSENT]
/// @param rules     rule ids beyond the basis's own, for example `CL-84`; may be empty
/// @param agreement the contract, where it is one
/// @param recipient where facts go to somebody by contract or law; absent where nothing leaves the firm
/// @param until     when it is over by itself
public record BasisNote(
        Owner owner,
        SubjectId subject,
        Set<Purpose> purposes,
        LegalBasis basis,
        Set<InformationClass> classes,
        List<String> rules,
        Optional<AgreementId> agreement,
        Optional<RecipientId> recipient,
        Optional<Instant> until) {

    /// @throws IllegalArgumentException if the basis is consent, or nothing is named
    public BasisNote {
        purposes = Set.copyOf(purposes);
        classes = Set.copyOf(classes);
        rules = List.copyOf(rules);
        if (basis == LegalBasis.CONSENT) {
            throw new IllegalArgumentException("a consent is an answer to a notice, not a note");
        }
        if (purposes.isEmpty() || classes.isEmpty()) {
            throw new IllegalArgumentException("a basis names at least one purpose and one class");
        }
    }

    /// A contract to which the subject is a party, for facts of a matter or of the subject itself.
    public static BasisNote contract(
            Owner owner,
            SubjectId subject,
            AgreementId agreement,
            Set<Purpose> purposes,
            Set<InformationClass> classes) {
        return new BasisNote(
                owner,
                subject,
                purposes,
                LegalBasis.CONTRACT,
                classes,
                List.of(),
                Optional.of(agreement),
                Optional.empty(),
                Optional.empty());
    }
}
