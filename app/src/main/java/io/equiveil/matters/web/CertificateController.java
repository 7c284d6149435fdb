package io.equiveil.matters.web;

import static io.equiveil.kernel.Role.ADVISOR;
import static io.equiveil.kernel.Role.AUDITOR;
import static io.equiveil.kernel.Role.CLIENT;
import static io.equiveil.kernel.Role.COMPLIANCE_OFFICER;
import static io.equiveil.kernel.Role.DEPARTMENT_HEAD;
import static io.equiveil.kernel.Role.OWNER;

import io.equiveil.frame.AllowedTo;
import io.equiveil.identity.People;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Requester;
import io.equiveil.ledger.LedgerReader;
import io.equiveil.matters.CertificateEvidence;
import io.equiveil.matters.DestructionCertificate;
import io.equiveil.matters.Matters;
import java.util.Locale;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/// The certificate of a destruction, for the firm's people and for the parties, and the proof of it for anybody.
@Controller
@RequestMapping({"/matters/{id}/certificate", "/portal/matters/{id}/certificate"})
class CertificateController {

    private final Matters matters;
    private final MatterPages pages;
    private final People people;
    private final LedgerReader ledger;

    CertificateController(Matters matters, MatterPages pages, People people, LedgerReader ledger) {
        this.matters = matters;
        this.pages = pages;
        this.people = people;
        this.ledger = ledger;
    }

    @GetMapping
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER, AUDITOR, CLIENT})
    ModelAndView certificate(Requester.SignedIn who, @PathVariable UUID id, Locale locale) {
        DestructionCertificate certificate =
                matters.certificate(pages.find(who, new MatterId(id)).id()).orElseThrow(MatterPages::unknown);
        boolean client = who.has(CLIENT) && !who.isStaff();
        return new ModelAndView("matters/certificate")
                .addObject("certificate", certificate)
                .addObject("about", pages.text("matters.show.title", locale, certificate.codeName()))
                .addObject("groupKey", "matters.group.")
                .addObject("numberKey", "matters.certificate.number")
                .addObject("number", certificate.matter())
                .addObject("layout", client ? "frame/client" : "frame/layout")
                .addObject("here", (client ? "/portal/matters/" : "/matters/") + id + "/certificate")
                .addObject("key", ledger.key().fingerprint())
                .addObject(
                        "groups",
                        certificate.destroyed().stream()
                                .map(group -> GroupLine.of(group, people))
                                .toList());
    }

    /// The proof, to hand to anybody.
    @GetMapping("/evidence")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER, AUDITOR, CLIENT})
    Object evidence(Requester.SignedIn who, @PathVariable UUID id, Locale locale) {
        return switch (matters.certificateEvidence(who, new MatterId(id))) {
            case CertificateEvidence.Ready(var file) ->
                ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                ContentDisposition.attachment()
                                        .filename("equiveil-destruction.json")
                                        .build()
                                        .toString())
                        .body(file.render());
            case CertificateEvidence.NotYet _ -> {
                ModelAndView page = certificate(who, id, locale).addObject("later", true);
                page.setStatus(HttpStatus.SERVICE_UNAVAILABLE);
                yield page;
            }
            case CertificateEvidence.None _ -> throw MatterPages.unknown();
        };
    }
}
