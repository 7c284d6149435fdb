package io.equiveil.dataroom.web;

import io.equiveil.dataroom.DataRoom;
import io.equiveil.dataroom.NewDocument;
import io.equiveil.dataroom.SendingState;
import io.equiveil.files.SentForm;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.StreamedForm;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.DocumentId;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.matters.MatterSummary;
import io.equiveil.matters.Matters;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Documents of a matter: for its team, its parties and its partners.
@Controller
@RequestMapping({"/matters/{matter}/documents", "/portal/matters/{matter}/documents"})
class MatterDocumentController {

    private final DataRoom room;
    private final DocumentPages pages;
    private final ArrivalPages arrivals;
    private final Matters matters;
    private final Clock clock;

    MatterDocumentController(DataRoom room, DocumentPages pages, ArrivalPages arrivals, Matters matters, Clock clock) {
        this.room = room;
        this.pages = pages;
        this.arrivals = arrivals;
        this.matters = matters;
        this.clock = clock;
    }

    @GetMapping
    @AllowedTo({
        Role.ADVISOR,
        Role.DEPARTMENT_HEAD,
        Role.OWNER,
        Role.COMPLIANCE_OFFICER,
        Role.AUDITOR,
        Role.PARTNER,
        Role.CLIENT
    })
    ModelAndView list(Requester.SignedIn who, @PathVariable UUID matter, @RequestParam Optional<Instant> before) {
        MatterSummary summary = summary(who, matter);
        return pages.list(
                who,
                Place.ofMatter(who, summary.id()),
                room.list(
                        who,
                        summary.id(),
                        before.orElseGet(() -> clock.instant().plusSeconds(60))),
                summary.codeName());
    }

    @GetMapping("/new")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.CLIENT})
    ModelAndView form(Requester.SignedIn who, @PathVariable UUID matter) {
        return arrivals.form(who, Owner.of(summary(who, matter).id()));
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.CLIENT})
    ModelAndView add(Requester.SignedIn who, @PathVariable UUID matter, StreamedForm form, RedirectAttributes redirect)
            throws IOException {
        SentForm sent = SentForm.of(form);
        NewDocument about = new NewDocument(
                Cleartext.of(sent.field("title")),
                DocumentPages.classOf(sent.field("class")),
                DocumentPages.stageOf(sent.field("shownFrom")));
        SendingState state = room.send(who, new MatterId(matter), about, sent);
        sent.passOver();
        return arrivals.after(who, state, redirect);
    }

    @GetMapping("/{document}")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER, Role.AUDITOR})
    ModelAndView document(Requester.SignedIn who, @PathVariable UUID matter, @PathVariable UUID document) {
        return pages.document(who, place(who, matter), new DocumentId(document));
    }

    @PostMapping("/{document}/views")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.PARTNER, Role.CLIENT})
    ModelAndView open(Requester.SignedIn who, @PathVariable UUID matter, @PathVariable UUID document) {
        return pages.open(who, place(who, matter), new DocumentId(document));
    }

    @GetMapping("/{document}/removal")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.CLIENT})
    ModelAndView removal(Requester.SignedIn who, @PathVariable UUID matter, @PathVariable UUID document) {
        return pages.removal(who, place(who, matter), new DocumentId(document));
    }

    @PostMapping("/{document}/removal")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.CLIENT})
    ModelAndView remove(
            Requester.SignedIn who,
            @PathVariable UUID matter,
            @PathVariable UUID document,
            RedirectAttributes redirect) {
        return pages.remove(who, place(who, matter), new DocumentId(document), redirect);
    }

    @PostMapping("/{document}/stage")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
    ModelAndView stage(
            Requester.SignedIn who,
            @PathVariable UUID matter,
            @PathVariable UUID document,
            @RequestParam MatterStage shownFrom,
            RedirectAttributes redirect) {
        return pages.showFrom(who, place(who, matter), new DocumentId(document), shownFrom, redirect);
    }

    private MatterSummary summary(Requester.SignedIn who, UUID matter) {
        return matters.find(who, new MatterId(matter)).orElseThrow(DocumentPages::unknown);
    }

    private static Place place(Requester.SignedIn who, UUID matter) {
        return Place.ofMatter(who, new MatterId(matter));
    }
}
