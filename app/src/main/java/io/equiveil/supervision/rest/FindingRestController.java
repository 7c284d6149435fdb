package io.equiveil.supervision.rest;

import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Display;
import io.equiveil.frame.Problem;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.supervision.Finding;
import io.equiveil.supervision.FindingId;
import io.equiveil.supervision.FindingResult;
import io.equiveil.supervision.Findings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Findings for programs: everything that the pages can do.
@RestController
@RequestMapping("/api/audit/findings")
class FindingRestController {

    private final Findings findings;
    private final Clock clock;

    FindingRestController(Findings findings, Clock clock) {
        this.findings = findings;
        this.clock = clock;
    }

    /// @param control number of the measure
    /// @param index   the entry of the log that it is about
    record FileRequest(
            @NotNull String control,
            Finding.@NotNull Severity severity,
            @Nullable Long index,
            @NotNull Cleartext title,
            @NotNull Cleartext text) {}

    /// What was filed.
    record Created(UUID id) {}

    record Listed(
            UUID id,
            long number,
            String control,
            Finding.Severity severity,
            Finding.State state,
            @Nullable Long index,
            UUID filedBy,
            Instant filedAt,
            @Nullable UUID answeredBy,
            @Nullable LocalDate due,
            Instant changed,
            boolean genuine) {

        static Listed of(Finding finding) {
            return new Listed(
                    finding.id().value(),
                    finding.number(),
                    finding.control().value(),
                    finding.severity(),
                    finding.state(),
                    finding.index().orElse(null),
                    finding.filedBy().value(),
                    finding.filedAt(),
                    finding.answeredBy().map(PersonId::value).orElse(null),
                    finding.due().orElse(null),
                    finding.changed(),
                    finding.genuine());
        }
    }

    record Said(Finding.Step step, UUID by, Instant at, String text) {}

    record Shown(Listed finding, String title, List<Said> said) {}

    @GetMapping
    @AllowedTo({Role.AUDITOR, Role.COMPLIANCE_OFFICER, Role.OWNER})
    List<Listed> index(Requester.SignedIn who) {
        return findings.of(who).stream().map(Listed::of).toList();
    }

    @PostMapping
    @AllowedTo({Role.AUDITOR, Role.COMPLIANCE_OFFICER})
    ResponseEntity<?> file(Requester.SignedIn who, @Valid @RequestBody FileRequest request) {
        return answered(
                findings.file(
                        who,
                        request.control(),
                        request.severity(),
                        Optional.ofNullable(request.index()),
                        request.title(),
                        request.text()),
                HttpStatus.CREATED);
    }

    @GetMapping("/{id}")
    @AllowedTo({Role.AUDITOR, Role.COMPLIANCE_OFFICER, Role.OWNER})
    ResponseEntity<?> show(Requester.SignedIn who, @PathVariable UUID id) {
        return findings.read(who, new FindingId(id))
                .<ResponseEntity<?>>map(finding -> ResponseEntity.ok(new Shown(
                        Listed.of(finding),
                        finding.words().title().revealForDisplay(),
                        finding.words().said().stream()
                                .map(each -> new Said(
                                        each.step(),
                                        each.by().value(),
                                        each.at(),
                                        each.text().revealForDisplay()))
                                .toList())))
                .orElseGet(() -> Problem.of(HttpStatus.NOT_FOUND, "unknown-finding"));
    }

    record AnswerRequest(@NotNull Cleartext text, @NotNull LocalDate due) {}

    @PostMapping("/{id}/answer")
    @AllowedTo({Role.COMPLIANCE_OFFICER, Role.OWNER})
    ResponseEntity<?> answer(Requester.SignedIn who, @PathVariable UUID id, @Valid @RequestBody AnswerRequest request) {
        LocalDate today = LocalDate.now(clock.withZone(Display.SHANGHAI));
        return answered(
                findings.answer(who, new FindingId(id), request.text(), request.due(), today), HttpStatus.NO_CONTENT);
    }

    record MendingRequest(@NotNull Cleartext text) {}

    @PostMapping("/{id}/mending")
    @AllowedTo({Role.COMPLIANCE_OFFICER, Role.OWNER})
    ResponseEntity<?> mended(
            Requester.SignedIn who, @PathVariable UUID id, @Valid @RequestBody MendingRequest request) {
        return answered(findings.mended(who, new FindingId(id), request.text()), HttpStatus.NO_CONTENT);
    }

    /// @param text why; needed for a no
    record DecisionRequest(
            @NotNull Boolean agreed, @Nullable Cleartext text) {}

    @PostMapping("/{id}/decision")
    @AllowedTo({Role.AUDITOR, Role.COMPLIANCE_OFFICER, Role.OWNER})
    ResponseEntity<?> decide(
            Requester.SignedIn who, @PathVariable UUID id, @Valid @RequestBody DecisionRequest request) {
        return answered(
                findings.decide(
                        who,
                        new FindingId(id),
                        request.agreed(),
                        Optional.ofNullable(request.text()).orElseGet(() -> Cleartext.of(""))),
                HttpStatus.NO_CONTENT);
    }

    private static ResponseEntity<?> answered(FindingResult result, HttpStatus done) {
        return switch (result) {
            case FindingResult.Done(var finding) ->
                done == HttpStatus.CREATED
                        ? ResponseEntity.status(done).body(new Created(finding.value()))
                        : ResponseEntity.status(done).build();
            case FindingResult.Refused refused ->
                Problem.of(
                        switch (refused.fault()) {
                            case TITLE, TEXT, CONTROL, DUE -> HttpStatus.UNPROCESSABLE_CONTENT;
                            case SECOND_PERSON -> HttpStatus.FORBIDDEN;
                            case NOT_NOW, TOUCHED -> HttpStatus.CONFLICT;
                        },
                        "finding-"
                                + refused.fault()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', '-'));
            case FindingResult.Unknown _ -> Problem.of(HttpStatus.NOT_FOUND, "unknown-finding");
        };
    }
}
