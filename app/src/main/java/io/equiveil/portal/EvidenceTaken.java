package io.equiveil.portal;

import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.SubjectId;

/// A client took proof of what happened to its data home.
///
/// @param subject whose entries they are
/// @param entries how many
record EvidenceTaken(SubjectId subject, int entries) implements Recorded {

    @Override
    public String ledgerKind() {
        return "evidence-taken/v1";
    }
}
