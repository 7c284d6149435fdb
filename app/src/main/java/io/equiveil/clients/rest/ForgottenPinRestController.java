package io.equiveil.clients.rest;

import io.equiveil.clients.ForgottenPins;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Problem;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Clients who forgot the PIN, for programs.
@RestController
@RequestMapping("/api/clients")
class ForgottenPinRestController {

    private final ForgottenPins pins;

    ForgottenPinRestController(ForgottenPins pins) {
        this.pins = pins;
    }

    record DecisionRequest(@NotNull Boolean granted) {}

    record WaitingView(UUID subject, UUID askedBy, Instant askedAt, Instant until) {

        static WaitingView of(ForgottenPins.Waiting waiting) {
            return new WaitingView(
                    waiting.subject().value(), waiting.askedBy().value(), waiting.askedAt(), waiting.until());
        }
    }

    /// What waits for one's own decision.
    @GetMapping("/pin-removals")
    @AllowedTo({Role.COMPLIANCE_OFFICER, Role.OWNER})
    List<WaitingView> waiting(Requester.SignedIn who) {
        return pins.toDecide(who).stream().map(WaitingView::of).toList();
    }

    @PostMapping("/{subject}/pin-removal")
    @AllowedTo(
            value = {Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER},
            stepUp = true)
    ResponseEntity<?> ask(Requester.SignedIn who, @PathVariable UUID subject) {
        return answered(pins.ask(who, new SubjectId(subject)));
    }

    @PostMapping("/{subject}/pin-removal/decision")
    @AllowedTo(
            value = {Role.COMPLIANCE_OFFICER, Role.OWNER},
            stepUp = true)
    ResponseEntity<?> decide(
            Requester.SignedIn who, @PathVariable UUID subject, @Valid @RequestBody DecisionRequest request) {
        return answered(pins.decide(who, new SubjectId(subject), request.granted()));
    }

    private static ResponseEntity<?> answered(ForgottenPins.Result result) {
        return switch (result) {
            case DONE -> ResponseEntity.noContent().build();
            case UNKNOWN -> Problem.of(HttpStatus.NOT_FOUND, "unknown-subject");
            case NO_PIN -> Problem.of(HttpStatus.CONFLICT, "no-pin");
            case WAITS -> Problem.of(HttpStatus.CONFLICT, "waits-already");
            case SECOND_PERSON -> Problem.of(HttpStatus.FORBIDDEN, "second-person");
        };
    }
}
