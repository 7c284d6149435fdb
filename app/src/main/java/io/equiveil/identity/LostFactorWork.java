package io.equiveil.identity;

import io.equiveil.frame.worklist.Worklist;
import io.equiveil.identity.LostFactors.Request;
import io.equiveil.kernel.Requester;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// On 今日: colleagues who lost a factor and wait for a second person or for their link, and who was let in again.
@Component
class LostFactorWork implements Worklist {

    private final LostFactors lost;
    private final People people;

    LostFactorWork(LostFactors lost, People people) {
        this.lost = lost;
        this.people = people;
    }

    @Override
    public List<Item> itemsFor(Requester.SignedIn person) {
        return lost.concerning(person).stream()
                .map(request -> item(person, request))
                .toList();
    }

    private Item item(Requester.SignedIn reader, Request request) {
        List<String> who = List.of(people.codeName(request.person()));
        String page = "/staff/" + request.person() + "#recovery";
        return switch (request.state()) {
            case ASKED -> new Item(Kind.TO_APPROVE, "identity.work.lost", who, Optional.of(request.until()), page);
            case AGREED -> new Item(Kind.DUE, "identity.work.lost-agreed", who, Optional.of(request.until()), page);
            case LET_IN, FROM_THE_MACHINE, REFUSED -> {
                boolean own = request.person().equals(reader.person());
                String message = request.state() == LostFactors.State.FROM_THE_MACHINE
                        ? "identity.work.let-in-machine"
                        : "identity.work.let-in";
                yield new Item(Kind.DUE, message, who, Optional.empty(), own ? "/account" : page);
            }
        };
    }
}
