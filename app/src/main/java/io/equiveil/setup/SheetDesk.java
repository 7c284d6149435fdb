package io.equiveil.setup;

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

/// A new set of recovery sheets, for a second person.
@Component
class SheetDesk implements ApprovalDesk {

    private final RecoveryBook book;

    SheetDesk(RecoveryBook book) {
        this.book = book;
    }

    @Override
    public ApprovalKind kind() {
        return ApprovalKind.RECOVERY_SHEETS;
    }

    @Override
    public List<Waiting> waitingFor(Requester.SignedIn who) {
        return book.open().filter(request -> request.state() == SheetRequest.State.ASKED).stream()
                .flatMap(request -> waiting(who, request).stream())
                .toList();
    }

    private Optional<Waiting> waiting(Requester.SignedIn who, SheetRequest request) {
        boolean asked = request.askedBy().equals(who.person());
        Optional<Right> right = book.right(who, request);
        return !asked && right.isEmpty()
                ? Optional.empty()
                : Optional.of(new Waiting(
                        request.approvalId(),
                        "setup.approval.sheets",
                        List.of(Integer.toString(request.holders().size()), Integer.toString(request.needed())),
                        Optional.of(request.askedBy()),
                        request.changedAt(),
                        Optional.of(request.until()),
                        right,
                        RecoveryBook.DUTY,
                        true,
                        "/set-up/recovery/request"));
    }

    /// A request that has taken the place of the one that was shown is not decided with it.
    @Override
    public Answer decide(Requester.SignedIn who, ApprovalId id, boolean agreed) {
        return switch (book.decide(who, id, agreed)) {
            case SheetResult.Asked _ -> Answer.done(agreed ? "setup.approval.agreed" : "setup.approval.refused");
            case SheetResult.Refused(var fault)
            when fault == SheetResult.Fault.SECOND_PERSON -> Answer.refused("approvals.answer.second-person");
            default -> Answer.unknown();
        };
    }
}
