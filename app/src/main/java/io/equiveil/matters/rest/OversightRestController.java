package io.equiveil.matters.rest;

import static io.equiveil.kernel.Role.ADVISOR;
import static io.equiveil.kernel.Role.COMPLIANCE_OFFICER;
import static io.equiveil.kernel.Role.DEPARTMENT_HEAD;
import static io.equiveil.kernel.Role.OWNER;
import static io.equiveil.matters.rest.MatterViews.answer;

import io.equiveil.frame.AllowedTo;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.matters.Conflict;
import io.equiveil.matters.Hold;
import io.equiveil.matters.HoldKind;
import io.equiveil.matters.HoldReason;
import io.equiveil.matters.Matters;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
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

/// What compliance decides about matters, for programs.
@RestController
@RequestMapping("/api/matters")
class OversightRestController {

    private final Matters matters;

    OversightRestController(Matters matters) {
        this.matters = matters;
    }

    record ConflictView(
            UUID matter,
            String codeName,
            List<UUID> leads,
            Conflict.Kind kind,
            @Nullable UUID other,
            @Nullable String otherCodeName,
            List<UUID> otherLeads,
            Instant foundAt) {

        static ConflictView of(Conflict conflict) {
            return new ConflictView(
                    conflict.matter().value(),
                    conflict.codeName(),
                    conflict.leads().stream().map(PersonId::value).toList(),
                    conflict.kind(),
                    conflict.other().map(MatterId::value).orElse(null),
                    conflict.otherCodeName().orElse(null),
                    conflict.otherLeads().stream().map(PersonId::value).toList(),
                    conflict.foundAt());
        }
    }

    record HoldView(
            HoldKind kind,
            HoldReason reason,
            UUID placedBy,
            Instant placedAt,
            @Nullable Instant liftedAt) {

        static HoldView of(Hold hold) {
            return new HoldView(
                    hold.kind(),
                    hold.reason(),
                    hold.placedBy().value(),
                    hold.placedAt(),
                    hold.liftedAt().orElse(null));
        }
    }

    record DecisionRequest(@NotNull Boolean clear) {}

    record HoldRequest(@NotNull HoldReason reason) {}

    /// Possible conflicts of interest that wait for the requester's decision.
    @GetMapping("/conflicts")
    @AllowedTo({COMPLIANCE_OFFICER, OWNER})
    List<ConflictView> conflicts(Requester.SignedIn who) {
        return matters.conflicts(who).stream().map(ConflictView::of).toList();
    }

    @PostMapping("/{id}/conflict-decision")
    @AllowedTo(
            value = {COMPLIANCE_OFFICER, OWNER},
            stepUp = true)
    ResponseEntity<?> decide(
            Requester.SignedIn who, @PathVariable UUID id, @Valid @RequestBody DecisionRequest request) {
        return answer(matters.decideConflict(who, new MatterId(id), request.clear()));
    }

    @GetMapping("/{id}/holds")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER})
    List<HoldView> holds(Requester.SignedIn who, @PathVariable UUID id) {
        return matters.holds(who, new MatterId(id)).stream().map(HoldView::of).toList();
    }

    @PutMapping("/{id}/holds/{kind}")
    @AllowedTo(value = COMPLIANCE_OFFICER, stepUp = true)
    ResponseEntity<?> hold(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable HoldKind kind,
            @Valid @RequestBody HoldRequest request) {
        return answer(matters.hold(who, new MatterId(id), kind, request.reason()));
    }

    @DeleteMapping("/{id}/holds/{kind}")
    @AllowedTo(value = COMPLIANCE_OFFICER, stepUp = true)
    ResponseEntity<?> lift(Requester.SignedIn who, @PathVariable UUID id, @PathVariable HoldKind kind) {
        return answer(matters.lift(who, new MatterId(id), kind));
    }
}
