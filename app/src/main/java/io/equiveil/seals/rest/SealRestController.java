package io.equiveil.seals.rest;

import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Problem;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.seals.SealRegister;
import io.equiveil.seals.SealResult;
import io.equiveil.seals.SealUse;
import io.equiveil.seals.SealUseId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The register of seals for programs: everything that the page can do.
@RestController
@RequestMapping("/api/seals")
class SealRestController {

    private final SealRegister register;
    private final Clock clock;

    SealRestController(SealRegister register, Clock clock) {
        this.register = register;
        this.clock = clock;
    }

    /// @param agreement number of an agreement; for other papers left out
    record AskRequest(
            SealUse.@NotNull Seal seal,
            SealUse.@NotNull Paper paper,
            @Nullable @Size(max = 20) String agreement,
            @NotNull Integer copies) {}

    /// The line that was opened.
    record Created(UUID id) {}

    record DecisionRequest(@NotNull Boolean approved) {}

    record UseRequest(@NotNull Integer imprints) {}

    record UseView(
            UUID id,
            SealUse.Seal seal,
            SealUse.Paper paper,
            @Nullable String agreement,
            int copies,
            @Nullable Integer imprints,
            SealUse.State state,
            UUID askedBy,
            Instant askedAt,
            @Nullable UUID decidedBy,
            @Nullable Instant decidedAt,
            @Nullable UUID usedBy,
            @Nullable Instant usedAt,
            boolean genuine) {

        static UseView of(SealUse use) {
            return new UseView(
                    use.id().value(),
                    use.seal(),
                    use.paper(),
                    SealRegister.numberOf(use).orElse(null),
                    use.copies(),
                    use.imprints().orElse(null),
                    use.state(),
                    use.askedBy().value(),
                    use.askedAt(),
                    use.decidedBy().map(PersonId::value).orElse(null),
                    use.decidedAt().orElse(null),
                    use.usedBy().map(PersonId::value).orElse(null),
                    use.usedAt().orElse(null),
                    use.genuine());
        }
    }

    @GetMapping
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER, Role.AUDITOR})
    List<UseView> index(
            Requester.SignedIn who,
            @RequestParam(defaultValue = "true") boolean all,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) Optional<Instant> before) {
        return register.page(who, !all, before.orElseGet(() -> clock.instant().plusSeconds(1))).stream()
                .map(UseView::of)
                .toList();
    }

    /// One line; `unknown-seal-use` for whoever neither asked for it nor sees the whole register.
    @GetMapping("/{id}")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER, Role.AUDITOR})
    ResponseEntity<?> show(Requester.SignedIn who, @PathVariable UUID id) {
        return register.find(who, new SealUseId(id))
                .<ResponseEntity<?>>map(use -> ResponseEntity.ok(UseView.of(use)))
                .orElseGet(() -> answered(new SealResult.Unknown(), HttpStatus.OK));
    }

    @PostMapping
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER})
    ResponseEntity<?> ask(Requester.SignedIn who, @Valid @RequestBody AskRequest request) {
        return answered(
                register.ask(
                        who,
                        request.seal(),
                        request.paper(),
                        Optional.ofNullable(request.agreement()).orElse(""),
                        request.copies()),
                HttpStatus.CREATED);
    }

    @PostMapping("/{id}/decision")
    @AllowedTo({Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER})
    ResponseEntity<?> decide(
            Requester.SignedIn who, @PathVariable UUID id, @Valid @RequestBody DecisionRequest request) {
        return answered(register.decide(who, new SealUseId(id), request.approved()), HttpStatus.NO_CONTENT);
    }

    @PostMapping("/{id}/use")
    @AllowedTo({Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER})
    ResponseEntity<?> use(Requester.SignedIn who, @PathVariable UUID id, @Valid @RequestBody UseRequest request) {
        return answered(register.use(who, new SealUseId(id), request.imprints()), HttpStatus.NO_CONTENT);
    }

    @PostMapping("/{id}/withdrawal")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER})
    ResponseEntity<?> withdraw(Requester.SignedIn who, @PathVariable UUID id) {
        return answered(register.withdraw(who, new SealUseId(id)), HttpStatus.NO_CONTENT);
    }

    private static ResponseEntity<?> answered(SealResult result, HttpStatus done) {
        return switch (result) {
            case SealResult.Done(var use) ->
                done == HttpStatus.CREATED
                        ? ResponseEntity.status(done).body(new Created(use.value()))
                        : ResponseEntity.status(done).build();
            case SealResult.Refused refused ->
                Problem.of(
                        switch (refused.fault()) {
                            case COPIES, IMPRINTS, AGREEMENT -> HttpStatus.UNPROCESSABLE_CONTENT;
                            case SECOND_PERSON -> HttpStatus.FORBIDDEN;
                            case NOT_NOW, LAPSED, TOUCHED -> HttpStatus.CONFLICT;
                        },
                        "seal-"
                                + refused.fault()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', '-'));
            case SealResult.Unknown _ -> Problem.of(HttpStatus.NOT_FOUND, "unknown-seal-use");
        };
    }
}
