package io.equiveil.supervision;

import io.equiveil.controls.spi.ControlCheck;
import io.equiveil.identity.People;
import io.equiveil.identity.Person;
import io.equiveil.kernel.ControlId;
import io.equiveil.kernel.Role;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/// Measure 19.2: no auditor without a scope and an end. One whose end has passed opens nothing; that the account is
/// still there is said, and ending it mends that.
@Component
class AuditorsCheck implements ControlCheck {

    private static final String REPAIR = "/staff";

    private final People people;
    private final Clock clock;

    AuditorsCheck(People people, Clock clock) {
        this.people = people;
        this.clock = clock;
    }

    @Override
    public ControlId control() {
        return new ControlId("19.2");
    }

    @Override
    public Outcome check() {
        List<Person> auditors = people.activeWith(Role.AUDITOR);
        long endless =
                auditors.stream().filter(auditor -> auditor.scope().isEmpty()).count();
        if (endless > 0) {
            return new Outcome.Fails(REPAIR, "supervision.control.endless", endless);
        }
        long over = auditors.stream()
                .filter(auditor -> !auditor.letsInAt(clock.instant()))
                .count();
        if (auditors.isEmpty()) {
            return new Outcome.Unknown("supervision.control.no-auditor");
        }
        return new Outcome.Holds("supervision.control.bounded", auditors.size(), over);
    }
}
