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
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.ledger.LedgerReader;
import io.equiveil.matters.CertificateEvidence;
import io.equiveil.matters.DestructionCertificate;
import io.equiveil.matters.Matters;
import io.equiveil.vault.KeyCustody.Destruction;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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

    /// One destroyed group on the certificate.
    ///
    /// @param closed   when opening stopped
    /// @param gone     since when, or by when, it is unrecoverable
    /// @param certain  whether that was measured
    record GroupLine(
            RetentionGroup group,
            @Nullable Instant closed,
            @Nullable Instant gone,
            boolean certain,
            String asked,
            String approved) {

        /// Whether it is destroyed but not yet noted outside the database: then this is no certificate yet.
        public boolean unnoted() {
            return closed != null && gone == null;
        }
    }

    private GroupLine line(DestructionCertificate.Group group) {
        String asked = people.codeName(group.asked());
        String approved = people.codeName(group.approved());
        return switch (group.destruction()) {
            case Destruction.NotDestroyed _ -> new GroupLine(group.group(), null, null, false, asked, approved);
            case Destruction.Unnoted(var at) -> new GroupLine(group.group(), at, null, false, asked, approved);
            case Destruction.Closed(var at, var by) -> new GroupLine(group.group(), at, by, false, asked, approved);
            case Destruction.Unrecoverable(var at, var since) ->
                new GroupLine(group.group(), at, since, true, asked, approved);
        };
    }

    @GetMapping
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER, AUDITOR, CLIENT})
    ModelAndView certificate(Requester.SignedIn who, @PathVariable UUID id) {
        DestructionCertificate certificate =
                matters.certificate(pages.find(who, new MatterId(id)).id()).orElseThrow(MatterPages::unknown);
        boolean client = who.has(CLIENT) && !who.isStaff();
        return new ModelAndView("matters/certificate")
                .addObject("certificate", certificate)
                .addObject("layout", client ? "frame/client" : "frame/layout")
                .addObject("here", (client ? "/portal/matters/" : "/matters/") + id + "/certificate")
                .addObject("key", ledger.key().fingerprint())
                .addObject(
                        "groups",
                        certificate.destroyed().stream().map(this::line).toList());
    }

    /// The proof, to hand to anybody.
    @GetMapping("/evidence")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER, AUDITOR, CLIENT})
    Object evidence(Requester.SignedIn who, @PathVariable UUID id) {
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
                ModelAndView page = certificate(who, id).addObject("later", true);
                page.setStatus(HttpStatus.SERVICE_UNAVAILABLE);
                yield page;
            }
            case CertificateEvidence.None _ -> throw MatterPages.unknown();
        };
    }
}
