package io.equiveil.seals;

import io.equiveil.frame.approvals.Answer;
import io.equiveil.frame.approvals.ApprovalDesk;
import io.equiveil.frame.approvals.ApprovalId;
import io.equiveil.frame.approvals.ApprovalKind;
import io.equiveil.frame.approvals.Right;
import io.equiveil.frame.approvals.Waiting;
import io.equiveil.frame.worklist.Worklist.Item;
import io.equiveil.kernel.Requester;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Requests for a seal, for a second person.
@Component
class SealDesk implements ApprovalDesk {

    private final SealRegister register;

    SealDesk(SealRegister register) {
        this.register = register;
    }

    @Override
    public ApprovalKind kind() {
        return ApprovalKind.SEAL;
    }

    @Override
    public List<Waiting> waitingFor(Requester.SignedIn who) {
        return register.asked().stream()
                .flatMap(use -> waiting(who, use).stream())
                .limit(MOST)
                .toList();
    }

    private Optional<Waiting> waiting(Requester.SignedIn who, SealUse use) {
        boolean asked = use.askedBy().equals(who.person());
        Optional<Right> right = register.right(who, use);
        return !asked && right.isEmpty()
                ? Optional.empty()
                : Optional.of(new Waiting(
                        new ApprovalId(use.id().value()),
                        SealRegister.numberOf(use).isPresent() ? "seals.approval.agreement" : "seals.approval",
                        arguments(use),
                        Optional.of(use.askedBy()),
                        use.askedAt(),
                        Optional.empty(),
                        right,
                        SealRegister.DECIDES,
                        true,
                        "/seals"));
    }

    private static List<String> arguments(SealUse use) {
        String seal = Item.word("seals.seal." + use.seal());
        String paper = Item.word("seals.paper." + use.paper());
        String copies = Integer.toString(use.copies());
        return SealRegister.numberOf(use)
                .map(number -> List.of(seal, paper, copies, number))
                .orElse(List.of(seal, paper, copies));
    }

    @Override
    public Answer decide(Requester.SignedIn who, ApprovalId id, boolean agreed) {
        return switch (register.decide(who, new SealUseId(id.value()), agreed)) {
            case SealResult.Done _ -> Answer.done(agreed ? "seals.approved" : "seals.refused");
            case SealResult.Refused(var fault) -> Answer.refused("seals.fault." + fault);
            case SealResult.Unknown _ -> Answer.unknown();
        };
    }
}
