package io.equiveil.matters.rest;

import static io.equiveil.kernel.Role.ADVISOR;
import static io.equiveil.kernel.Role.AUDITOR;
import static io.equiveil.kernel.Role.CLIENT;
import static io.equiveil.kernel.Role.COMPLIANCE_OFFICER;
import static io.equiveil.kernel.Role.DEPARTMENT_HEAD;
import static io.equiveil.kernel.Role.OWNER;
import static io.equiveil.matters.rest.MatterViews.answer;

import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Problem;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Requester;
import io.equiveil.matters.CertificateEvidence;
import io.equiveil.matters.MatterResult;
import io.equiveil.matters.Matters;
import io.equiveil.matters.rest.MatterViews.CertificateView;
import io.equiveil.matters.rest.MatterViews.ClockView;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The destruction of a closed matter's keys for programs.
@RestController
@RequestMapping("/api/matters")
class DestructionRestController {

    private final Matters matters;

    DestructionRestController(Matters matters) {
        this.matters = matters;
    }

    @PostMapping("/{id}/destruction-request")
    @AllowedTo(
            value = {ADVISOR, DEPARTMENT_HEAD, OWNER},
            stepUp = true)
    ResponseEntity<?> askDestruction(Requester.SignedIn who, @PathVariable UUID id) {
        return answer(matters.askDestruction(who, new MatterId(id)));
    }

    @PostMapping("/{id}/destruction")
    @AllowedTo(
            value = {ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER},
            stepUp = true)
    ResponseEntity<?> approveDestruction(Requester.SignedIn who, @PathVariable UUID id) {
        return answer(matters.approveDestruction(who, new MatterId(id)));
    }

    @GetMapping("/{id}/certificate")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER, AUDITOR, CLIENT})
    ResponseEntity<?> certificate(Requester.SignedIn who, @PathVariable UUID id) {
        MatterId matter = new MatterId(id);
        return matters.find(who, matter)
                .flatMap(_ -> matters.certificate(matter))
                .<ResponseEntity<?>>map(certificate -> ResponseEntity.ok(CertificateView.of(certificate)))
                .orElseGet(() -> answer(new MatterResult.Unknown()));
    }

    /// How long each group of the closed matter's facts is kept.
    @GetMapping("/{id}/retention")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER, AUDITOR, CLIENT})
    List<ClockView> retention(Requester.SignedIn who, @PathVariable UUID id) {
        return matters.retention(who, new MatterId(id)).stream()
                .map(ClockView::of)
                .toList();
    }

    /// The proof of the certificate: an evidence file that anybody can check without us.
    @GetMapping("/{id}/certificate/evidence")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER, AUDITOR, CLIENT})
    ResponseEntity<?> evidence(Requester.SignedIn who, @PathVariable UUID id) {
        return switch (matters.certificateEvidence(who, new MatterId(id))) {
            case CertificateEvidence.Ready(var file) ->
                ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(file.render());
            case CertificateEvidence.NotYet _ -> Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "not-yet");
            case CertificateEvidence.None _ -> Problem.of(HttpStatus.NOT_FOUND, "nothing-to-prove");
        };
    }
}
