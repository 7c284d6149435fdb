package io.equiveil.clients;

import io.equiveil.frame.approvals.Answer;
import io.equiveil.frame.approvals.ApprovalDesk;
import io.equiveil.frame.approvals.ApprovalId;
import io.equiveil.frame.approvals.ApprovalKind;
import io.equiveil.frame.approvals.Right;
import io.equiveil.frame.approvals.Waiting;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SubjectId;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Clients who forgot their PIN, for a second person.
@Component
class PinDesk implements ApprovalDesk {

    private final ForgottenPins pins;
    private final ClientRepository files;

    PinDesk(ForgottenPins pins, ClientRepository files) {
        this.pins = pins;
        this.files = files;
    }

    @Override
    public ApprovalKind kind() {
        return ApprovalKind.PIN;
    }

    @Override
    public List<Waiting> waitingFor(Requester.SignedIn who) {
        return pins.asked().stream()
                .flatMap(request -> waiting(who, request).stream())
                .toList();
    }

    private Optional<Waiting> waiting(Requester.SignedIn who, ForgottenPins.Waiting request) {
        boolean asked = request.askedBy().equals(who.person());
        Optional<Right> right = pins.right(who, request);
        return !asked && right.isEmpty()
                ? Optional.empty()
                : files.find(request.subject())
                        .map(file -> new Waiting(
                                new ApprovalId(request.subject().value()),
                                "clients.approval.pin",
                                List.of(file.alias()),
                                Optional.of(request.askedBy()),
                                request.askedAt(),
                                Optional.of(request.until()),
                                right,
                                ForgottenPins.DECIDES,
                                true,
                                "/clients/" + request.subject() + "#pin"));
    }

    @Override
    public Answer decide(Requester.SignedIn who, ApprovalId id, boolean agreed) {
        return switch (pins.decide(who, new SubjectId(id.value()), agreed)) {
            case DONE -> Answer.done(agreed ? "clients.approval.pin.agreed" : "clients.approval.pin.refused");
            case SECOND_PERSON -> Answer.refused("approvals.answer.second-person");
            case UNKNOWN, NO_PIN, WAITS -> Answer.unknown();
        };
    }
}
