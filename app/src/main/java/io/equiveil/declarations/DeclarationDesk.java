package io.equiveil.declarations;

import io.equiveil.declarations.Declaration.State;
import io.equiveil.declarations.DeclarationRepository.Waits;
import io.equiveil.frame.approvals.ApprovalDesk;
import io.equiveil.frame.approvals.ApprovalId;
import io.equiveil.frame.approvals.ApprovalKind;
import io.equiveil.frame.approvals.Right;
import io.equiveil.frame.approvals.Waiting;
import io.equiveil.frame.worklist.Worklist;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.matters.MatterSummary;
import io.equiveil.matters.Matters;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Reasons and signed papers that wait for a second person. A reason is read and a paper compared, on its
/// page.
@Component
class DeclarationDesk implements ApprovalDesk {

    private final DeclarationRepository declarations;
    private final DeclarationStandings standings;
    private final Matters matters;

    DeclarationDesk(DeclarationRepository declarations, DeclarationStandings standings, Matters matters) {
        this.declarations = declarations;
        this.standings = standings;
        this.matters = matters;
    }

    @Override
    public ApprovalKind kind() {
        return ApprovalKind.DECLARATION;
    }

    @Override
    public List<Waiting> waitingFor(Requester.SignedIn who) {
        return declarations.waiting().stream()
                .flatMap(waits -> waiting(who, waits).stream())
                .limit(MOST)
                .toList();
    }

    private Optional<Waiting> waiting(Requester.SignedIn who, Waits waits) {
        Declaration said = waits.said();
        Optional<PersonId> first = said.state() == State.ON_PAPER ? said.takenBy() : said.answeredBy();
        boolean asked = who.isStaff() && first.equals(Optional.of(who.person()));
        if (!asked && !who.has(Role.COMPLIANCE_OFFICER)) {
            return Optional.empty();
        }
        return matters.find(who, said.matter())
                .filter(matter -> matter.closedAt().isEmpty())
                .flatMap(matter -> waiting(who, waits, matter, asked));
    }

    private Optional<Waiting> waiting(Requester.SignedIn who, Waits waits, MatterSummary matter, boolean asked) {
        Declaration said = waits.said();
        Optional<Right> right = Optional.of(Right.own(who)).filter(_ -> standings.isSecond(who, matter, said));
        if (!asked && right.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Waiting(
                new ApprovalId(said.id()),
                "declarations.work." + said.state(),
                List.of(matter.codeName(), Worklist.Item.word("declarations.kind." + said.kind())),
                said.state() == State.ON_PAPER ? said.takenBy() : said.answeredBy(),
                waits.since(),
                Optional.empty(),
                right,
                Set.of(Role.COMPLIANCE_OFFICER),
                false,
                "/matters/" + said.matter() + "/declarations/" + said.kind()));
    }
}
