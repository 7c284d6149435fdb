package io.equiveil.identity;

import io.equiveil.access.Question;
import io.equiveil.access.Relation;
import io.equiveil.access.spi.Relations;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SubjectId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Everybody stands to the own file as its subject: one's own name and number need nobody's leave.
@Component
class Oneself implements Relations {

    private final PeopleRepository people;

    Oneself(PeopleRepository people) {
        this.people = people;
    }

    @Override
    public Map<Address, Set<Relation>> relations(Question question) {
        if (!(question.who() instanceof Requester.SignedIn who)) {
            return Map.of();
        }
        Optional<SubjectId> file =
                people.find(who.person()).map(stored -> stored.person().file());
        return question.what().stream()
                .distinct()
                .filter(address -> file.isPresent() && address.owner().equals(Owner.of(file.get())))
                .collect(Collectors.toMap(Function.identity(), address -> Set.of(Relation.SELF)));
    }
}
