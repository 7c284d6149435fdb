package io.equiveil.clients;

import io.equiveil.frame.approvals.Answer;
import io.equiveil.frame.approvals.ApprovalDesk;
import io.equiveil.frame.approvals.ApprovalId;
import io.equiveil.frame.approvals.ApprovalKind;
import io.equiveil.frame.approvals.Right;
import io.equiveil.frame.approvals.Waiting;
import io.equiveil.kernel.Requester;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The list of all clients that somebody asks for, for a second person, with why.
@Component
class FirmListDesk implements ApprovalDesk {

    private final FirmLists lists;

    FirmListDesk(FirmLists lists) {
        this.lists = lists;
    }

    @Override
    public ApprovalKind kind() {
        return ApprovalKind.CLIENT_LIST;
    }

    @Override
    public List<Waiting> waitingFor(Requester.SignedIn who) {
        return lists
                .waiting(who)
                .filter(shown -> shown.request().state() == FirmListRequest.State.ASKED)
                .map(shown -> waiting(who, shown))
                .stream()
                .toList();
    }

    private Waiting waiting(Requester.SignedIn who, FirmLists.Shown shown) {
        FirmListRequest request = shown.request();
        Optional<Right> right = lists.right(who, request);
        return new Waiting(
                new ApprovalId(request.id().value()),
                "clients.approval.firm-list",
                List.of(),
                Optional.of(request.askedBy()),
                request.askedAt(),
                Optional.of(request.until()),
                right,
                FirmLists.DUTY,
                true,
                "/clients/list/firm",
                Optional.of(shown.reason()));
    }

    @Override
    public Answer decide(Requester.SignedIn who, ApprovalId id, boolean agreed) {
        return switch (lists.decide(who, new FirmListId(id.value()), agreed)) {
            case DONE -> Answer.done(agreed ? "clients.firm.agreed" : "clients.firm.refused");
            case SECOND_PERSON -> Answer.refused("approvals.answer.second-person");
            case UNKNOWN, NOT_YOURS, WAITS, REASON -> Answer.unknown();
        };
    }
}
