package io.equiveil.matters;

import io.equiveil.frame.approvals.ApprovalDesk;
import io.equiveil.frame.approvals.ApprovalId;
import io.equiveil.frame.approvals.ApprovalKind;
import io.equiveil.frame.approvals.Right;
import io.equiveil.frame.approvals.Waiting;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Matters whose keys somebody asked to destroy. Whoever agrees types the code name, on the matter's page.
@Component
class DestructionDesk implements ApprovalDesk {

    private final Destructions destructions;

    DestructionDesk(Destructions destructions) {
        this.destructions = destructions;
    }

    @Override
    public ApprovalKind kind() {
        return ApprovalKind.DESTRUCTION;
    }

    @Override
    public List<Waiting> waitingFor(Requester.SignedIn who) {
        return destructions.asked().stream()
                .flatMap(asked -> waiting(who, asked).stream())
                .limit(MOST)
                .toList();
    }

    private Optional<Waiting> waiting(Requester.SignedIn who, Destructions.Asked asked) {
        boolean own = asked.by().equals(who.person());
        Optional<Right> right = Optional.of(Right.own(who))
                .filter(_ -> !own && destructions.mayApprove(who, asked.row().id()));
        return !own && right.isEmpty()
                ? Optional.empty()
                : Optional.of(new Waiting(
                        new ApprovalId(asked.row().id().value()),
                        "matters.approval.destruction",
                        List.of(asked.row().codeName()),
                        Optional.of(asked.by()),
                        asked.at(),
                        Optional.empty(),
                        right,
                        Set.of(Role.COMPLIANCE_OFFICER, Role.OWNER),
                        false,
                        "/matters/" + asked.row().id()));
    }
}
