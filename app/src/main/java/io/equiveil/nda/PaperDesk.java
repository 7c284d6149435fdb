package io.equiveil.nda;

import io.equiveil.frame.approvals.ApprovalDesk;
import io.equiveil.frame.approvals.ApprovalId;
import io.equiveil.frame.approvals.ApprovalKind;
import io.equiveil.frame.approvals.Right;
import io.equiveil.frame.approvals.Waiting;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.nda.PaperRepository.Paper;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Agreements that came in on paper. Whoever confirms compares the scan with the text, on its page.
@Component
class PaperDesk implements ApprovalDesk {

    private static final Set<Role> COMPARES =
            Set.of(Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER);

    private final Agreements agreements;
    private final PaperRepository papers;

    PaperDesk(Agreements agreements, PaperRepository papers) {
        this.agreements = agreements;
        this.papers = papers;
    }

    @Override
    public ApprovalKind kind() {
        return ApprovalKind.PAPER;
    }

    @Override
    public List<Waiting> waitingFor(Requester.SignedIn who) {
        if (who.roles().stream().noneMatch(COMPARES::contains)) {
            return List.of();
        }
        AgreementQuery query =
                new AgreementQuery(AgreementFilter.WAITING, Optional.empty(), Optional.empty(), Optional.empty());
        return agreements.list(who, query).agreements().stream()
                .filter(agreement -> agreement.state() == AgreementState.ON_PAPER)
                .flatMap(
                        agreement -> papers
                                .latest(agreement.id())
                                .filter(Paper::waits)
                                .map(paper -> waiting(who, agreement, paper))
                                .stream())
                .limit(MOST)
                .toList();
    }

    private static Waiting waiting(Requester.SignedIn who, AgreementSummary agreement, Paper paper) {
        return new Waiting(
                new ApprovalId(agreement.id().value()),
                "nda.approval.paper",
                List.of(agreement.number()),
                Optional.of(paper.takenInBy()),
                paper.takenInAt(),
                Optional.empty(),
                Optional.of(Right.own(who)).filter(_ -> !paper.takenInBy().equals(who.person())),
                COMPARES,
                false,
                "/agreements/" + agreement.id() + "/paper");
    }
}
