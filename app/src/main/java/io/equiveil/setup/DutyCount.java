package io.equiveil.setup;

import io.equiveil.identity.People;
import io.equiveil.identity.Person;
import io.equiveil.identity.PersonKind;
import io.equiveil.identity.PersonStatus;
import io.equiveil.kernel.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Counts who can do what.
@Component
class DutyCount {

    private final People people;

    DutyCount(People people) {
        this.people = people;
    }

    List<DutyStanding> standings(FirmSize size) {
        return standings(size, staff());
    }

    static List<DutyStanding> standings(FirmSize size, List<Person> staff) {
        return Arrays.stream(Duty.values())
                .map(duty -> {
                    Set<Role> roles = duty.roles(size);
                    return new DutyStanding(
                            duty,
                            names(staff, PersonStatus.ACTIVE, roles),
                            names(staff, PersonStatus.INVITED, roles),
                            roles);
                })
                .toList();
    }

    /// The firm's own people who have an account or are about to.
    List<Person> staff() {
        return people.colleagues().stream()
                .filter(person -> person.kind() == PersonKind.STAFF)
                .filter(person -> person.status() == PersonStatus.ACTIVE || person.status() == PersonStatus.INVITED)
                .toList();
    }

    private static List<String> names(List<Person> staff, PersonStatus status, Set<Role> roles) {
        return staff.stream()
                .filter(person -> person.status() == status)
                .filter(person -> person.roles().stream().anyMatch(roles::contains))
                .map(person -> person.codeName().orElse("–"))
                .toList();
    }
}
