package io.equiveil.matters.rest;

import static io.equiveil.kernel.Role.ADVISOR;
import static io.equiveil.kernel.Role.DEPARTMENT_HEAD;
import static io.equiveil.kernel.Role.OWNER;
import static io.equiveil.matters.rest.MatterViews.answer;

import io.equiveil.frame.AllowedTo;
import io.equiveil.kernel.DocumentId;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Requester;
import io.equiveil.matters.LegalStep;
import io.equiveil.matters.Matters;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The legal steps of a matter for programs.
@RestController
@RequestMapping("/api/matters")
class StepRestController {

    private final Matters matters;

    StepRestController(Matters matters) {
        this.matters = matters;
    }

    record StepRequest(@NotNull LocalDate on, @Nullable UUID document) {}

    record DueRequest(@NotNull LocalDate due) {}

    @PostMapping("/{id}/steps/{step}")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ResponseEntity<?> complete(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable LegalStep step,
            @Valid @RequestBody StepRequest request) {
        return answer(matters.completeStep(
                who,
                new MatterId(id),
                step,
                request.on(),
                Optional.ofNullable(request.document()).map(DocumentId::new)));
    }

    @PutMapping("/{id}/steps/{step}/due")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ResponseEntity<?> schedule(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable LegalStep step,
            @Valid @RequestBody DueRequest request) {
        return answer(matters.scheduleStep(who, new MatterId(id), step, request.due()));
    }
}
