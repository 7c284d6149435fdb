package io.equiveil.firm;

import io.equiveil.frame.worklist.Worklist;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// On 今日, for the owner: say who the firm is, or no notice and no agreement can.
@Component
class FirmWork implements Worklist {

    private final FirmProfile profile;

    FirmWork(FirmProfile profile) {
        this.profile = profile;
    }

    @Override
    public List<Item> itemsFor(Requester.SignedIn person) {
        return person.has(Role.OWNER) && !profile.current().isNamed()
                ? List.of(new Item(Kind.BLOCKED, "firm.work.unnamed", List.of(), Optional.empty(), "/firm"))
                : List.of();
    }
}
