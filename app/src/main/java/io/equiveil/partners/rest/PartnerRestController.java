package io.equiveil.partners.rest;

import io.equiveil.frame.AllowedTo;
import io.equiveil.kernel.PartnerId;
import io.equiveil.kernel.Period;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.partners.Partner;
import io.equiveil.partners.PartnerKind;
import io.equiveil.partners.PartnerStatus;
import io.equiveil.partners.Partners;
import io.equiveil.partners.Partners.Result;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The partner register for programs. Real names stay on the page.
@RestController
@RequestMapping("/api/partners")
class PartnerRestController {

    private final Partners partners;

    PartnerRestController(Partners partners) {
        this.partners = partners;
    }

    record View(
            UUID id,
            String codeName,
            PartnerKind kind,
            PartnerStatus status,
            @Nullable Instant contractFrom,
            @Nullable Instant contractUntil,
            Set<Purpose> purposes,
            boolean genuine) {
        static View of(Partner one) {
            return new View(
                    one.id().value(),
                    one.codeName(),
                    one.kind(),
                    one.status(),
                    one.contract().map(Period::from).orElse(null),
                    one.contract().flatMap(Period::until).orElse(null),
                    one.purposes(),
                    one.genuine());
        }
    }

    record Registration(
            @NotNull @Size(max = 40) String codeName,
            @NotNull @Size(max = 200) String name,
            @NotNull PartnerKind kind) {}

    record Review(@NotNull PartnerStatus status) {}

    record Contract(
            @NotNull Instant from,
            @NotNull Instant until,
            @NotNull Set<Purpose> purposes) {}

    record Created(UUID id) {}

    @GetMapping
    @AllowedTo({Role.OWNER, Role.COMPLIANCE_OFFICER, Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.AUDITOR})
    List<View> all() {
        return partners.all().stream().map(View::of).toList();
    }

    @PostMapping
    @AllowedTo({Role.OWNER, Role.COMPLIANCE_OFFICER})
    ResponseEntity<Created> register(Requester.SignedIn who, @Valid @RequestBody Registration wanted) {
        return answered(partners.register(who, wanted.codeName(), wanted.name(), wanted.kind()));
    }

    @PostMapping("/{id}/review")
    @AllowedTo(
            value = {Role.OWNER, Role.COMPLIANCE_OFFICER},
            stepUp = true)
    ResponseEntity<Created> review(Requester.SignedIn who, @PathVariable UUID id, @Valid @RequestBody Review review) {
        return answered(partners.decide(who, new PartnerId(id), review.status()));
    }

    @PutMapping("/{id}/contract")
    @AllowedTo(
            value = {Role.OWNER, Role.COMPLIANCE_OFFICER},
            stepUp = true)
    ResponseEntity<Created> contract(
            Requester.SignedIn who, @PathVariable UUID id, @Valid @RequestBody Contract contract) {
        return answered(
                partners.contract(who, new PartnerId(id), contract.from(), contract.until(), contract.purposes()));
    }

    private static ResponseEntity<Created> answered(Result result) {
        return switch (result) {
            case Result.Done(var id) ->
                ResponseEntity.status(HttpStatus.CREATED).body(new Created(id.value()));
            case Result.Refused(var fault) -> throw problem(HttpStatus.UNPROCESSABLE_CONTENT, "partner", fault);
        };
    }

    private static ErrorResponseException problem(HttpStatus status, String room, Enum<?> fault) {
        ProblemDetail detail = ProblemDetail.forStatus(status);
        detail.setType(URI.create("urn:equiveil:problem:" + room + "-refused"));
        detail.setProperty("reason", fault.name());
        return new ErrorResponseException(status, detail, null);
    }
}
