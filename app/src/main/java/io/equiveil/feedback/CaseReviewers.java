package io.equiveil.feedback;

import io.equiveil.clients.Clients;
import io.equiveil.identity.People;
import io.equiveil.identity.Person;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Role;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Who of the firm reads and answers a case: compliance officers and owners, but nobody whom it is about. Those who are
/// in charge of the client do not judge what is held against the firm, unless nobody else is left.
@Component
class CaseReviewers {

    private final People people;
    private final Clients clients;

    CaseReviewers(People people, Clients clients) {
        this.people = people;
        this.clients = clients;
    }

    /// Empty for a row that is not what was written.
    Set<PersonId> of(Case one) {
        if (!one.genuine()) {
            return Set.of();
        }
        Set<PersonId> able = all();
        one.about().ifPresent(able::remove);
        if (!one.kind().accuses()) {
            return able;
        }
        Set<PersonId> apart = new HashSet<>(able);
        apart.removeAll(clients.inCharge(one.subject()));
        return apart.isEmpty() ? able : apart;
    }

    /// Whether somebody is left who has not given the last answer.
    boolean canAnotherAnswer(Case one) {
        return of(one).stream()
                .anyMatch(person -> one.answeredBy().filter(person::equals).isEmpty());
    }

    /// Everybody who can be a reviewer.
    Set<PersonId> all() {
        return Stream.of(Role.COMPLIANCE_OFFICER, Role.OWNER)
                .flatMap(role -> people.activeWith(role).stream())
                .map(Person::id)
                .collect(Collectors.toCollection(HashSet::new));
    }
}
