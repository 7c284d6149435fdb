package io.equiveil.dataroom.web;

import io.equiveil.clients.ClientFile;
import io.equiveil.clients.Clients;
import io.equiveil.dataroom.DataRoom;
import io.equiveil.dataroom.SendingState;
import io.equiveil.files.SentForm;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.StreamedForm;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.DocumentId;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Identity documents of a client, stamped with what they are for: for the client and for whoever is in charge.
@Controller
@RequestMapping({"/clients/{subject}/documents", "/portal/papers/{subject}"})
class IdentityDocumentController {

    private final DataRoom room;
    private final DocumentPages pages;
    private final ArrivalPages arrivals;
    private final Clients clients;

    IdentityDocumentController(DataRoom room, DocumentPages pages, ArrivalPages arrivals, Clients clients) {
        this.room = room;
        this.pages = pages;
        this.arrivals = arrivals;
        this.clients = clients;
    }

    @GetMapping
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER, Role.CLIENT})
    ModelAndView list(Requester.SignedIn who, @PathVariable UUID subject) {
        ClientFile file = file(who, subject);
        return pages.list(
                who,
                Place.ofSubject(who, file.subject()),
                room.identityDocuments(who, file.subject(), Optional.empty()),
                file.alias());
    }

    @GetMapping("/new")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.CLIENT})
    ModelAndView form(Requester.SignedIn who, @PathVariable UUID subject) {
        return arrivals.form(who, Owner.of(file(who, subject).subject()));
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.CLIENT})
    ModelAndView add(Requester.SignedIn who, @PathVariable UUID subject, StreamedForm form, RedirectAttributes redirect)
            throws IOException {
        SentForm sent = SentForm.of(form);
        SendingState state = room.sendIdentityDocument(
                who, new SubjectId(subject), matter(sent.field("matter")), Cleartext.of(sent.field("title")), sent);
        sent.passOver();
        return arrivals.after(who, state, redirect);
    }

    @GetMapping("/{document}")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER})
    ModelAndView document(Requester.SignedIn who, @PathVariable UUID subject, @PathVariable UUID document) {
        return pages.document(who, place(who, subject), new DocumentId(document));
    }

    @PostMapping("/{document}/views")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.CLIENT})
    ModelAndView open(Requester.SignedIn who, @PathVariable UUID subject, @PathVariable UUID document) {
        return pages.open(who, place(who, subject), new DocumentId(document));
    }

    @GetMapping("/{document}/removal")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.CLIENT})
    ModelAndView removal(Requester.SignedIn who, @PathVariable UUID subject, @PathVariable UUID document) {
        return pages.removal(who, place(who, subject), new DocumentId(document));
    }

    @PostMapping("/{document}/removal")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.CLIENT})
    ModelAndView remove(
            Requester.SignedIn who,
            @PathVariable UUID subject,
            @PathVariable UUID document,
            RedirectAttributes redirect) {
        return pages.remove(who, place(who, subject), new DocumentId(document), redirect);
    }

    private ClientFile file(Requester.SignedIn who, UUID subject) {
        return clients.find(who, new SubjectId(subject)).orElseThrow(DocumentPages::unknown);
    }

    private static Place place(Requester.SignedIn who, UUID subject) {
        return Place.ofSubject(who, new SubjectId(subject));
    }

    private static Optional<MatterId> matter(String typed) {
        try {
            return typed.isBlank() ? Optional.empty() : Optional.of(MatterId.parse(typed));
        } catch (IllegalArgumentException e) {
            throw DocumentPages.unknown();
        }
    }
}
