package io.equiveil.identity;

import io.equiveil.frame.approvals.Answer;
import io.equiveil.frame.approvals.ApprovalDesk;
import io.equiveil.frame.approvals.ApprovalId;
import io.equiveil.frame.approvals.ApprovalKind;
import io.equiveil.frame.approvals.Right;
import io.equiveil.frame.approvals.Waiting;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Colleagues who lost a factor, for a second person.
@Component
class LostFactorDesk implements ApprovalDesk {

    private final LostFactors lost;
    private final People people;

    LostFactorDesk(LostFactors lost, People people) {
        this.lost = lost;
        this.people = people;
    }

    @Override
    public ApprovalKind kind() {
        return ApprovalKind.LOST_FACTOR;
    }

    @Override
    public List<Waiting> waitingFor(Requester.SignedIn who) {
        return lost.asked().stream()
                .flatMap(request -> waiting(who, request).stream())
                .limit(MOST)
                .toList();
    }

    private Optional<Waiting> waiting(Requester.SignedIn who, LostFactors.Request request) {
        boolean asked = request.askedBy().equals(Optional.of(who.person()));
        Optional<Right> right = lost.right(who, request);
        return !asked && right.isEmpty()
                ? Optional.empty()
                : Optional.of(new Waiting(
                        new ApprovalId(request.person().value()),
                        "identity.approval.lost",
                        List.of(people.codeName(request.person())),
                        request.askedBy(),
                        request.changedAt(),
                        Optional.of(request.until()),
                        right,
                        LostFactors.AGREES,
                        true,
                        "/staff/" + request.person() + "#recovery"));
    }

    @Override
    public Answer decide(Requester.SignedIn who, ApprovalId id, boolean agreed) {
        return switch (lost.decide(who, new PersonId(id.value()), agreed)) {
            case DONE -> Answer.done(agreed ? "identity.approval.agreed" : "identity.approval.refused");
            case SECOND_PERSON -> Answer.refused("approvals.answer.second-person");
            case UNKNOWN, NOT_YOURS, WAITS -> Answer.unknown();
        };
    }
}
