package io.equiveil.transfers.rest;

import static io.equiveil.kernel.Role.ADVISOR;
import static io.equiveil.kernel.Role.AUDITOR;
import static io.equiveil.kernel.Role.COMPLIANCE_OFFICER;
import static io.equiveil.kernel.Role.DEPARTMENT_HEAD;
import static io.equiveil.kernel.Role.OWNER;
import static io.equiveil.transfers.rest.TransferViews.answer;

import io.equiveil.frame.AllowedTo;
import io.equiveil.kernel.DocumentId;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.transfers.TransferResult;
import io.equiveil.transfers.TransferStep;
import io.equiveil.transfers.Transfers;
import io.equiveil.transfers.rest.TransferViews.ChecklistView;
import io.equiveil.transfers.rest.TransferViews.EventView;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The legal steps of a matter for programs.
@RestController
@RequestMapping("/api/matters/{id}/steps")
class TransferRestController {

    private final Transfers transfers;

    TransferRestController(Transfers transfers) {
        this.transfers = transfers;
    }

    /// @param documents documents of the matter's data room that show it, besides those attached before
    record DoneRequest(
            @NotNull LocalDate on, @Nullable @Size(max = 50) List<@NotNull UUID> documents) {}

    record DueRequest(@NotNull LocalDate due) {}

    record PersonRequest(@NotNull UUID person) {}

    record DocumentRequest(@NotNull UUID document) {}

    @GetMapping
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER, AUDITOR})
    ResponseEntity<?> index(Requester.SignedIn who, @PathVariable UUID id) {
        return transfers
                .of(who, new MatterId(id))
                .<ResponseEntity<?>>map(checklist -> ResponseEntity.ok(ChecklistView.of(checklist)))
                .orElseGet(() -> answer(new TransferResult.Unknown()));
    }

    @GetMapping("/{step}/history")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER, AUDITOR})
    List<EventView> history(Requester.SignedIn who, @PathVariable UUID id, @PathVariable TransferStep step) {
        return transfers.history(who, new MatterId(id), step).stream()
                .map(EventView::of)
                .toList();
    }

    @PostMapping("/{step}")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ResponseEntity<?> complete(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable TransferStep step,
            @Valid @RequestBody DoneRequest request) {
        List<UUID> documents = request.documents();
        return answer(transfers.complete(
                who,
                new MatterId(id),
                step,
                request.on(),
                documents == null
                        ? List.of()
                        : documents.stream().map(DocumentId::new).toList()));
    }

    /// Opens a step again that was called done by mistake.
    @DeleteMapping("/{step}/completion")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ResponseEntity<?> reopen(Requester.SignedIn who, @PathVariable UUID id, @PathVariable TransferStep step) {
        return answer(transfers.reopen(who, new MatterId(id), step));
    }

    @PutMapping("/{step}/due")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ResponseEntity<?> schedule(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable TransferStep step,
            @Valid @RequestBody DueRequest request) {
        return answer(transfers.schedule(who, new MatterId(id), step, request.due()));
    }

    @PutMapping("/{step}/responsible")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ResponseEntity<?> assign(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable TransferStep step,
            @Valid @RequestBody PersonRequest request) {
        return answer(transfers.assign(who, new MatterId(id), step, new PersonId(request.person())));
    }

    @PostMapping("/{step}/documents")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ResponseEntity<?> attach(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable TransferStep step,
            @Valid @RequestBody DocumentRequest request) {
        return answer(transfers.attach(who, new MatterId(id), step, new DocumentId(request.document())));
    }
}
