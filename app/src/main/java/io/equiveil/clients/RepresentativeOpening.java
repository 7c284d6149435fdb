package io.equiveil.clients;

import io.equiveil.disclosure.Disclosure;
import io.equiveil.kernel.Cleartext;
import java.util.Optional;

/// What came of asking who a representative is.
public sealed interface RepresentativeOpening {

    /// @param place where the original authority lies; for the firm alone
    record Shown(Cleartext name, Cleartext mobile, Optional<Cleartext> place) implements RepresentativeOpening {}

    /// The gate keeps it back.
    record Refused(Disclosure.Refused because) implements RepresentativeOpening {}

    /// The ledger could not record, so nothing was opened.
    record Unrecorded() implements RepresentativeOpening {}

    /// Nobody of that kind, or not for this person.
    record Unknown() implements RepresentativeOpening {}
}
