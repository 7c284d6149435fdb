package io.equiveil.identity.rest;

import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Problem;
import io.equiveil.identity.LostFactors;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Somebody who lost a factor, for programs: asked by one, agreed to by another, let in by a one-time link.
@RestController
@RequestMapping("/api/identity/people/{person}/recovery")
class LostFactorRestController {

    private final LostFactors lost;

    LostFactorRestController(LostFactors lost) {
        this.lost = lost;
    }

    /// What waits about somebody.
    ///
    /// @param until when the next step is no longer possible
    record RequestView(
            LostFactors.State state,
            @Nullable UUID askedBy,
            @Nullable UUID decidedBy,
            Instant until) {

        static RequestView of(LostFactors.Request request) {
            return new RequestView(
                    request.state(),
                    request.askedBy().map(PersonId::value).orElse(null),
                    request.decidedBy().map(PersonId::value).orElse(null),
                    request.until());
        }
    }

    record Decision(@NotNull Boolean agreed) {}

    /// @param link the secret for the enrolment, shown once
    record LinkView(UUID person, String link, Instant expiresAt) {

        @Override
        public String toString() {
            return "LinkView[hidden]";
        }
    }

    /// The request that waits for a decision or for its link; none or one.
    @GetMapping
    @AllowedTo({Role.OWNER, Role.ADMINISTRATOR, Role.COMPLIANCE_OFFICER, Role.SECURITY_OFFICER})
    List<RequestView> show(@PathVariable UUID person) {
        return lost.open(new PersonId(person)).map(RequestView::of).stream().toList();
    }

    @PostMapping
    @AllowedTo(
            value = {Role.OWNER, Role.ADMINISTRATOR, Role.SECURITY_OFFICER},
            stepUp = true)
    ResponseEntity<?> ask(@PathVariable UUID person, Requester.SignedIn who) {
        return answer(lost.ask(who, new PersonId(person)));
    }

    @PostMapping("/decision")
    @AllowedTo(
            value = {Role.OWNER, Role.ADMINISTRATOR, Role.SECURITY_OFFICER, Role.COMPLIANCE_OFFICER},
            stepUp = true)
    ResponseEntity<?> decide(@PathVariable UUID person, @Valid @RequestBody Decision decision, Requester.SignedIn who) {
        return answer(lost.decide(who, new PersonId(person), decision.agreed()));
    }

    @PostMapping("/link")
    @AllowedTo(
            value = {Role.OWNER, Role.ADMINISTRATOR, Role.SECURITY_OFFICER},
            stepUp = true)
    ResponseEntity<?> letIn(@PathVariable UUID person, Requester.SignedIn who) {
        return lost.letIn(who, new PersonId(person))
                .<ResponseEntity<?>>map(invited -> {
                    String link = invited.linkPath().revealForDisplay();
                    return ResponseEntity.status(HttpStatus.CREATED)
                            .body(new LinkView(person, link.substring(link.lastIndexOf('/') + 1), invited.expiresAt()));
                })
                .orElseGet(() -> answer(LostFactors.Result.UNKNOWN));
    }

    private static ResponseEntity<?> answer(LostFactors.Result result) {
        return switch (result) {
            case DONE -> ResponseEntity.noContent().build();
            case UNKNOWN -> Problem.of(HttpStatus.NOT_FOUND, "nothing-waits-here");
            case NOT_YOURS -> Problem.of(HttpStatus.FORBIDDEN, "only-owner-may");
            case WAITS -> Problem.of(HttpStatus.CONFLICT, "waits-already");
            case SECOND_PERSON -> Problem.of(HttpStatus.FORBIDDEN, "second-person");
        };
    }
}
