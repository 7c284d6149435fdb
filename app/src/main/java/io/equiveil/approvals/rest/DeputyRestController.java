package io.equiveil.approvals.rest;

import io.equiveil.approvals.Deputies;
import io.equiveil.approvals.DeputyResult;
import io.equiveil.approvals.Deputyship;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Problem;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// One's deputy, for programs.
@RestController
@RequestMapping("/api/approvals/deputy")
class DeputyRestController {

    private final Deputies deputies;

    DeputyRestController(Deputies deputies) {
        this.deputies = deputies;
    }

    record DeputyView(
            UUID deputy, @Nullable LocalDate from, @Nullable LocalDate until) {
        static DeputyView of(Deputyship one) {
            return new DeputyView(
                    one.deputy().value(), one.from().orElse(null), one.until().orElse(null));
        }
    }

    /// @param deputy one's own; none or one
    /// @param heldFor whose deputy one is today
    /// @param hours  after how long deputies may decide as well
    record StandingView(List<DeputyView> deputy, List<UUID> heldFor, long hours) {}

    record DeputyRequest(
            @NotNull UUID deputy,
            @Nullable LocalDate from,
            @Nullable LocalDate until) {}

    @GetMapping
    @AllowedTo({
        Role.OWNER,
        Role.ADMINISTRATOR,
        Role.COMPLIANCE_OFFICER,
        Role.SECURITY_OFFICER,
        Role.ADVISOR,
        Role.DEPARTMENT_HEAD
    })
    StandingView show(Requester.SignedIn who) {
        return new StandingView(
                deputies.deputyOf(who.person()).map(DeputyView::of).stream().toList(),
                deputies.heldBy(who).stream().map(one -> one.person().value()).toList(),
                deputies.hours());
    }

    @PutMapping
    @AllowedTo(
            value = {
                Role.OWNER,
                Role.ADMINISTRATOR,
                Role.COMPLIANCE_OFFICER,
                Role.SECURITY_OFFICER,
                Role.DEPARTMENT_HEAD
            },
            stepUp = true)
    ResponseEntity<?> name(Requester.SignedIn who, @Valid @RequestBody DeputyRequest request) {
        return switch (deputies.name(
                who,
                new PersonId(request.deputy()),
                Optional.ofNullable(request.from()),
                Optional.ofNullable(request.until()))) {
            case DeputyResult.Named(var named) -> ResponseEntity.ok(DeputyView.of(named));
            case DeputyResult.Refused(var fault) ->
                Problem.of(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "deputy-" + fault.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        };
    }

    @DeleteMapping
    @AllowedTo({Role.OWNER, Role.ADMINISTRATOR, Role.COMPLIANCE_OFFICER, Role.SECURITY_OFFICER, Role.DEPARTMENT_HEAD})
    ResponseEntity<Void> end(Requester.SignedIn who) {
        deputies.end(who);
        return ResponseEntity.noContent().build();
    }
}
