package io.equiveil.clients;

import io.equiveil.frame.approvals.ApprovalDesk;
import io.equiveil.frame.approvals.ApprovalId;
import io.equiveil.frame.approvals.ApprovalKind;
import io.equiveil.frame.approvals.Right;
import io.equiveil.frame.approvals.Waiting;
import io.equiveil.kernel.Requester;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// People who are to act for a client. Whoever confirms types name and number from the original, on its page.
@Component
class RepresentativeDesk implements ApprovalDesk {

    private final Representatives representatives;
    private final ClientRepository files;

    RepresentativeDesk(Representatives representatives, ClientRepository files) {
        this.representatives = representatives;
        this.files = files;
    }

    @Override
    public ApprovalKind kind() {
        return ApprovalKind.REPRESENTATIVE;
    }

    @Override
    public List<Waiting> waitingFor(Requester.SignedIn who) {
        return representatives.waiting().stream()
                .filter(one -> !one.capacity().isByAuthority())
                .flatMap(one -> waiting(who, one).stream())
                .limit(MOST)
                .toList();
    }

    private Optional<Waiting> waiting(Requester.SignedIn who, Representative one) {
        boolean asked = one.proposedBy().equals(who.person());
        Optional<Right> right = Optional.of(Right.own(who)).filter(_ -> representatives.mayDecide(who, one));
        return !asked && right.isEmpty()
                ? Optional.empty()
                : files.find(one.subject())
                        .map(file -> new Waiting(
                                new ApprovalId(one.id().value()),
                                "clients.approval.representative",
                                List.of(file.alias()),
                                Optional.of(one.proposedBy()),
                                one.changedAt(),
                                Optional.empty(),
                                right,
                                RepresentativeReading.DECIDES,
                                false,
                                "/clients/" + one.subject() + "/representatives"));
    }
}
