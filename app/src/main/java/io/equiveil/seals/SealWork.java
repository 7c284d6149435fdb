package io.equiveil.seals;

import io.equiveil.frame.worklist.Worklist;
import io.equiveil.kernel.Requester;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// On 今日, for whoever decides: how many ask for a seal.
@Component
class SealWork implements Worklist {

    private final SealRegister register;

    SealWork(SealRegister register) {
        this.register = register;
    }

    @Override
    public List<Item> itemsFor(Requester.SignedIn person) {
        int waiting = register.toDecide(person).size();
        return waiting == 0
                ? List.of()
                : List.of(new Item(
                        Kind.TO_APPROVE, "seals.work", List.of(Integer.toString(waiting)), Optional.empty(), "/seals"));
    }
}
