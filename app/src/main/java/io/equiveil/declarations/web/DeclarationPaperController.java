package io.equiveil.declarations.web;

import static io.equiveil.kernel.Role.ADVISOR;
import static io.equiveil.kernel.Role.COMPLIANCE_OFFICER;
import static io.equiveil.kernel.Role.DEPARTMENT_HEAD;
import static io.equiveil.kernel.Role.OWNER;

import io.equiveil.declarations.DeclarationKind;
import io.equiveil.declarations.DeclarationPapers;
import io.equiveil.declarations.DeclarationPapers.OnPaper;
import io.equiveil.declarations.DeclarationReading;
import io.equiveil.declarations.DeclarationReading.Page;
import io.equiveil.declarations.DeclarationReading.Read;
import io.equiveil.declarations.DeclarationResult;
import io.equiveil.disclosure.Disclosure;
import io.equiveil.files.SentForm;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.StreamedForm;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Requester;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The paper itself: printed, taken in signed, looked at, confirmed by the second person.
@Controller
@RequestMapping("/matters/{id}/declarations/{paper}")
class DeclarationPaperController {

    private final DeclarationPapers papers;
    private final DeclarationReading reading;
    private final DeclarationPages pages;
    private final SheetTexts texts;

    DeclarationPaperController(
            DeclarationPapers papers, DeclarationReading reading, DeclarationPages pages, SheetTexts texts) {
        this.papers = papers;
        this.reading = reading;
        this.pages = pages;
        this.texts = texts;
    }

    /// Notice and paper with what is known filled in, to be printed. Reading that is recorded.
    @PostMapping("/sheet")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView sheet(
            Requester.SignedIn who, @PathVariable UUID id, @PathVariable DeclarationKind paper, Locale locale) {
        MatterId matter = new MatterId(id);
        Read read = reading.forSheet(who, matter, paper).orElseThrow(DeclarationPages::unknown);
        return switch (read.answer()) {
            case Disclosure.Unrecorded _ -> DeclarationPages.unrecorded(pages.page(who, matter, paper, true, locale));
            case Disclosure.Answered answered
            when !answered.refused().isEmpty() -> {
                ModelAndView page = pages.page(who, matter, paper, true, locale)
                        .addObject("refusals", DeclarationPages.refusals(answered));
                page.setStatus(HttpStatus.FORBIDDEN);
                yield page;
            }
            case Disclosure.Answered _ ->
                new ModelAndView("declarations/sheet")
                        .addObject("matter", pages.matter(who, matter))
                        .addObject("paper", paper)
                        .addObject("sheets", texts.of(paper, read.fields(), locale));
        };
    }

    /// Photographs or a scan of the signed paper.
    @PostMapping(path = "/scan", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView takeIn(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable DeclarationKind paper,
            StreamedForm form,
            Locale locale,
            RedirectAttributes redirect)
            throws IOException {
        SentForm sent = SentForm.of(form);
        MatterId matter = new MatterId(id);
        DeclarationResult result = papers.takeIn(
                who,
                matter,
                paper,
                new OnPaper(
                        DeclarationPages.typed(sent.field("name"), 200),
                        DeclarationPages.typed(sent.field("identity"), 60)),
                DeclarationPages.typed(sent.field("place"), 300),
                day(sent.field("signedOn")),
                sent);
        sent.passOver();
        return pages.answer(who, matter, paper, result, locale, redirect);
    }

    private static Optional<LocalDate> day(String typed) {
        try {
            return Optional.of(LocalDate.parse(typed));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    @GetMapping("/scan/pages/{page}")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ResponseEntity<byte[]> page(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable DeclarationKind paper,
            @PathVariable int page) {
        return switch (reading.page(who, new MatterId(id), paper, page).orElseThrow(DeclarationPages::unknown)) {
            case Page.Open(var jpeg) ->
                ResponseEntity.ok()
                        .contentType(MediaType.IMAGE_JPEG)
                        .cacheControl(CacheControl.noStore())
                        .body(jpeg);
            case Page.Refused _ -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
            case Page.NotNow _ -> throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
        };
    }

    /// The second person reads name and number anew from the original.
    @PostMapping("/confirmation")
    @AllowedTo(COMPLIANCE_OFFICER)
    ModelAndView confirm(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable DeclarationKind paper,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String identity,
            Locale locale,
            RedirectAttributes redirect) {
        MatterId matter = new MatterId(id);
        OnPaper read = new OnPaper(DeclarationPages.typed(name, 200), DeclarationPages.typed(identity, 60));
        return pages.answer(who, matter, paper, papers.confirm(who, matter, paper, read), locale, redirect);
    }

    @PostMapping("/return")
    @AllowedTo(COMPLIANCE_OFFICER)
    ModelAndView sendBack(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable DeclarationKind paper,
            Locale locale,
            RedirectAttributes redirect) {
        MatterId matter = new MatterId(id);
        return pages.answer(who, matter, paper, papers.sendBack(who, matter, paper), locale, redirect);
    }
}
