package io.equiveil.nda.rest;

import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Problem;
import io.equiveil.identity.SigningProofs.Proof;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.nda.AgreementPictures;
import io.equiveil.nda.Agreements.Reading;
import io.equiveil.nda.OwnAgreements;
import io.equiveil.nda.rest.AgreementViews.AgreementView;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The asker's own undertaking for programs: written, read and signed.
@RestController
@RequestMapping("/api/own-agreement")
@AllowedTo({
    Role.OWNER,
    Role.ADMINISTRATOR,
    Role.COMPLIANCE_OFFICER,
    Role.SECURITY_OFFICER,
    Role.ADVISOR,
    Role.DEPARTMENT_HEAD,
    Role.PARTNER
})
class OwnAgreementRestController {

    private final OwnAgreements own;
    private final AgreementPictures pictures;

    OwnAgreementRestController(OwnAgreements own, AgreementPictures pictures) {
        this.own = own;
        this.pictures = pictures;
    }

    /// @param language `zh-CN` or `en`
    record WritingRequest(
            @NotNull @Pattern(regexp = "zh-CN|en") String language) {}

    /// @param code current one-time password of the asker's authenticator
    record SignatureRequest(@NotNull @Size(min = 6, max = 8) String code) {}

    @GetMapping
    ResponseEntity<?> show(Requester.SignedIn who) {
        return own.of(who)
                .<ResponseEntity<?>>map(agreement -> ResponseEntity.ok(AgreementView.of(agreement)))
                .orElseGet(() -> Problem.of(HttpStatus.NOT_FOUND, "unknown-agreement"));
    }

    /// Writes the undertaking, or answers with the one that is there already.
    @PostMapping
    ResponseEntity<?> prepare(Requester.SignedIn who, @Valid @RequestBody WritingRequest request) {
        return AgreementViews.answer(own.prepare(who, Locale.forLanguageTag(request.language())));
    }

    @PostMapping("/signature")
    ResponseEntity<?> sign(Requester.SignedIn who, @Valid @RequestBody SignatureRequest request) {
        return AgreementViews.answer(own.sign(who, new Proof.AuthenticatorCode(Cleartext.of(request.code()))));
    }

    /// The current PDF; marked pages where the gate lets have no more.
    @GetMapping("/document")
    ResponseEntity<?> document(Requester.SignedIn who) {
        return switch (own.read(who)) {
            case Reading.Text text -> AgreementViews.sent(pictures.toKeep(text, who));
            case Reading.No no -> AgreementViews.answer(no.result());
        };
    }
}
