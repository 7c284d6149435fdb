package io.equiveil.training.rest;

import io.equiveil.frame.AllowedTo;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.training.Attestation;
import io.equiveil.training.AttestationId;
import io.equiveil.training.Attestations;
import io.equiveil.training.Attestations.Result;
import io.equiveil.training.Course;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Attestations of training for programs.
@RestController
@RequestMapping("/api/training/attestations")
class TrainingRestController {

    private final Attestations attestations;

    TrainingRestController(Attestations attestations) {
        this.attestations = attestations;
    }

    record View(
            UUID id,
            UUID person,
            Course course,
            Instant expiresAt,
            UUID recordedBy,
            @Nullable Instant confirmedAt,
            boolean genuine) {
        static View of(Attestation one) {
            return new View(
                    one.id().value(),
                    one.person().value(),
                    one.course(),
                    one.expiresAt(),
                    one.recordedBy().value(),
                    one.confirmedAt().orElse(null),
                    one.genuine());
        }
    }

    record Recording(
            @NotNull UUID person,
            @NotNull Course course,
            @NotNull Instant expiresAt) {}

    record Created(UUID id) {}

    @GetMapping
    @AllowedTo({Role.COMPLIANCE_OFFICER, Role.AUDITOR, Role.OWNER})
    List<View> all() {
        return attestations.all().stream().map(View::of).toList();
    }

    @GetMapping("/mine")
    @AllowedTo({
        Role.OWNER,
        Role.ADMINISTRATOR,
        Role.COMPLIANCE_OFFICER,
        Role.SECURITY_OFFICER,
        Role.ADVISOR,
        Role.DEPARTMENT_HEAD,
        Role.AUDITOR
    })
    List<View> mine(Requester.SignedIn who) {
        return attestations.of(who.person()).stream().map(View::of).toList();
    }

    @PostMapping
    @AllowedTo(value = Role.COMPLIANCE_OFFICER, stepUp = true)
    ResponseEntity<Created> record(Requester.SignedIn who, @Valid @RequestBody Recording recording) {
        return answered(
                attestations.record(who, new PersonId(recording.person()), recording.course(), recording.expiresAt()));
    }

    @PostMapping("/{id}/confirmation")
    @AllowedTo({
        Role.OWNER,
        Role.ADMINISTRATOR,
        Role.COMPLIANCE_OFFICER,
        Role.SECURITY_OFFICER,
        Role.ADVISOR,
        Role.DEPARTMENT_HEAD,
        Role.AUDITOR
    })
    ResponseEntity<Created> confirm(Requester.SignedIn who, @PathVariable UUID id) {
        return answered(attestations.confirm(who, new AttestationId(id)));
    }

    private static ResponseEntity<Created> answered(Result result) {
        return switch (result) {
            case Result.Done(var id) ->
                ResponseEntity.status(HttpStatus.CREATED).body(new Created(id.value()));
            case Result.Refused(var fault) -> throw problem(HttpStatus.UNPROCESSABLE_CONTENT, "training", fault);
        };
    }

    private static ErrorResponseException problem(HttpStatus status, String room, Enum<?> fault) {
        ProblemDetail detail = ProblemDetail.forStatus(status);
        detail.setType(URI.create("urn:equiveil:problem:" + room + "-refused"));
        detail.setProperty("reason", fault.name());
        return new ErrorResponseException(status, detail, null);
    }
}
