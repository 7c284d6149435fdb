package io.equiveil.ledger;

import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.SubjectId;
import java.util.Optional;

/// Somebody searched the log. Concerns the subject who was searched for.
///
/// @param shown how many entries were shown
record RecordsRead(Optional<PersonId> person, Optional<SubjectId> subject, Optional<MatterId> matter, int shown)
        implements Recorded {

    @Override
    public String ledgerKind() {
        return "records-read/v1";
    }
}
