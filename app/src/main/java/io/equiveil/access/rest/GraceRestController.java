package io.equiveil.access.rest;

import io.equiveil.access.Clause;
import io.equiveil.access.Grace;
import io.equiveil.access.Graces;
import io.equiveil.access.LapseId;
import io.equiveil.access.spi.Lapses.Lapse;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Problem;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What lapses, and graces, for programs.
@RestController
@RequestMapping("/api/access/graces")
class GraceRestController {

    private final Graces graces;

    GraceRestController(Graces graces) {
        this.graces = graces;
    }

    /// @param until  from this moment on the grace carries nothing; absent if none was given
    /// @param given  whether one was given, also if nothing genuine is left of it
    record LapseView(
            Clause clause,
            UUID what,
            @Nullable UUID person,
            Instant endsAt,
            @Nullable Instant until,
            @Nullable UUID givenBy,
            @Nullable String reason,
            boolean given) {

        static LapseView of(Graces.Listed listed) {
            Lapse lapse = listed.lapse();
            return new LapseView(
                    lapse.clause(),
                    lapse.what().value(),
                    lapse.person().map(PersonId::value).orElse(null),
                    lapse.endsAt(),
                    listed.grace().map(Grace::until).orElse(null),
                    listed.grace().map(Grace::givenBy).map(PersonId::value).orElse(null),
                    listed.grace().map(Grace::reason).orElse(null),
                    listed.given());
        }
    }

    /// @param lastDay the last day on which it is carried on
    record GraceRequest(
            @NotNull Clause clause,
            @NotNull UUID what,
            @NotNull LocalDate lastDay,
            @NotNull @Size(max = 200) String reason) {
        @Override
        public String toString() {
            return "GraceRequest[" + clause + " " + what + "]";
        }
    }

    @GetMapping
    @AllowedTo({Role.OWNER, Role.COMPLIANCE_OFFICER, Role.SECURITY_OFFICER, Role.AUDITOR})
    List<LapseView> index(Requester.SignedIn who) {
        return graces.list(who).stream().map(LapseView::of).toList();
    }

    @PostMapping
    @AllowedTo(value = Role.COMPLIANCE_OFFICER, stepUp = true)
    ResponseEntity<?> give(Requester.SignedIn who, @Valid @RequestBody GraceRequest request) {
        Graces.Result result =
                graces.give(who, request.clause(), new LapseId(request.what()), request.lastDay(), request.reason());
        return switch (result) {
            case DONE -> ResponseEntity.noContent().build();
            case UNKNOWN -> problem(HttpStatus.NOT_FOUND, result);
            case NOT_ENTITLED, OWN -> problem(HttpStatus.FORBIDDEN, result);
            case SECOND -> problem(HttpStatus.CONFLICT, result);
            case DAY, REASON -> problem(HttpStatus.UNPROCESSABLE_CONTENT, result);
        };
    }

    private static ResponseEntity<?> problem(HttpStatus status, Graces.Result result) {
        return Problem.of(
                status, "grace-" + result.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
