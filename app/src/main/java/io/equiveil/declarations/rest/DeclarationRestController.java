package io.equiveil.declarations.rest;

import static io.equiveil.kernel.Role.ADVISOR;
import static io.equiveil.kernel.Role.AUDITOR;
import static io.equiveil.kernel.Role.CLIENT;
import static io.equiveil.kernel.Role.COMPLIANCE_OFFICER;
import static io.equiveil.kernel.Role.DEPARTMENT_HEAD;
import static io.equiveil.kernel.Role.OWNER;

import io.equiveil.declarations.Declaration;
import io.equiveil.declarations.DeclarationKind;
import io.equiveil.declarations.DeclarationReading;
import io.equiveil.declarations.DeclarationResult;
import io.equiveil.declarations.Declarations;
import io.equiveil.declarations.Ground;
import io.equiveil.declarations.rest.DeclarationViews.DeclarationView;
import io.equiveil.frame.AllowedTo;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Requester;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Whether papers are needed, who signs them, and that these were told, for programs.
@RestController
@RequestMapping("/api/matters/{id}/declarations")
class DeclarationRestController {

    private final Declarations declarations;
    private final DeclarationReading reading;

    DeclarationRestController(Declarations declarations, DeclarationReading reading) {
        this.declarations = declarations;
        this.reading = reading;
    }

    /// Does not print itself.
    record StatementRequest(
            @NotNull Ground ground,
            @Nullable @Size(max = 500) String words) {
        @Override
        public String toString() {
            return "StatementRequest[]";
        }
    }

    record DecisionRequest(boolean notNeeded) {}

    /// Does not print itself.
    record SignerRequest(
            @NotNull @Size(max = 120) String name,
            @NotNull @Size(max = 40) String mobile) {
        @Override
        public String toString() {
            return "SignerRequest[]";
        }
    }

    record NoticeRequest(@NotNull LocalDate on, @NotNull Declaration.Telling how) {}

    @GetMapping
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER, AUDITOR, CLIENT})
    ResponseEntity<?> index(Requester.SignedIn who, @PathVariable UUID id) {
        return declarations
                .of(who, new MatterId(id))
                .<ResponseEntity<?>>map(own ->
                        ResponseEntity.ok(own.stream().map(DeclarationView::of).toList()))
                .orElseGet(() -> DeclarationViews.answer(new DeclarationResult.Unknown()));
    }

    /// Reason and signer through the gate; the seller reads its own reason.
    @GetMapping("/{paper}")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER, AUDITOR, CLIENT})
    ResponseEntity<?> read(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable DeclarationKind paper,
            @RequestParam(defaultValue = "true") boolean masked) {
        MatterId matter = new MatterId(id);
        boolean there = declarations.of(who, matter).stream()
                .anyMatch(own -> own.stream().anyMatch(said -> said.kind() == paper));
        if (!there) {
            return DeclarationViews.answer(new DeclarationResult.Unknown());
        }
        return DeclarationViews.read(reading.read(who, matter, paper, masked));
    }

    @PutMapping("/{paper}/statement")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, CLIENT})
    ResponseEntity<?> answer(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable DeclarationKind paper,
            @Valid @RequestBody StatementRequest request) {
        Cleartext words = Cleartext.of(Optional.ofNullable(request.words()).orElse(""));
        return DeclarationViews.answer(declarations.answer(who, new MatterId(id), paper, request.ground(), words));
    }

    @PostMapping("/{paper}/decision")
    @AllowedTo(COMPLIANCE_OFFICER)
    ResponseEntity<?> decide(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable DeclarationKind paper,
            @Valid @RequestBody DecisionRequest request) {
        return DeclarationViews.answer(declarations.decide(who, new MatterId(id), paper, request.notNeeded()));
    }

    @PutMapping("/{paper}/signer")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ResponseEntity<?> name(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable DeclarationKind paper,
            @Valid @RequestBody SignerRequest request) {
        return DeclarationViews.answer(declarations.name(
                who, new MatterId(id), paper, Cleartext.of(request.name()), Cleartext.of(request.mobile())));
    }

    @PutMapping("/{paper}/notice")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ResponseEntity<?> tell(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable DeclarationKind paper,
            @Valid @RequestBody NoticeRequest request) {
        return DeclarationViews.answer(declarations.tell(who, new MatterId(id), paper, request.on(), request.how()));
    }
}
