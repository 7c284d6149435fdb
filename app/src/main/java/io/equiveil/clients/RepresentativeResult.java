package io.equiveil.clients;

import io.equiveil.disclosure.Disclosure;
import java.util.Map;

/// What came of an act about somebody who may act for a client.
public sealed interface RepresentativeResult {

    record Done(Representative representative) implements RepresentativeResult {}

    /// Something typed is wrong; nothing was kept.
    record Invalid(Map<String, IdentifierFault> faults) implements RepresentativeResult {}

    /// The firm's agreement with the client is not in force yet: only the client itself acts.
    record TooEarly() implements RepresentativeResult {}

    /// This needs somebody else: the client itself, or a second person of the firm.
    record SecondPerson() implements RepresentativeResult {}

    /// What was read on the paper is not what was proposed.
    record Different() implements RepresentativeResult {}

    /// Nobody would be left who acts for the client in its own right.
    record Last() implements RepresentativeResult {}

    /// The gate keeps back the name or the number.
    record Refused(Disclosure.Refused because) implements RepresentativeResult {}

    /// The ledger could not record, so nothing was done.
    record Unrecorded() implements RepresentativeResult {}

    /// There is no such client or representative for this person, or its state has changed.
    record Unknown() implements RepresentativeResult {}
}
