package io.equiveil.feedback;

import io.equiveil.kernel.Address;
import io.equiveil.kernel.SubjectId;
import io.equiveil.subjects.spi.SubjectData;
import io.equiveil.vault.Sealer;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/// What this room holds about a subject: everything that was said in its cases.
@Component
class CaseData implements SubjectData {

    private final CaseRepository cases;
    private final Sealer sealer;

    CaseData(CaseRepository cases, Sealer sealer) {
        this.cases = cases;
        this.sealer = sealer;
    }

    @Override
    public String room() {
        return "feedback";
    }

    @Override
    public List<Address> about(SubjectId subject) {
        return cases.ofSubjects(Set.of(subject)).stream()
                .flatMap(one -> cases.sayings(one.id()).stream().map(said -> CaseWords.address(one, said.id())))
                .filter(sealer::holds)
                .toList();
    }

    @Override
    public void forget(SubjectId subject) {
        cases.forget(subject);
    }
}
