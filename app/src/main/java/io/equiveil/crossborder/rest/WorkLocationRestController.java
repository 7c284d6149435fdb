package io.equiveil.crossborder.rest;

import io.equiveil.crossborder.Mechanism;
import io.equiveil.crossborder.WorkLocations;
import io.equiveil.crossborder.WorkLocations.Result;
import io.equiveil.frame.AllowedTo;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Work locations and footings for programs.
@RestController
@RequestMapping("/api/work-location")
class WorkLocationRestController {

    private final WorkLocations locations;

    WorkLocationRestController(WorkLocations locations) {
        this.locations = locations;
    }

    record Declaration(@NotNull String place, @NotNull Instant until) {}

    record Footing(@NotNull Mechanism kind, @NotNull Instant until) {}

    record FootingView(String place, Mechanism kind, Instant until, boolean genuine) {}

    @GetMapping
    @AllowedTo({
        Role.OWNER,
        Role.ADMINISTRATOR,
        Role.COMPLIANCE_OFFICER,
        Role.SECURITY_OFFICER,
        Role.ADVISOR,
        Role.DEPARTMENT_HEAD,
        Role.AUDITOR,
        Role.PARTNER,
        Role.CLIENT
    })
    ResponseEntity<Declaration> mine(Requester.SignedIn who) {
        return locations
                .of(who.person())
                .map(one -> ResponseEntity.ok(new Declaration(one.place(), one.until())))
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    @PutMapping
    @AllowedTo({
        Role.OWNER,
        Role.ADMINISTRATOR,
        Role.COMPLIANCE_OFFICER,
        Role.SECURITY_OFFICER,
        Role.ADVISOR,
        Role.DEPARTMENT_HEAD,
        Role.AUDITOR,
        Role.PARTNER,
        Role.CLIENT
    })
    ResponseEntity<Void> declare(Requester.SignedIn who, @Valid @RequestBody Declaration declaration) {
        return answered(locations.declare(who, declaration.place(), declaration.until()));
    }

    @GetMapping("/footings")
    @AllowedTo({Role.OWNER, Role.COMPLIANCE_OFFICER, Role.AUDITOR})
    List<FootingView> footings() {
        return locations.footings().stream()
                .map(one -> new FootingView(one.place(), one.kind(), one.until(), one.genuine()))
                .toList();
    }

    @PutMapping("/footings/{place}")
    @AllowedTo(value = Role.COMPLIANCE_OFFICER, stepUp = true)
    ResponseEntity<Void> footing(
            Requester.SignedIn who, @PathVariable String place, @Valid @RequestBody Footing footing) {
        return answered(locations.footing(who, place, footing.kind(), footing.until()));
    }

    private static ResponseEntity<Void> answered(Result result) {
        return switch (result) {
            case Result.Done _ -> ResponseEntity.noContent().build();
            case Result.Refused(var fault) -> throw problem(HttpStatus.UNPROCESSABLE_CONTENT, "work-location", fault);
        };
    }

    private static ErrorResponseException problem(HttpStatus status, String room, Enum<?> fault) {
        ProblemDetail detail = ProblemDetail.forStatus(status);
        detail.setType(URI.create("urn:equiveil:problem:" + room + "-refused"));
        detail.setProperty("reason", fault.name());
        return new ErrorResponseException(status, detail, null);
    }
}
