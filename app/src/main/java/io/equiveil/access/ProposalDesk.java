package io.equiveil.access;

import io.equiveil.access.Proposal.Change;
import io.equiveil.frame.Display;
import io.equiveil.frame.approvals.Answer;
import io.equiveil.frame.approvals.ApprovalDesk;
import io.equiveil.frame.approvals.ApprovalId;
import io.equiveil.frame.approvals.ApprovalKind;
import io.equiveil.frame.approvals.Right;
import io.equiveil.frame.approvals.Waiting;
import io.equiveil.frame.worklist.Worklist.Item;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Requester;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Changes of policy, for a second person. One of a clause is said in a sentence; rules have to be read on their page.
@Component
class ProposalDesk implements ApprovalDesk {

    private final Policies policies;
    private final Display display;

    ProposalDesk(Policies policies, Display display) {
        this.policies = policies;
        this.display = display;
    }

    @Override
    public ApprovalKind kind() {
        return ApprovalKind.POLICY;
    }

    @Override
    public List<Waiting> waitingFor(Requester.SignedIn who) {
        return policies.open().stream()
                .flatMap(proposal -> waiting(who, proposal).stream())
                .limit(MOST)
                .toList();
    }

    private Optional<Waiting> waiting(Requester.SignedIn who, Proposal proposal) {
        boolean asked = proposal.proposedBy().equals(who.person());
        Optional<Right> right = asked ? Optional.empty() : policies.right(who, proposal);
        if (!asked && right.isEmpty()) {
            return Optional.empty();
        }
        boolean clause = proposal.change() instanceof Change.OfClause;
        return Optional.of(new Waiting(
                new ApprovalId(proposal.id().value()),
                key(proposal.change()),
                arguments(proposal.change()),
                Optional.of(proposal.proposedBy()),
                proposal.proposedAt(),
                Optional.empty(),
                right,
                Policies.ENTITLED,
                clause,
                "/policy#waiting",
                Optional.of(Cleartext.of(proposal.reason()))));
    }

    private static String key(Change change) {
        return switch (change) {
            case Change.OfClause clause when clause.until().isPresent() -> "access.approval.clause.until";
            case Change.OfClause _ -> "access.approval.clause";
            case Change.OfRules _ -> "access.approval.rules";
        };
    }

    private List<String> arguments(Change change) {
        return switch (change) {
            case Change.OfClause(var clause, var state, var until) -> {
                String name = Item.word("access.clause." + clause);
                String next = Item.word("access.state." + state);
                // The last day is the one before the moment from which it does not count.
                yield until.map(end -> List.of(name, next, display.day(end.minus(Duration.ofSeconds(1)))))
                        .orElse(List.of(name, next));
            }
            case Change.OfRules rules ->
                List.of(
                        Integer.toString(rules.added().size()),
                        Integer.toString(rules.changed().size()),
                        Integer.toString(rules.removed().size()));
        };
    }

    @Override
    public Answer decide(Requester.SignedIn who, ApprovalId id, boolean agreed) {
        ProposalId proposal = new ProposalId(id.value());
        boolean rules = policies.open().stream()
                .anyMatch(open -> open.id().equals(proposal) && open.change() instanceof Change.OfRules);
        if (rules) {
            return Answer.refused("approvals.answer.look");
        }
        return switch (agreed ? policies.approve(who, proposal) : policies.reject(who, proposal)) {
            case Policies.Decided.Done _ -> Answer.done(agreed ? "access.policy.approved" : "access.policy.rejected");
            case Policies.Decided.Refused(var fault) -> Answer.refused("access.decided." + fault);
        };
    }
}
