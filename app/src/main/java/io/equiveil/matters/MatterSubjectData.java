package io.equiveil.matters;

import io.equiveil.kernel.Address;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.SubjectId;
import io.equiveil.subjects.spi.SubjectData;
import io.equiveil.vault.Sealer;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// What this room holds about a subject: the facts of deals in which it is a party. They belong to the matter.
@Component
class MatterSubjectData implements SubjectData {

    private final MatterRepository matters;
    private final Sealer sealer;

    MatterSubjectData(MatterRepository matters, Sealer sealer) {
        this.matters = matters;
        this.sealer = sealer;
    }

    @Override
    public String room() {
        return "matters";
    }

    @Override
    public List<Address> about(SubjectId subject) {
        return matters.ofSubject(subject).stream()
                .map(MatterRow::id)
                .flatMap(matter -> Stream.of(
                        Matters.dealAddress(matter, InformationClass.DEAL_INTENT),
                        Matters.dealAddress(matter, InformationClass.DEAL_DETAIL)))
                .filter(sealer::holds)
                .toList();
    }

    @Override
    public void forget(SubjectId subject) {
        // Facts of a deal belong to the matter and go with its own retention; rows here hold identifiers only.
    }
}
