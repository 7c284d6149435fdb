package io.equiveil.nda.web;

import io.equiveil.frame.AllowedTo;
import io.equiveil.identity.Passkeys;
import io.equiveil.identity.SigningProofs.Proof;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.nda.AgreementPictures;
import io.equiveil.nda.AgreementResult;
import io.equiveil.nda.AgreementState;
import io.equiveil.nda.AgreementSummary;
import io.equiveil.nda.OwnAgreements;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// 本人的保密承诺: where staff and partners' people read and sign their own undertaking, at the first sign-in and after.
@Controller
@RequestMapping("/own-agreement")
@AllowedTo({
    Role.OWNER,
    Role.ADMINISTRATOR,
    Role.COMPLIANCE_OFFICER,
    Role.SECURITY_OFFICER,
    Role.ADVISOR,
    Role.DEPARTMENT_HEAD,
    Role.PARTNER
})
class OwnAgreementController {

    private final OwnAgreements own;
    private final AgreementPictures pictures;
    private final Passkeys passkeys;

    OwnAgreementController(OwnAgreements own, AgreementPictures pictures, Passkeys passkeys) {
        this.own = own;
        this.pictures = pictures;
        this.passkeys = passkeys;
    }

    @GetMapping
    ModelAndView show(Requester.SignedIn who) {
        return page(who);
    }

    /// Writes the text in this person's name.
    @PostMapping
    ModelAndView prepare(Requester.SignedIn who, Locale locale) {
        return answer(who, own.prepare(who, locale));
    }

    @PostMapping("/signature")
    ModelAndView sign(Requester.SignedIn who, @RequestParam String code) {
        return answer(who, own.sign(who, new Proof.AuthenticatorCode(Cleartext.of(code.strip()))));
    }

    /// The text as one picture. A reading is recorded before the picture is made.
    @GetMapping("/picture")
    ResponseEntity<byte[]> picture(Requester.SignedIn who) {
        return AgreementPages.picture(own.read(who), who, pictures);
    }

    /// The PDF, to be kept or printed by the one who signs it.
    @GetMapping("/agreement.pdf")
    ResponseEntity<byte[]> pdf(Requester.SignedIn who) {
        return AgreementPages.file(own.read(who), who, pictures);
    }

    private ModelAndView answer(Requester.SignedIn who, AgreementResult result) {
        return switch (result) {
            case AgreementResult.Done _ -> new ModelAndView("redirect:/own-agreement");
            case AgreementResult no -> {
                ModelAndView page = page(who).addObject("no", NoPage.of(no));
                page.setStatus(HttpStatus.CONFLICT);
                yield page;
            }
        };
    }

    private ModelAndView page(Requester.SignedIn who) {
        Optional<AgreementSummary> agreement = own.of(who);
        boolean missing = own.missing(who);
        boolean written = agreement
                .filter(found -> !missing || found.state() == AgreementState.DRAFT)
                .isPresent();
        return new ModelAndView("nda/own")
                .addObject("agreement", written ? agreement.get() : null)
                .addObject("passkey", missing && !passkeys.of(who).isEmpty())
                .addObject("missing", missing);
    }
}
