package io.equiveil.portal;

import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.SubjectId;

/// That a client was told who looked in a month.
///
/// @param month 1 to 12
record MonthSummed(SubjectId subject, int year, int month, int people, int looks) implements Recorded {
    @Override
    public String ledgerKind() {
        return "month-summed/v1";
    }
}
