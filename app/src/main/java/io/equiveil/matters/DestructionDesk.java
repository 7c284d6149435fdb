package io.equiveil.matters;

import io.equiveil.clients.ClientFile;
import io.equiveil.clients.Clients;
import io.equiveil.frame.approvals.ApprovalDesk;
import io.equiveil.frame.approvals.ApprovalId;
import io.equiveil.frame.approvals.ApprovalKind;
import io.equiveil.frame.approvals.Right;
import io.equiveil.frame.approvals.Waiting;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Matters, and clients' own files, whose keys somebody asked to destroy. Whoever agrees types the code name,
/// on the page of the matter or the file.
@Component
class DestructionDesk implements ApprovalDesk {

    private final Destructions destructions;
    private final OwnFileDestructions files;
    private final Clients clients;

    DestructionDesk(Destructions destructions, OwnFileDestructions files, Clients clients) {
        this.destructions = destructions;
        this.files = files;
        this.clients = clients;
    }

    @Override
    public ApprovalKind kind() {
        return ApprovalKind.DESTRUCTION;
    }

    @Override
    public List<Waiting> waitingFor(Requester.SignedIn who) {
        return Stream.concat(
                        destructions.asked().stream().flatMap(asked -> waiting(who, asked).stream()),
                        files.waiting(MOST).stream().flatMap(asked -> waiting(who, asked).stream()))
                .sorted(Comparator.comparing(Waiting::askedAt))
                .limit(MOST)
                .toList();
    }

    private Optional<Waiting> waiting(Requester.SignedIn who, OwnFileRepository.Asked asked) {
        boolean own = asked.by().equals(who.person());
        Optional<Right> right =
                Optional.of(Right.own(who)).filter(_ -> !own && files.mayTakePart(who, asked.subject()));
        return !own && right.isEmpty()
                ? Optional.empty()
                : Optional.of(new Waiting(
                        new ApprovalId(asked.subject().value()),
                        "matters.approval.own-file",
                        List.of(clients.find(asked.subject())
                                .map(ClientFile::alias)
                                .orElse("C-?")),
                        Optional.of(asked.by()),
                        asked.at(),
                        Optional.empty(),
                        right,
                        Set.of(Role.COMPLIANCE_OFFICER, Role.OWNER),
                        false,
                        "/clients/" + asked.subject() + "/retention"));
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
