package io.equiveil.transfers.web;

import static io.equiveil.kernel.Role.ADVISOR;
import static io.equiveil.kernel.Role.AUDITOR;
import static io.equiveil.kernel.Role.COMPLIANCE_OFFICER;
import static io.equiveil.kernel.Role.DEPARTMENT_HEAD;
import static io.equiveil.kernel.Role.OWNER;

import io.equiveil.dataroom.DataRoom;
import io.equiveil.dataroom.Listed;
import io.equiveil.dataroom.NewDocument;
import io.equiveil.dataroom.UploadResult;
import io.equiveil.files.IncomingFiles;
import io.equiveil.files.SentForm;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Notice;
import io.equiveil.frame.StreamedForm;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.DocumentId;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.transfers.Checklist;
import io.equiveil.transfers.TransferResult;
import io.equiveil.transfers.TransferStep;
import io.equiveil.transfers.Transfers;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The legal steps of a matter: the list, and one step with what shows it.
@Controller
@RequestMapping("/matters/{id}/steps")
class StepController {

    private final Transfers transfers;
    private final DataRoom room;
    private final StepPages pages;
    private final Clock clock;

    StepController(Transfers transfers, DataRoom room, StepPages pages, Clock clock) {
        this.transfers = transfers;
        this.room = room;
        this.pages = pages;
        this.clock = clock;
    }

    @GetMapping
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER, AUDITOR})
    ModelAndView index(Requester.SignedIn who, @PathVariable UUID id) {
        return pages.steps(who, new MatterId(id));
    }

    @GetMapping("/{step}")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER, AUDITOR})
    ModelAndView show(Requester.SignedIn who, @PathVariable UUID id, @PathVariable TransferStep step, Locale locale) {
        return page(who, id, step, locale);
    }

    private ModelAndView page(Requester.SignedIn who, UUID id, TransferStep step, Locale locale) {
        return pages.step(who, new MatterId(id), step, locale).addObject("bounds", IncomingFiles.bounds());
    }

    @PostMapping("/{step}/completion")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView complete(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable TransferStep step,
            @RequestParam LocalDate on,
            Locale locale,
            RedirectAttributes redirect) {
        return answer(who, id, step, transfers.complete(who, new MatterId(id), step, on, List.of()), locale, redirect);
    }

    @PostMapping("/{step}/reopening")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView reopen(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable TransferStep step,
            Locale locale,
            RedirectAttributes redirect) {
        return answer(who, id, step, transfers.reopen(who, new MatterId(id), step), locale, redirect);
    }

    @PostMapping("/{step}/due")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView schedule(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable TransferStep step,
            @RequestParam LocalDate due,
            Locale locale,
            RedirectAttributes redirect) {
        return answer(who, id, step, transfers.schedule(who, new MatterId(id), step, due), locale, redirect);
    }

    @PostMapping("/{step}/responsible")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView assign(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable TransferStep step,
            @RequestParam UUID person,
            Locale locale,
            RedirectAttributes redirect) {
        return answer(
                who, id, step, transfers.assign(who, new MatterId(id), step, new PersonId(person)), locale, redirect);
    }

    /// A photograph or file that shows the step: into the data room, and to the step.
    @PostMapping(path = "/{step}/documents", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView add(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable TransferStep step,
            StreamedForm form,
            Locale locale,
            RedirectAttributes redirect)
            throws IOException {
        MatterId matter = new MatterId(id);
        Checklist.Step found = pages.checklist(who, matter).step(step).orElseThrow(StepPages::unknown);
        SentForm sent = SentForm.of(form);
        NewDocument about =
                new NewDocument(Cleartext.of(sent.field("title")), InformationClass.DOCUMENT, shownFrom(found.stage()));
        UploadResult result = room.add(who, matter, about, sent);
        sent.passOver();
        return switch (result) {
            case UploadResult.Stored stored ->
                answer(
                        who,
                        id,
                        step,
                        transfers.attach(who, matter, step, stored.document().id()),
                        locale,
                        redirect);
            case UploadResult.Refused(var because) -> refused(page(who, id, step, locale), because.messageKey());
            case UploadResult.FileRefused(var because) -> refused(page(who, id, step, locale), because.messageKey());
            case UploadResult.NotYours _ -> throw StepPages.unknown();
        };
    }

    private static ModelAndView refused(ModelAndView page, String because) {
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page.addObject("refusal", because);
    }

    /// Documents of the data room to choose from; their titles are read through the gate.
    @GetMapping("/{step}/documents")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView choose(Requester.SignedIn who, @PathVariable UUID id, @PathVariable TransferStep step, Locale locale) {
        List<Listed> documents = room.list(
                        who, new MatterId(id), clock.instant().plusSeconds(60))
                .map(listing -> listing.lines())
                .orElseThrow(StepPages::unknown);
        return page(who, id, step, locale).addObject("choices", documents);
    }

    @PostMapping("/{step}/documents/attached")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView attach(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable TransferStep step,
            @RequestParam UUID document,
            Locale locale,
            RedirectAttributes redirect) {
        return answer(
                who,
                id,
                step,
                transfers.attach(who, new MatterId(id), step, new DocumentId(document)),
                locale,
                redirect);
    }

    /// What a buyer may see of it: papers of the due diligence from there, all others from the agreement on.
    private static MatterStage shownFrom(MatterStage stage) {
        return switch (stage) {
            case DUE_DILIGENCE -> MatterStage.DUE_DILIGENCE;
            case PAYMENT, TAX -> MatterStage.PAYMENT;
            case REGISTRATION -> MatterStage.REGISTRATION;
            default -> MatterStage.AGREEMENT;
        };
    }

    private ModelAndView answer(
            Requester.SignedIn who,
            UUID id,
            TransferStep step,
            TransferResult result,
            Locale locale,
            RedirectAttributes redirect) {
        return switch (result) {
            case TransferResult.Done _ -> {
                redirect.addFlashAttribute("notice", Notice.done("transfers.step.saved"));
                yield new ModelAndView("redirect:/matters/" + id + "/steps/" + step);
            }
            case TransferResult.Unknown _ -> throw StepPages.unknown();
            case TransferResult.Blocked(var obstacles) -> pages.blocked(page(who, id, step, locale), obstacles, locale);
        };
    }
}
