package io.equiveil.clients;

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

/// Files that may be about the same one, for compliance, which compares them on their page.
@Component
class DuplicateDesk implements ApprovalDesk {

    private final Duplicates duplicates;

    DuplicateDesk(Duplicates duplicates) {
        this.duplicates = duplicates;
    }

    @Override
    public ApprovalKind kind() {
        return ApprovalKind.DUPLICATE;
    }

    @Override
    public List<Waiting> waitingFor(Requester.SignedIn who) {
        return duplicates.open(who).stream()
                .limit(MOST)
                .map(pair -> new Waiting(
                        new ApprovalId(pair.id().value()),
                        "clients.approval.duplicate",
                        List.of(),
                        Optional.empty(),
                        pair.foundAt(),
                        Optional.empty(),
                        Optional.of(Right.own(who)),
                        Set.of(Role.COMPLIANCE_OFFICER),
                        false,
                        "/clients/duplicates"))
                .toList();
    }
}
