package io.equiveil.matters.rest;

import static io.equiveil.kernel.Role.ADVISOR;
import static io.equiveil.kernel.Role.CLIENT;
import static io.equiveil.kernel.Role.COMPLIANCE_OFFICER;
import static io.equiveil.kernel.Role.DEPARTMENT_HEAD;
import static io.equiveil.kernel.Role.OWNER;

import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Problem;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.CertificateEvidence;
import io.equiveil.matters.OwnFileCertificate;
import io.equiveil.matters.OwnFileClock;
import io.equiveil.matters.OwnFileHold;
import io.equiveil.matters.OwnFileResult;
import io.equiveil.matters.OwnFiles;
import io.equiveil.matters.rest.MatterViews.GroupView;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// How long clients' own files are kept, and their end, for programs.
@RestController
@RequestMapping("/api/clients")
class OwnFileRestController {

    private final OwnFiles files;

    OwnFileRestController(OwnFiles files) {
        this.files = files;
    }

    /// @param reason why compliance holds it
    /// @param name   code name of the matter, or number of the agreement
    record HoldView(
            String kind, @Nullable String reason, @Nullable String name) {

        static HoldView of(OwnFileHold hold) {
            return new HoldView(
                    hold.kind().name(),
                    hold.reason().map(Enum::name).orElse(null),
                    hold.name().orElse(null));
        }
    }

    /// @param rule      the rule that keeps it longest
    /// @param keptUntil absent as long as the relation goes on, or if it is kept for ever
    record OwnClockView(
            String group,
            String state,
            List<String> rules,
            @Nullable String rule,
            @Nullable Instant keptUntil,
            List<HoldView> holds) {

        static OwnClockView of(OwnFileClock clock) {
            return new OwnClockView(
                    clock.group().name(),
                    clock.state().name(),
                    clock.rules(),
                    clock.rule().orElse(null),
                    clock.keptUntil().orElse(null),
                    clock.holds().stream().map(HoldView::of).toList());
        }
    }

    /// @param askedBy who asked for the destruction that waits for a second person; absent if nobody did
    record OwnFileView(
            UUID subject,
            String alias,
            List<OwnClockView> clocks,
            @Nullable UUID askedBy) {}

    record DueView(UUID subject, String alias, Instant since, boolean asked) {}

    record OwnCertificateView(UUID subject, String alias, List<GroupView> destroyed, List<OwnClockView> kept) {

        static OwnCertificateView of(OwnFileCertificate certificate) {
            return new OwnCertificateView(
                    certificate.subject().value(),
                    certificate.alias(),
                    certificate.destroyed().stream().map(GroupView::of).toList(),
                    certificate.kept().stream().map(OwnClockView::of).toList());
        }
    }

    /// Files of which something is due, those that the requester may take part in.
    @GetMapping("/retention")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER})
    List<DueView> due(Requester.SignedIn who) {
        return files.due(who).stream()
                .map(due -> new DueView(due.subject().value(), due.alias(), due.since(), due.asked()))
                .toList();
    }

    /// How long each group of a file is kept, and what holds it back.
    @GetMapping("/{subject}/retention")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER, CLIENT})
    ResponseEntity<?> retention(Requester.SignedIn who, @PathVariable UUID subject) {
        return files.of(who, new SubjectId(subject))
                .<ResponseEntity<?>>map(standing -> ResponseEntity.ok(new OwnFileView(
                        subject,
                        standing.file().alias(),
                        standing.clocks().stream().map(OwnClockView::of).toList(),
                        standing.askedBy().map(PersonId::value).orElse(null))))
                .orElseGet(() -> answer(new OwnFileResult.Unknown()));
    }

    @PostMapping("/{subject}/destruction-request")
    @AllowedTo(
            value = {ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER},
            stepUp = true)
    ResponseEntity<?> ask(Requester.SignedIn who, @PathVariable UUID subject) {
        return answer(files.ask(who, new SubjectId(subject)));
    }

    @PostMapping("/{subject}/destruction")
    @AllowedTo(
            value = {ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER},
            stepUp = true)
    ResponseEntity<?> approve(Requester.SignedIn who, @PathVariable UUID subject) {
        return answer(files.approve(who, new SubjectId(subject)));
    }

    @GetMapping("/{subject}/certificate")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER, CLIENT})
    ResponseEntity<?> certificate(Requester.SignedIn who, @PathVariable UUID subject) {
        return files.certificate(who, new SubjectId(subject))
                .<ResponseEntity<?>>map(certificate -> ResponseEntity.ok(OwnCertificateView.of(certificate)))
                .orElseGet(() -> answer(new OwnFileResult.Unknown()));
    }

    /// The proof of the certificate: an evidence file that anybody can check without us.
    @GetMapping("/{subject}/certificate/evidence")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER, CLIENT})
    ResponseEntity<?> evidence(Requester.SignedIn who, @PathVariable UUID subject) {
        return switch (files.evidence(who, new SubjectId(subject))) {
            case CertificateEvidence.Ready(var file) ->
                ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(file.render());
            case CertificateEvidence.NotYet _ -> Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "not-yet");
            case CertificateEvidence.None _ -> Problem.of(HttpStatus.NOT_FOUND, "nothing-to-prove");
        };
    }

    private static ResponseEntity<?> answer(OwnFileResult result) {
        return switch (result) {
            case OwnFileResult.Done _ -> ResponseEntity.noContent().build();
            case OwnFileResult.Unknown _ -> Problem.of(HttpStatus.NOT_FOUND, "unknown-subject");
            case OwnFileResult.Blocked(var blockers, var holds) -> {
                ProblemDetail detail = Problem.detail(HttpStatus.CONFLICT, "own-file-kept");
                detail.setProperty("blockers", blockers);
                detail.setProperty("holds", holds.stream().map(HoldView::of).toList());
                yield Problem.of(detail);
            }
        };
    }
}
