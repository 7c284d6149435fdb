package io.equiveil.consent;

import io.equiveil.kernel.Address;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.SubjectId;
import io.equiveil.subjects.spi.SubjectData;
import java.util.List;
import org.springframework.stereotype.Component;

/// What this room holds about a subject: the recipients' names in notices that were served to it.
@Component
class ConsentData implements SubjectData {

    private final ConsentRepository records;

    ConsentData(ConsentRepository records) {
        this.records = records;
    }

    @Override
    public String room() {
        return "consent";
    }

    @Override
    public List<Address> about(SubjectId subject) {
        return records.servedTo(subject).stream()
                .map(ConsentRepository.ServedRow::notice)
                .filter(served -> served.recipient().isPresent())
                .map(served -> new Address(
                        served.owner(),
                        RetentionGroup.RELATION,
                        Consents.NAMED,
                        served.id().value(),
                        InformationClass.DEAL_DETAIL))
                .toList();
    }

    /// Nothing: notices and consents are evidence, in identifiers only, and stay for RET-CLAIM.
    @Override
    public void forget(SubjectId subject) {}
}
