package io.equiveil.matters.rest;

import static io.equiveil.kernel.Role.ADVISOR;
import static io.equiveil.kernel.Role.COMPLIANCE_OFFICER;
import static io.equiveil.kernel.Role.DEPARTMENT_HEAD;
import static io.equiveil.kernel.Role.OWNER;
import static io.equiveil.matters.rest.MatterViews.answer;

import io.equiveil.frame.AllowedTo;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PartnerId;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.matters.Matters;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Who works on a matter, for programs.
@RestController
@RequestMapping("/api/matters")
class TeamRestController {

    private final Matters matters;

    TeamRestController(Matters matters) {
        this.matters = matters;
    }

    record PersonRequest(@NotNull UUID person) {}

    record PartnerRequest(@NotNull UUID partner) {}

    @PostMapping("/{id}/team")
    @AllowedTo(
            value = {ADVISOR, DEPARTMENT_HEAD, OWNER},
            stepUp = true)
    ResponseEntity<?> join(Requester.SignedIn who, @PathVariable UUID id, @Valid @RequestBody PersonRequest request) {
        return answer(matters.join(who, new MatterId(id), new PersonId(request.person())));
    }

    @DeleteMapping("/{id}/team/{person}")
    @AllowedTo(
            value = {ADVISOR, DEPARTMENT_HEAD, OWNER},
            stepUp = true)
    ResponseEntity<?> leave(Requester.SignedIn who, @PathVariable UUID id, @PathVariable UUID person) {
        return answer(matters.leave(who, new MatterId(id), new PersonId(person)));
    }

    /// Another colleague leads the matter from now on.
    @PutMapping("/{id}/lead")
    @AllowedTo(
            value = {ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER},
            stepUp = true)
    ResponseEntity<?> handOver(
            Requester.SignedIn who, @PathVariable UUID id, @Valid @RequestBody PersonRequest request) {
        return answer(matters.handOver(who, new MatterId(id), new PersonId(request.person())));
    }

    @PostMapping("/{id}/partners")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ResponseEntity<?> engage(
            Requester.SignedIn who, @PathVariable UUID id, @Valid @RequestBody PartnerRequest request) {
        return answer(matters.engage(who, new MatterId(id), new PartnerId(request.partner())));
    }

    @DeleteMapping("/{id}/partners/{partner}")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ResponseEntity<?> release(Requester.SignedIn who, @PathVariable UUID id, @PathVariable UUID partner) {
        return answer(matters.release(who, new MatterId(id), new PartnerId(partner)));
    }
}
