package io.equiveil.identity;

import io.equiveil.access.Question;
import io.equiveil.access.Relation;
import io.equiveil.access.spi.Relations;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Everybody stands to the own file as its subject: one's own name and number need nobody's leave.
///
/// The file of a natural person who is a client holds far more than the account, and may be in other hands by now, an
/// heir's or a guardian's. Whether it is the client's own is said by acting for it alone; what is granted here to a
/// client is what is kept about the account.
@Component
class Oneself implements Relations {

    private static final Set<String> ABOUT_THE_ACCOUNT = Set.of("identity", "messages");

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
                .filter(address -> !who.has(Role.CLIENT)
                        || ABOUT_THE_ACCOUNT.contains(address.record().room()))
                .collect(Collectors.toMap(Function.identity(), address -> Set.of(Relation.SELF)));
    }
}
