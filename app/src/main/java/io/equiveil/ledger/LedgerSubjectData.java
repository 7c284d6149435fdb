package io.equiveil.ledger;

import io.equiveil.kernel.Address;
import io.equiveil.kernel.SubjectId;
import io.equiveil.subjects.spi.SubjectData;
import java.util.List;
import org.springframework.stereotype.Component;

/// What the log holds about a subject: no value that has an address, only parts of entries.
///
/// The subject reads them through [LedgerReader#aboutSubject]; they die with the subject's TRACE group. Nothing else is
/// removed, for the log must go on verifying.
@Component
class LedgerSubjectData implements SubjectData {

    @Override
    public String room() {
        return "ledger";
    }

    @Override
    public List<Address> about(SubjectId subject) {
        return List.of();
    }

    @Override
    public void forget(SubjectId subject) {
        // The key is destroyed by whoever calls this.
    }
}
