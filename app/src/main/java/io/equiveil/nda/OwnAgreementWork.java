package io.equiveil.nda;

import io.equiveil.frame.worklist.Worklist;
import io.equiveil.kernel.Requester;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// On 今日, for whoever has not signed the own undertaking: nothing is opened before.
@Component
class OwnAgreementWork implements Worklist {

    private final OwnAgreements own;

    OwnAgreementWork(OwnAgreements own) {
        this.own = own;
    }

    @Override
    public List<Item> itemsFor(Requester.SignedIn person) {
        return own.missing(person)
                ? List.of(new Item(Kind.BLOCKED, "nda.work.own", List.of(), Optional.empty(), "/own-agreement"))
                : List.of();
    }
}
