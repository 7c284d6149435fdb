package io.equiveil.portal;

import io.equiveil.kernel.Address;
import io.equiveil.kernel.SubjectId;
import io.equiveil.subjects.spi.SubjectData;
import java.util.List;
import org.springframework.stereotype.Component;

/// What this room keeps about a subject: counts by month, nothing sealed.
@Component
class MonthData implements SubjectData {

    private final MonthRepository months;

    MonthData(MonthRepository months) {
        this.months = months;
    }

    @Override
    public String room() {
        return "portal";
    }

    @Override
    public List<Address> about(SubjectId subject) {
        return List.of();
    }

    @Override
    public void forget(SubjectId subject) {
        months.forget(subject);
    }
}
