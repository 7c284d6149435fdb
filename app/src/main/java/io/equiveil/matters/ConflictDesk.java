package io.equiveil.matters;

import io.equiveil.frame.approvals.ApprovalDesk;
import io.equiveil.frame.approvals.ApprovalId;
import io.equiveil.frame.approvals.ApprovalKind;
import io.equiveil.frame.approvals.Right;
import io.equiveil.frame.approvals.Waiting;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Possible conflicts of interest, which are looked at on their page.
@Component
class ConflictDesk implements ApprovalDesk {

    private final Conflicts conflicts;

    ConflictDesk(Conflicts conflicts) {
        this.conflicts = conflicts;
    }

    @Override
    public ApprovalKind kind() {
        return ApprovalKind.CONFLICT;
    }

    /// One for each matter, whatever was found about it.
    @Override
    public List<Waiting> waitingFor(Requester.SignedIn who) {
        return conflicts.waitingFor(who).stream()
                .collect(Collectors.toMap(
                        Conflict::matter, conflict -> conflict, (first, _) -> first, LinkedHashMap::new))
                .values()
                .stream()
                .limit(MOST)
                .map(conflict -> new Waiting(
                        new ApprovalId(conflict.matter().value()),
                        "matters.approval.conflict",
                        List.of(conflict.codeName()),
                        Optional.empty(),
                        conflict.foundAt(),
                        Optional.empty(),
                        Optional.of(Right.own(who)),
                        Set.of(Role.COMPLIANCE_OFFICER, Role.OWNER),
                        false,
                        "/matters/conflicts"))
                .toList();
    }
}
