package io.equiveil.setup.rest;

import io.equiveil.files.SentForm;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Problem;
import io.equiveil.frame.StreamedForm;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.setup.CertificateDesk;
import io.equiveil.setup.CertificateResult;
import io.equiveil.setup.CertificateStanding;
import io.equiveil.setup.CertificateStanding.Uploaded;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The firm's own certificate for programs, such as one that renews it.
@RestController
@RequestMapping("/api/set-up/certificate")
class AddressRestController {

    private final CertificateDesk desk;

    AddressRestController(CertificateDesk desk) {
        this.desk = desk;
    }

    /// @param from     where the certificate of the moment comes from
    /// @param names    of the uploaded one; empty if there is none
    /// @param complete whether those that signed it came along
    record CertificateView(
            String host,
            CertificateStanding.From from,
            List<String> names,
            @Nullable Instant notAfter,
            @Nullable Boolean complete) {

        static CertificateView of(CertificateStanding standing) {
            return new CertificateView(
                    standing.host(),
                    standing.from(),
                    standing.kept().map(Uploaded::names).orElse(List.of()),
                    standing.kept().map(Uploaded::notAfter).orElse(null),
                    standing.kept().map(Uploaded::complete).orElse(null));
        }
    }

    @GetMapping
    @AllowedTo({Role.OWNER, Role.ADMINISTRATOR})
    CertificateView show() {
        return CertificateView.of(desk.standing());
    }

    /// The form's field `password` comes before its files.
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @AllowedTo(
            value = {Role.OWNER, Role.ADMINISTRATOR},
            stepUp = true)
    ResponseEntity<?> install(Requester.SignedIn who, StreamedForm form) throws IOException {
        SentForm sent = SentForm.of(form);
        CertificateResult result = desk.install(who, sent, sent.field("password"));
        sent.passOver();
        return answer(result);
    }

    @DeleteMapping
    @AllowedTo(
            value = {Role.OWNER, Role.ADMINISTRATOR},
            stepUp = true)
    ResponseEntity<?> remove(Requester.SignedIn who) throws IOException {
        return answer(desk.remove(who));
    }

    private ResponseEntity<?> answer(CertificateResult result) {
        return switch (result) {
            case CertificateResult.Installed _, CertificateResult.Removed _ ->
                ResponseEntity.ok(CertificateView.of(desk.standing()));
            case CertificateResult.Refused(var fault) -> {
                ProblemDetail detail = Problem.detail(HttpStatus.UNPROCESSABLE_CONTENT, "certificate-refused");
                detail.setProperty("fault", fault);
                yield Problem.of(detail);
            }
            case CertificateResult.NothingThere _ -> Problem.of(HttpStatus.NOT_FOUND, "not-found");
            case CertificateResult.NotYours _ -> Problem.of(HttpStatus.FORBIDDEN, "not-yours");
        };
    }
}
