package io.equiveil.consent;

import java.util.List;

/// What came of recording a legal basis.
public sealed interface BasisResult {

    record Noted(List<ConsentRecord> records) implements BasisResult {}

    /// People are told before their facts are handled, whatever the basis (PIPL art. 17). Only a first contact's own
    /// basis ([LegalBasis#CONCLUDING_CONTRACT] for [io.equiveil.kernel.Purpose#CONTACT]) comes before the notice.
    record NoticeNotServed() implements BasisResult {}
}
