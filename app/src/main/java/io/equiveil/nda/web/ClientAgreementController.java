package io.equiveil.nda.web;

import io.equiveil.frame.AllowedTo;
import io.equiveil.identity.Passkeys;
import io.equiveil.identity.SigningProofs;
import io.equiveil.identity.SigningProofs.Proof;
import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.nda.AgreementHistory;
import io.equiveil.nda.AgreementPictures;
import io.equiveil.nda.AgreementResult;
import io.equiveil.nda.AgreementSummary;
import io.equiveil.nda.Agreements;
import io.equiveil.nda.PromisedMeasures;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/// The client's own agreements: read, sign, and see whether what was promised holds today.
@Controller
@RequestMapping("/portal/agreements/{id}")
@AllowedTo(Role.CLIENT)
class ClientAgreementController {

    private final Agreements agreements;
    private final AgreementPictures pictures;
    private final PromisedMeasures measures;
    private final SigningProofs proofs;
    private final Passkeys passkeys;
    private final Clock clock;

    ClientAgreementController(
            Agreements agreements,
            AgreementPictures pictures,
            PromisedMeasures measures,
            SigningProofs proofs,
            Passkeys passkeys,
            Clock clock) {
        this.agreements = agreements;
        this.pictures = pictures;
        this.measures = measures;
        this.proofs = proofs;
        this.passkeys = passkeys;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView read(Requester.SignedIn who, @PathVariable UUID id) {
        return page(who, own(who, id), Optional.empty());
    }

    @PostMapping("/signature")
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
            case AgreementResult no -> page(who, own(who, id), Optional.of(no));
        };
    }

    /// Sends the signer a code; the page says so whether or not there is a gateway, since an advisor can show one.
    @PostMapping("/code")
    ModelAndView sendCode(Requester.SignedIn who, @PathVariable UUID id) {
        AgreementSummary agreement = own(who, id);
        boolean sent = proofs.sendCode(who);
        return page(who, agreement, Optional.empty())
                .addObject("codeSaid", sent ? "nda.sign.sent" : "nda.sign.ask-advisor");
    }

    /// The whole text as one picture. A reading is recorded before the picture is made.
    @GetMapping("/picture")
    ResponseEntity<byte[]> picture(Requester.SignedIn who, @PathVariable UUID id) {
        return AgreementPages.picture(agreements.read(who, own(who, id).id()), who, pictures);
    }

    /// The PDF itself, to be kept or printed.
    @GetMapping("/agreement.pdf")
    ResponseEntity<byte[]> pdf(Requester.SignedIn who, @PathVariable UUID id) {
        return AgreementPages.file(agreements.read(who, own(who, id).id()), who, pictures);
    }

    /// The scan of the signed paper, with the reader's mark.
    @GetMapping("/scan")
    ResponseEntity<byte[]> scan(Requester.SignedIn who, @PathVariable UUID id) {
        return AgreementPaperController.scan(who, own(who, id), agreements, pictures);
    }

    private ModelAndView page(Requester.SignedIn who, AgreementSummary agreement, Optional<AgreementResult> no) {
        ModelAndView page = new ModelAndView("nda/sign")
                .addObject("agreement", agreement)
                .addObject("open", agreement.opensAt(clock.instant()))
                .addObject("passkey", !passkeys.of(who).isEmpty())
                .addObject("measures", measures.of(agreement.terms()))
                .addObject(
                        "onPaper",
                        agreements
                                .history(who, agreement.id())
                                .flatMap(AgreementHistory::paper)
                                .isPresent());
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
}
