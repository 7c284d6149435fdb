package io.equiveil.clients;

import io.equiveil.access.Question;
import io.equiveil.access.Relation;
import io.equiveil.access.spi.Relations;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Requester;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Tells the gate that a second person agreed that somebody takes the list of all clients, for as long as the one file
/// is being made, and only for what goes into a file.
@Component
class AgreedList implements Relations {

    private final FirmListRepository requests;

    AgreedList(FirmListRepository requests) {
        this.requests = requests;
    }

    @Override
    public Map<Address, Set<Relation>> relations(Question question) {
        if (question.form() != Question.Form.FILE
                || !(question.who() instanceof Requester.SignedIn person)
                || !person.isStaff()
                || requests.beingMadeBy(person.person()).stream()
                        .noneMatch(stored -> stored.request().isBeingMadeAt(question.at()))) {
            return Map.of();
        }
        Map<Address, Set<Relation>> relations = new HashMap<>();
        question.what().stream()
                .filter(address -> address.owner() instanceof Owner.OfSubject)
                .forEach(address -> relations.put(address, Set.of(Relation.AGREED_LIST)));
        return relations;
    }
}
