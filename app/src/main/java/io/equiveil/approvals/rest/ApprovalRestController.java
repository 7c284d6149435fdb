package io.equiveil.approvals.rest;

import io.equiveil.approvals.ApprovalFilter;
import io.equiveil.approvals.Approvals;
import io.equiveil.approvals.Approvals.Which;
import io.equiveil.approvals.Listed;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.approvals.ApprovalId;
import io.equiveil.frame.approvals.ApprovalKind;
import io.equiveil.frame.approvals.Right;
import io.equiveil.frame.approvals.Waiting;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The list of what waits for a second person, for programs: everything that the page can do.
@RestController
@RequestMapping("/api/approvals")
class ApprovalRestController {

    private final Approvals approvals;

    ApprovalRestController(Approvals approvals) {
        this.approvals = approvals;
    }

    /// @param inPlaceOf whose deputy the reader would be
    /// @param deputies  who may decide as well by now
    /// @param reason    why, in the words of whoever asked
    record LineView(
            ApprovalKind kind,
            UUID id,
            @Nullable UUID askedBy,
            Instant askedAt,
            @Nullable Instant until,
            boolean mine,
            @Nullable UUID inPlaceOf,
            Set<Role> roles,
            Instant passesAt,
            boolean overdue,
            List<UUID> deputies,
            boolean decidedHere,
            String page,
            @Nullable String reason) {

        static LineView of(Listed line) {
            Waiting waiting = line.waiting();
            return new LineView(
                    line.kind(),
                    waiting.id().value(),
                    waiting.askedBy().map(PersonId::value).orElse(null),
                    waiting.askedAt(),
                    waiting.until().orElse(null),
                    line.isMine(),
                    waiting.right()
                            .filter(right -> !right.isOwn())
                            .map(Right::of)
                            .map(PersonId::value)
                            .orElse(null),
                    waiting.deciders(),
                    line.passesAt(),
                    line.overdue(),
                    line.deputies().stream().map(one -> one.deputy().value()).toList(),
                    waiting.fromTheList(),
                    waiting.path(),
                    waiting.reason().map(Cleartext::revealForDisplay).orElse(null));
        }
    }

    /// @param complete whether every room could answer
    record PageView(List<LineView> lines, int total, boolean complete) {}

    record Named(@NotNull ApprovalKind kind, @NotNull UUID id) {}

    /// @param items at most 25
    record DecisionRequest(
            @NotNull Boolean agreed,
            @NotEmpty @Size(max = Approvals.MOST_AT_ONCE) List<@Valid @NotNull Named> items) {}

    /// @param outcome key of the sentence that the page would show
    record OutcomeView(ApprovalKind kind, UUID id, boolean done, String outcome) {}

    /// @param page counted from 0
    @GetMapping
    @AllowedTo({
        Role.OWNER,
        Role.ADMINISTRATOR,
        Role.COMPLIANCE_OFFICER,
        Role.SECURITY_OFFICER,
        Role.ADVISOR,
        Role.DEPARTMENT_HEAD
    })
    PageView index(
            Requester.SignedIn who,
            @RequestParam(defaultValue = "MINE") ApprovalFilter filter,
            @RequestParam Optional<ApprovalKind> kind,
            @RequestParam(defaultValue = "0") int page) {
        Approvals.Page found = approvals.page(who, filter, kind, page);
        return new PageView(found.lines().stream().map(LineView::of).toList(), found.total(), found.complete());
    }

    /// Each is decided by itself: the answer says for every one whether it counts.
    @PostMapping("/decision")
    @AllowedTo(
            value = {
                Role.OWNER,
                Role.ADMINISTRATOR,
                Role.COMPLIANCE_OFFICER,
                Role.SECURITY_OFFICER,
                Role.ADVISOR,
                Role.DEPARTMENT_HEAD
            },
            stepUp = true)
    List<OutcomeView> decide(Requester.SignedIn who, @Valid @RequestBody DecisionRequest request) {
        List<Which> which = request.items().stream()
                .map(named -> new Which(named.kind(), new ApprovalId(named.id())))
                .toList();
        return approvals.decide(who, which, request.agreed()).stream()
                .map(one -> new OutcomeView(
                        one.which().kind(),
                        one.which().id().value(),
                        one.answer().done(),
                        one.answer().messageKey()))
                .toList();
    }
}
