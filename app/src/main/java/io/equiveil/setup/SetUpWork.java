package io.equiveil.setup;

import io.equiveil.frame.worklist.Worklist;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// On 今日 of the owner until the set-up is complete: where to go on.
@Component
class SetUpWork implements Worklist {

    private final SetUp setUp;

    SetUpWork(SetUp setUp) {
        this.setUp = setUp;
    }

    @Override
    public List<Item> itemsFor(Requester.SignedIn person) {
        if (!person.has(Role.OWNER) || setUp.isComplete()) {
            return List.of();
        }
        Guide guide = setUp.guide();
        if (guide.next().isEmpty() && !guide.canBeCompleted()) {
            return List.of();
        }
        String message = guide.next().isPresent() ? "setup.work.continue" : "setup.work.complete";
        List<String> arguments = guide.next().isPresent()
                ? List.of(
                        Integer.toString(guide.done()),
                        Integer.toString(guide.steps().size()))
                : List.of();
        return List.of(new Item(Kind.DUE, message, arguments, Optional.empty(), "/set-up"));
    }
}
