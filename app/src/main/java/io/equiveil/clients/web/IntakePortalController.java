package io.equiveil.clients.web;

import io.equiveil.clients.ClientFile;
import io.equiveil.clients.Clients;
import io.equiveil.clients.FactSection;
import io.equiveil.clients.Intake;
import io.equiveil.consent.Consents;
import io.equiveil.consent.Means;
import io.equiveil.consent.NoticeLanguage;
import io.equiveil.consent.ServeResult;
import io.equiveil.consent.ServedNotice;
import io.equiveil.frame.AllowedTo;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.nda.AgreementSummary;
import io.equiveil.nda.Agreements;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/// The client's own way in, on a phone: notice, agreement, one tick per purpose, then one section per screen.
@Controller
@RequestMapping("/portal/intake")
class IntakePortalController {

    private static final int STEPS = 4;

    private final Clients clients;
    private final Additions additions;
    private final Consents consents;
    private final Agreements agreements;

    IntakePortalController(Clients clients, Additions additions, Consents consents, Agreements agreements) {
        this.clients = clients;
        this.additions = additions;
        this.consents = consents;
        this.agreements = agreements;
    }

    /// The next step of a file that needs one; done otherwise.
    @GetMapping
    @AllowedTo(Role.CLIENT)
    ModelAndView index(Requester.SignedIn who) {
        List<ClientFile> files = clients.filesOf(who);
        for (ClientFile file : files) {
            Intake intake = clients.intake(who, file.subject()).orElseThrow();
            if (intake.next() != Intake.Step.DONE) {
                return step(file, intake);
            }
        }
        return new ModelAndView("clients/intake-done")
                .addObject("files", files)
                .addObject(
                        "additions",
                        files.stream().collect(Collectors.toMap(ClientFile::subject, file -> additions.of(who, file))));
    }

    private ModelAndView step(ClientFile file, Intake intake) {
        ModelAndView page = new ModelAndView("clients/intake")
                .addObject("file", file)
                .addObject("step", intake.next())
                .addObject("at", intake.next().ordinal() + 1)
                .addObject("total", STEPS);
        switch (intake.next()) {
            case NOTICE -> page.addObject("path", "/portal/intake/" + file.subject() + "/notice");
            case AGREEMENT ->
                page.addObject(
                        "path",
                        waiting(file.subject())
                                .map(agreement -> "/portal/agreements/" + agreement.id())
                                .orElse(null));
            case BASIS ->
                page.addObject(
                        "path",
                        "/portal/consent/questions/" + latest(file.subject()).id() + "?next=/portal/intake");
            case FACTS ->
                page.addObject("path", "/portal/intake/" + file.subject() + "/facts/" + nextSection(file, intake));
            case DONE -> page.addObject("path", "/portal");
        }
        return page;
    }

    @GetMapping("/{subject}/notice")
    @AllowedTo(Role.CLIENT)
    ModelAndView notice(Requester.SignedIn who, @PathVariable UUID subject, Locale locale) {
        return noticePage(own(who, subject), NoticeLanguage.of(locale));
    }

    /// The client has seen exactly these words.
    @PostMapping("/{subject}/notice")
    @AllowedTo(Role.CLIENT)
    ModelAndView seen(
            Requester.SignedIn who,
            @PathVariable UUID subject,
            @RequestParam String shown,
            @RequestParam String language) {
        ClientFile file = own(who, subject);
        NoticeLanguage read = NoticeLanguage.parse(language);
        Digest hash = Digest.of(HexFormat.of().parseHex(shown));
        return switch (clients.serveNotice(who, file.subject(), read, hash, Means.SCREEN)) {
            case ServeResult.Served _ -> new ModelAndView("redirect:/portal/intake");
            case ServeResult.Changed _ -> {
                ModelAndView again = noticePage(file, read).addObject("changed", true);
                again.setStatus(HttpStatus.CONFLICT);
                yield again;
            }
            case ServeResult.HandlerUnnamed _ -> {
                ModelAndView page = noticePage(file, read).addObject("unnamed", true);
                page.setStatus(HttpStatus.CONFLICT);
                yield page;
            }
            case ServeResult.UnknownNotice _, ServeResult.RecipientMissing _, ServeResult.NotYours _ ->
                throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        };
    }

    private ModelAndView noticePage(ClientFile file, NoticeLanguage language) {
        return new ModelAndView("clients/my-notice")
                .addObject("file", file)
                .addObject("text", clients.notice(file.subject(), language).orElseThrow());
    }

    private java.util.Optional<AgreementSummary> waiting(SubjectId subject) {
        return agreements.ofSubject(subject).stream()
                .filter(agreement ->
                        agreement.matter().isEmpty() && agreement.inForceFrom().isEmpty())
                .filter(agreement -> agreement.state() == io.equiveil.nda.AgreementState.SENT)
                .max(Comparator.comparing(AgreementSummary::preparedAt));
    }

    private static FactSection nextSection(ClientFile file, Intake intake) {
        return FactSection.of(file.kind()).stream()
                .filter(FactSection::needed)
                .filter(section -> !file.given().contains(section))
                .filter(intake::isOpen)
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.CONFLICT));
    }

    private ServedNotice latest(SubjectId subject) {
        return consents.servedTo(subject).stream()
                .filter(served -> served.owner().equals(Owner.of(subject)))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.CONFLICT));
    }

    private ClientFile own(Requester.SignedIn who, UUID subject) {
        SubjectId id = new SubjectId(subject);
        return clients.find(who, id)
                .filter(_ -> who.actsFor().contains(id))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
