package io.equiveil.clients;

import io.equiveil.frame.worklist.Worklist;
import io.equiveil.kernel.Requester;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// On 今日: the list of all clients, for the second person to decide and for whoever asked to take.
@Component
class FirmListWork implements Worklist {

    private static final String PAGE = "/clients/list/firm";

    private final FirmLists lists;

    FirmListWork(FirmLists lists) {
        this.lists = lists;
    }

    @Override
    public List<Item> itemsFor(Requester.SignedIn person) {
        return lists
                .waiting(person)
                .map(FirmLists.Shown::request)
                .filter(request -> lists.mayTake(person, request)
                        || lists.right(person, request)
                                .filter(right -> right.isOwn())
                                .isPresent())
                .map(request -> request.state() == FirmListRequest.State.AGREED
                        ? new Item(
                                Kind.DUE, "clients.work.firm-list.take", List.of(), Optional.of(request.until()), PAGE)
                        : new Item(
                                Kind.TO_APPROVE,
                                "clients.work.firm-list",
                                List.of(),
                                Optional.of(request.until()),
                                PAGE))
                .stream()
                .toList();
    }
}
