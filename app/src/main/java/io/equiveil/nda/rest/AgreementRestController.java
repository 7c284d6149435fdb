package io.equiveil.nda.rest;

import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Problem;
import io.equiveil.identity.SigningProofs.Proof;
import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.ControlId;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.nda.AgreementResult;
import io.equiveil.nda.AgreementSummary;
import io.equiveil.nda.Agreements;
import io.equiveil.nda.Agreements.Reading;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Agreements for programs. Writing one starts at the client or the matter that it belongs to.
@RestController
@RequestMapping("/api/agreements/{id}")
class AgreementRestController {

    private final Agreements agreements;

    AgreementRestController(Agreements agreements) {
        this.agreements = agreements;
    }

    /// An agreement as programs see it.
    record AgreementView(
            UUID id,
            String number,
            String kind,
            String state,
            String medium,
            UUID subject,
            @Nullable UUID matter,
            List<String> scope,
            int yearsAfterClosing,
            List<String> measures,
            String textHash,
            int pages,
            Instant preparedAt,
            @Nullable Instant inForceFrom,
            @Nullable Instant endsAt,
            boolean genuine,
            List<SignatureView> signatures) {

        static AgreementView of(AgreementSummary agreement) {
            return new AgreementView(
                    agreement.id().value(),
                    agreement.number(),
                    agreement.kind().name(),
                    agreement.state().name(),
                    agreement.medium().name(),
                    agreement.subject().value(),
                    agreement.matter().map(MatterId::value).orElse(null),
                    agreement.terms().scope().stream()
                            .sorted()
                            .map(InformationClass::name)
                            .toList(),
                    agreement.terms().yearsAfterClosing(),
                    agreement.terms().measures().stream().map(ControlId::value).toList(),
                    agreement.textHash(),
                    agreement.pages(),
                    agreement.preparedAt(),
                    agreement.inForceFrom().orElse(null),
                    agreement.endsAt().orElse(null),
                    agreement.genuine(),
                    agreement.signatures().stream()
                            .map(signed -> new SignatureView(signed.side().name(), signed.grade(), signed.at()))
                            .toList());
        }
    }

    /// A signature that was given.
    record SignatureView(String side, String grade, Instant at) {}

    /// @param code current authenticator code of the member of staff who signs for the firm
    record SendingRequest(@NotNull @Size(min = 6, max = 8) String code) {}

    /// @param handwriting PNG, base64
    record SignatureRequest(
            @NotNull @Size(min = 6, max = 8) String code,
            @NotNull @Size(min = 6, max = 6) String pin,
            byte @NotNull [] handwriting) {}

    /// @param scan PDF, JPG or PNG, base64
    record PaperRequest(
            byte @NotNull [] scan,
            @NotNull LocalDate signedOn,
            @NotNull @Size(max = 200) String place) {}

    @GetMapping
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER, Role.CLIENT})
    ResponseEntity<?> show(Requester.SignedIn who, @PathVariable UUID id) {
        return agreements
                .find(who, new AgreementId(id))
                .<ResponseEntity<?>>map(agreement -> ResponseEntity.ok(AgreementView.of(agreement)))
                .orElseGet(() -> answer(new AgreementResult.Unknown()));
    }

    @PostMapping("/sending")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
    ResponseEntity<?> send(Requester.SignedIn who, @PathVariable UUID id, @Valid @RequestBody SendingRequest request) {
        return answer(
                agreements.send(who, new AgreementId(id), new Proof.AuthenticatorCode(Cleartext.of(request.code()))));
    }

    @PostMapping("/signature")
    @AllowedTo(Role.CLIENT)
    ResponseEntity<?> sign(
            Requester.SignedIn who, @PathVariable UUID id, @Valid @RequestBody SignatureRequest request) {
        return answer(agreements.sign(
                who,
                new AgreementId(id),
                new Proof.CodeAndPin(Cleartext.of(request.code()), Cleartext.of(request.pin())),
                Optional.of(request.handwriting())));
    }

    @PostMapping("/paper")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
    ResponseEntity<?> takeInPaper(
            Requester.SignedIn who, @PathVariable UUID id, @Valid @RequestBody PaperRequest request) {
        return answer(agreements.takeInPaper(
                who, new AgreementId(id), request.scan(), request.signedOn(), Cleartext.of(request.place())));
    }

    @PostMapping("/paper/confirmation")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER})
    ResponseEntity<?> confirmPaper(Requester.SignedIn who, @PathVariable UUID id) {
        return answer(agreements.confirmPaper(who, new AgreementId(id)));
    }

    /// The current PDF (or scan), for the counterpart's own use or staff whom the gate lets in.
    @GetMapping("/document")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER, Role.CLIENT})
    ResponseEntity<?> document(Requester.SignedIn who, @PathVariable UUID id) {
        return switch (agreements.read(who, new AgreementId(id))) {
            case Reading.Text text ->
                ResponseEntity.ok().contentType(MediaType.APPLICATION_PDF).body(text.pdf());
            case Reading.No no -> answer(no.result());
        };
    }

    static ResponseEntity<?> answer(AgreementResult result) {
        return switch (result) {
            case AgreementResult.Done done -> ResponseEntity.ok(AgreementView.of(done.agreement()));
            case AgreementResult.Unknown _ -> Problem.of(HttpStatus.NOT_FOUND, "unknown-agreement");
            case AgreementResult.NotNow(var state) -> {
                ProblemDetail detail = Problem.detail(HttpStatus.CONFLICT, "agreement-not-now");
                detail.setProperty("state", state.name());
                yield Problem.of(detail);
            }
            case AgreementResult.ProofRefused _ -> Problem.of(HttpStatus.FORBIDDEN, "proof-refused");
            case AgreementResult.Refused(var refusal) -> {
                ProblemDetail detail = Problem.detail(HttpStatus.FORBIDDEN, "refused-by-gate");
                detail.setProperty("refused", refusal.because());
                yield Problem.of(detail);
            }
            case AgreementResult.Unrecorded _ -> Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "not-recorded");
            case AgreementResult.Unacceptable(var fault) -> {
                ProblemDetail detail = Problem.detail(HttpStatus.UNPROCESSABLE_CONTENT, "not-acceptable");
                detail.setProperty("fault", fault.name());
                yield Problem.of(detail);
            }
        };
    }
}
