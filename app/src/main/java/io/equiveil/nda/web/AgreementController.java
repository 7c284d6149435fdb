package io.equiveil.nda.web;

import io.equiveil.frame.AllowedTo;
import io.equiveil.identity.SigningProofs;
import io.equiveil.identity.SigningProofs.Proof;
import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.nda.AgreementPictures;
import io.equiveil.nda.AgreementResult;
import io.equiveil.nda.AgreementSummary;
import io.equiveil.nda.Agreements;
import io.equiveil.nda.Agreements.Reading;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/// Pages of agreements: the staff's list and page, and the client's page for reading and signing.
@Controller
class AgreementController {

    private final Agreements agreements;
    private final AgreementPictures pictures;
    private final SigningProofs proofs;

    AgreementController(Agreements agreements, AgreementPictures pictures, SigningProofs proofs) {
        this.agreements = agreements;
        this.pictures = pictures;
        this.proofs = proofs;
    }

    @GetMapping("/agreements")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER})
    ModelAndView index(Requester.SignedIn who) {
        return new ModelAndView("nda/index").addObject("agreements", agreements.waiting(who));
    }

    @GetMapping("/agreements/{id}")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER})
    ModelAndView show(Requester.SignedIn who, @PathVariable UUID id) {
        return staffPage(who, new AgreementId(id));
    }

    @PostMapping("/agreements/{id}/sending")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
    ModelAndView send(Requester.SignedIn who, @PathVariable UUID id, @RequestParam String code) {
        AgreementId agreement = new AgreementId(id);
        return staffAnswer(
                who,
                agreement,
                agreements.send(who, agreement, new Proof.AuthenticatorCode(Cleartext.of(code.strip()))));
    }

    @PostMapping("/agreements/{id}/paper/confirmation")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER})
    ModelAndView confirmPaper(Requester.SignedIn who, @PathVariable UUID id) {
        AgreementId agreement = new AgreementId(id);
        return staffAnswer(who, agreement, agreements.confirmPaper(who, agreement));
    }

    @GetMapping("/portal/agreements/{id}")
    @AllowedTo(Role.CLIENT)
    ModelAndView read(Requester.SignedIn who, @PathVariable UUID id) {
        return clientPage(own(who, id), Optional.empty());
    }

    @PostMapping("/portal/agreements/{id}/signature")
    @AllowedTo(Role.CLIENT)
    ModelAndView sign(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @RequestParam String code,
            @RequestParam String pin,
            @RequestParam(defaultValue = "") String handwriting) {
        AgreementSummary before = own(who, id);
        AgreementResult result = agreements.sign(
                who,
                before.id(),
                new Proof.CodeAndPin(Cleartext.of(code.strip()), Cleartext.of(pin.strip())),
                Optional.of(decoded(handwriting)));
        return switch (result) {
            case AgreementResult.Done _ -> new ModelAndView("redirect:/portal/agreements/" + id);
            case AgreementResult no -> clientPage(own(who, id), Optional.of(no));
        };
    }

    /// Sends the signer a code; the page says so whether or not there is a gateway, since an advisor can
    /// show one.
    @PostMapping("/portal/agreements/{id}/code")
    @AllowedTo(Role.CLIENT)
    ModelAndView sendCode(Requester.SignedIn who, @PathVariable UUID id) {
        AgreementSummary agreement = own(who, id);
        boolean sent = proofs.sendCode(who);
        return clientPage(agreement, Optional.empty())
                .addObject("codeSaid", sent ? "nda.sign.sent" : "nda.sign.ask-advisor");
    }

    /// The whole text as one picture. A reading is recorded before the picture is made.
    @GetMapping({"/agreements/{id}/picture", "/portal/agreements/{id}/picture"})
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER, Role.CLIENT})
    ResponseEntity<byte[]> picture(Requester.SignedIn who, @PathVariable UUID id) {
        return switch (agreements.read(who, new AgreementId(id))) {
            case Reading.Text text ->
                ResponseEntity.ok().contentType(MediaType.IMAGE_PNG).body(pictures.picture(text.pdf()));
            case Reading.No _ -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        };
    }

    /// The PDF itself, to be kept or printed by those who are parties to it.
    @GetMapping({"/agreements/{id}/agreement.pdf", "/portal/agreements/{id}/agreement.pdf"})
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.CLIENT})
    ResponseEntity<byte[]> pdf(Requester.SignedIn who, @PathVariable UUID id) {
        return switch (agreements.read(who, new AgreementId(id))) {
            case Reading.Text text ->
                ResponseEntity.ok().contentType(MediaType.APPLICATION_PDF).body(text.pdf());
            case Reading.No _ -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        };
    }

    private ModelAndView staffAnswer(Requester.SignedIn who, AgreementId id, AgreementResult result) {
        return switch (result) {
            case AgreementResult.Done _ -> new ModelAndView("redirect:/agreements/" + id);
            case AgreementResult no -> {
                ModelAndView page = staffPage(who, id).addObject("no", NoPage.of(no));
                page.setStatus(HttpStatus.CONFLICT);
                yield page;
            }
        };
    }

    private ModelAndView staffPage(Requester.SignedIn who, AgreementId id) {
        AgreementSummary agreement =
                agreements.find(who, id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return new ModelAndView("nda/show").addObject("agreement", agreement);
    }

    private static ModelAndView clientPage(AgreementSummary agreement, Optional<AgreementResult> no) {
        ModelAndView page = new ModelAndView("nda/sign").addObject("agreement", agreement);
        no.ifPresent(result -> {
            page.addObject("no", NoPage.of(result));
            page.setStatus(HttpStatus.CONFLICT);
        });
        return page;
    }

    private AgreementSummary own(Requester.SignedIn who, UUID id) {
        return agreements
                .find(who, new AgreementId(id))
                .filter(agreement -> who.actsFor().contains(agreement.subject()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static byte[] decoded(String dataUrl) {
        int comma = dataUrl.indexOf(',');
        try {
            return Base64.getDecoder().decode(comma < 0 ? dataUrl : dataUrl.substring(comma + 1));
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }

    /// A no, as a page says it.
    ///
    /// @param messageKey the sentence
    /// @param state      the agreement's state, where the sentence names it
    record NoPage(String messageKey, String state) {

        static NoPage of(AgreementResult result) {
            return switch (result) {
                case AgreementResult.Done _ -> throw new IllegalArgumentException("not a no");
                case AgreementResult.Unknown _ -> new NoPage("nda.result.unknown", "");
                case AgreementResult.NotNow(var state) -> new NoPage("nda.result.notnow", state.name());
                case AgreementResult.ProofRefused _ -> new NoPage("nda.result.proof", "");
                case AgreementResult.Refused _ -> new NoPage("nda.result.refused", "");
                case AgreementResult.Unrecorded _ -> new NoPage("nda.result.unrecorded", "");
                case AgreementResult.Unacceptable(var fault) -> new NoPage("nda.fault." + fault, "");
            };
        }
    }
}
