package io.equiveil.transfers;

import io.equiveil.kernel.Address;
import io.equiveil.kernel.SubjectId;
import io.equiveil.subjects.spi.SubjectData;
import java.util.List;
import org.springframework.stereotype.Component;

/// What this room holds about a subject: nothing of its own. The other shareholders of a company have no file here;
/// what is known of them belongs to the matter and goes with its keys.
@Component
class TransferSubjectData implements SubjectData {

    @Override
    public String room() {
        return "transfers";
    }

    @Override
    public List<Address> about(SubjectId subject) {
        return List.of();
    }

    @Override
    public void forget(SubjectId subject) {
        // Rows here hold identifiers and days of a matter only.
    }
}
