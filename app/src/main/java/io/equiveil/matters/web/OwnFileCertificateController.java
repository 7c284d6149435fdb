package io.equiveil.matters.web;

import static io.equiveil.kernel.Role.ADVISOR;
import static io.equiveil.kernel.Role.CLIENT;
import static io.equiveil.kernel.Role.COMPLIANCE_OFFICER;
import static io.equiveil.kernel.Role.DEPARTMENT_HEAD;
import static io.equiveil.kernel.Role.OWNER;

import io.equiveil.frame.AllowedTo;
import io.equiveil.identity.People;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.LedgerReader;
import io.equiveil.matters.CertificateEvidence;
import io.equiveil.matters.OwnFileCertificate;
import io.equiveil.matters.OwnFiles;
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

/// The certificate of the destruction of a client's own file, for the firm's people and for the client, and the
/// proof of it for anybody.
@Controller
@RequestMapping({"/clients/{subject}/certificate", "/portal/retention/{subject}/certificate"})
class OwnFileCertificateController {

    private final OwnFiles files;
    private final MatterPages pages;
    private final People people;
    private final LedgerReader ledger;

    OwnFileCertificateController(OwnFiles files, MatterPages pages, People people, LedgerReader ledger) {
        this.files = files;
        this.pages = pages;
        this.people = people;
        this.ledger = ledger;
    }

    @GetMapping
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER, CLIENT})
    ModelAndView certificate(Requester.SignedIn who, @PathVariable UUID subject, Locale locale) {
        OwnFileCertificate certificate =
                files.certificate(who, new SubjectId(subject)).orElseThrow(MatterPages::unknown);
        boolean client = who.has(CLIENT) && !who.isStaff();
        return new ModelAndView("matters/certificate")
                .addObject("certificate", certificate)
                .addObject("about", pages.text("matters.own-file.title", locale, certificate.alias()))
                .addObject("groupKey", "matters.own-file.group.")
                .addObject("numberKey", "matters.own-file.number")
                .addObject("number", certificate.subject())
                .addObject("layout", client ? "frame/client" : "frame/layout")
                .addObject(
                        "here",
                        client
                                ? "/portal/retention/" + subject + "/certificate"
                                : "/clients/" + subject + "/certificate")
                .addObject("key", ledger.key().fingerprint())
                .addObject(
                        "groups",
                        certificate.destroyed().stream()
                                .map(group -> GroupLine.of(group, people))
                                .toList());
    }

    /// The proof, to hand to anybody.
    @GetMapping("/evidence")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER, CLIENT})
    Object evidence(Requester.SignedIn who, @PathVariable UUID subject, Locale locale) {
        return switch (files.evidence(who, new SubjectId(subject))) {
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
                ModelAndView page = certificate(who, subject, locale).addObject("later", true);
                page.setStatus(HttpStatus.SERVICE_UNAVAILABLE);
                yield page;
            }
            case CertificateEvidence.None _ -> throw MatterPages.unknown();
        };
    }
}
