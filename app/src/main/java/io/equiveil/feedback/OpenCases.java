package io.equiveil.feedback;

import io.equiveil.kernel.SubjectId;
import io.equiveil.subjects.spi.OpenRequests;
import java.util.Set;
import org.springframework.stereotype.Component;

/// A case that its client has not agreed to close keeps the client's file.
@Component
class OpenCases implements OpenRequests {

    private final CaseRepository cases;

    OpenCases(CaseRepository cases) {
        this.cases = cases;
    }

    @Override
    public boolean anyOf(SubjectId subject) {
        return cases.ofSubjects(Set.of(subject)).stream()
                .anyMatch(one -> !one.genuine() || one.state() != CaseState.CLOSED);
    }
}
