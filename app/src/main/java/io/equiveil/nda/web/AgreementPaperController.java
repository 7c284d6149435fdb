package io.equiveil.nda.web;

import io.equiveil.disclosure.Disclosure;
import io.equiveil.disclosure.ValuePages;
import io.equiveil.disclosure.ValueView;
import io.equiveil.files.IncomingFiles;
import io.equiveil.files.SentForm;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Display;
import io.equiveil.frame.Notice;
import io.equiveil.frame.StreamedForm;
import io.equiveil.identity.KeptFields;
import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.nda.AgreementHistory;
import io.equiveil.nda.AgreementHistory.PaperSheet;
import io.equiveil.nda.AgreementPictures;
import io.equiveil.nda.AgreementResult;
import io.equiveil.nda.AgreementResult.Fault;
import io.equiveil.nda.AgreementSummary;
import io.equiveil.nda.Agreements;
import io.equiveil.nda.Agreements.Reading;
import io.equiveil.nda.ComparedPages;
import io.equiveil.nda.PaperFault;
import io.equiveil.nda.TheirAnswer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
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

/// 纸质签署: taking a signed paper in, comparing it page by page, confirming it or sending it back.
@Controller
@RequestMapping("/agreements/{id}/paper")
class AgreementPaperController {

    private final Agreements agreements;
    private final AgreementPictures pictures;
    private final ComparedPages compared;
    private final AgreementPages pages;
    private final Clock clock;

    AgreementPaperController(
            Agreements agreements,
            AgreementPictures pictures,
            ComparedPages compared,
            AgreementPages pages,
            Clock clock) {
        this.agreements = agreements;
        this.pictures = pictures;
        this.compared = compared;
        this.pages = pages;
        this.clock = clock;
    }

    @GetMapping("/new")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
    ModelAndView form(Requester.SignedIn who, @PathVariable UUID id) {
        return form(find(who, id), Map.of("signedOn", today().toString()), null);
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
    ModelAndView takeIn(Requester.SignedIn who, @PathVariable UUID id, StreamedForm form, RedirectAttributes redirect)
            throws IOException {
        AgreementSummary agreement = find(who, id);
        SentForm sent = SentForm.of(form);
        Optional<LocalDate> signedOn = day(sent.field("signedOn"));
        AgreementResult result = signedOn.isEmpty()
                ? new AgreementResult.Unacceptable(Fault.SIGNED_IN_THE_FUTURE)
                : agreements.takeInPaper(
                        who,
                        agreement.id(),
                        sent,
                        signedOn.get(),
                        Cleartext.of(sent.field("place").strip()));
        sent.passOver();
        return switch (result) {
            case AgreementResult.Done _ -> {
                redirect.addFlashAttribute("notice", Notice.done("nda.paper.taken", agreement.number()));
                yield new ModelAndView("redirect:/agreements/" + id);
            }
            case AgreementResult no ->
                form(
                        agreement,
                        Map.of("signedOn", sent.field("signedOn"), "place", sent.field("place")),
                        NoPage.of(no));
        };
    }

    private ModelAndView form(AgreementSummary agreement, Map<String, String> typed, @Nullable NoPage no) {
        ModelAndView page = new ModelAndView("nda/paper")
                .addObject("agreement", agreement)
                .addObject("typed", typed)
                .addObject("today", today().toString())
                .addObject("no", no);
        if (no != null) {
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return page;
    }

    /// The scan beside the printed text, with one tick per page.
    @GetMapping
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER})
    ModelAndView compare(Requester.SignedIn who, @PathVariable UUID id, HttpServletRequest request) {
        Set<Integer> ticked = KeptFields.take(request, "/agreements/" + id + "/paper/confirmation", "page").stream()
                .flatMap(page -> whole(page).stream())
                .collect(Collectors.toSet());
        return compare(who, id, ticked, Optional.empty());
    }

    private static Optional<Integer> whole(String number) {
        return number.matches("[0-9]{1,4}") ? Optional.of(Integer.valueOf(number)) : Optional.empty();
    }

    private ModelAndView compare(Requester.SignedIn who, UUID id, Set<Integer> ticked, Optional<NoPage> no) {
        AgreementSummary agreement = find(who, id);
        AgreementHistory history = agreements.history(who, agreement.id()).orElseThrow();
        PaperSheet sheet = history.paper().orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        List<Integer> notSeen = IntStream.rangeClosed(1, agreement.pages())
                .boxed()
                .filter(page -> !sheet.pagesSeen().contains(page))
                .toList();
        ModelAndView page = new ModelAndView("nda/compare")
                .addObject("agreement", agreement)
                .addObject("history", history)
                .addObject("sheet", sheet)
                .addObject("notSeen", notSeen)
                .addObject("ticked", ticked)
                .addObject("answers", TheirAnswer.values())
                .addObject("own", sheet.takenInBy().equals(who.person()))
                .addObject("faults", PaperFault.values());
        no.ifPresent(found -> {
            page.addObject("no", found);
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        });
        return page;
    }

    /// All pages of the scan, with the reader's mark. A reading is recorded before the picture is made.
    @GetMapping("/scan")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER})
    ResponseEntity<byte[]> scan(Requester.SignedIn who, @PathVariable UUID id) {
        return scan(who, find(who, id), agreements, pictures);
    }

    static ResponseEntity<byte[]> scan(
            Requester.SignedIn who, AgreementSummary agreement, Agreements agreements, AgreementPictures pictures) {
        return switch (agreements.readScan(who, agreement.id())) {
            case Reading.Text scan ->
                ResponseEntity.ok()
                        .contentType(MediaType.IMAGE_JPEG)
                        .body(pictures.scan(scan.pdf(), who, agreement.number()));
            case Reading.No _ -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        };
    }

    /// What a machine sees when it lays the scan onto the text, with the reader's mark. Both readings are
    /// recorded before the picture is made.
    @GetMapping("/comparison")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER})
    ResponseEntity<byte[]> comparison(Requester.SignedIn who, @PathVariable UUID id) {
        AgreementSummary agreement = find(who, id);
        if (agreement.theirs()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        if (agreements.read(who, agreement.id()) instanceof Reading.Text text
                && agreements.readScan(who, agreement.id()) instanceof Reading.Text scan) {
            AgreementPictures.Sheet sheet = compared.picture(agreement, text, scan, who);
            return ResponseEntity.ok()
                    .contentType(MediaType.parseMediaType(sheet.type()))
                    .body(sheet.content());
        }
        throw new ResponseStatusException(HttpStatus.FORBIDDEN);
    }

    /// @param compared the pages that were compared: all of them, or nothing is confirmed
    /// @param answers  where the other side wrote the text, the answers that agree with it: all of them
    @PostMapping("/confirmation")
    @AllowedTo(
            value = {Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER},
            stepUp = true,
            keeps = "page")
    ModelAndView confirm(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @RequestParam(name = "page", defaultValue = "") Set<Integer> compared,
            @RequestParam(name = "answer", defaultValue = "") Set<TheirAnswer> answers,
            RedirectAttributes redirect,
            Locale locale) {
        AgreementSummary agreement = find(who, id);
        Set<Integer> all = IntStream.rangeClosed(1, agreement.pages()).boxed().collect(Collectors.toSet());
        if (!compared.equals(all)) {
            return compare(who, id, compared, Optional.of(new NoPage("nda.paper.not-all", "", IncomingFiles.bounds())));
        }
        if (agreement.theirs() && answers.size() < TheirAnswer.values().length) {
            return compare(
                    who, id, compared, Optional.of(new NoPage("nda.theirs.not-all", "", IncomingFiles.bounds())));
        }
        AgreementResult result = agreements.confirmPaper(who, agreement.id());
        if (result instanceof AgreementResult.Done) {
            redirect.addFlashAttribute("notice", Notice.done("nda.paper.confirmed", agreement.number()));
        }
        return pages.answer(who, agreement.id(), result, locale);
    }

    @PostMapping("/return")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER})
    ModelAndView sendBack(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @RequestParam PaperFault because,
            RedirectAttributes redirect,
            Locale locale) {
        AgreementSummary agreement = find(who, id);
        AgreementResult result = agreements.returnPaper(who, agreement.id(), because);
        if (result instanceof AgreementResult.Done) {
            redirect.addFlashAttribute("notice", Notice.done("nda.paper.returned", agreement.number()));
        }
        return pages.answer(who, agreement.id(), result, locale);
    }

    /// Opens where the original lies.
    @PostMapping("/place/opening")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER})
    ModelAndView place(
            Requester.SignedIn who, @PathVariable UUID id, HttpServletRequest request, HttpServletResponse response) {
        AgreementSummary agreement = find(who, id);
        Disclosure asked = agreements
                .placeOfOriginal(who, agreement.id())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return ValuePages.answer(view(agreement, asked), "/agreements/" + id, request, response);
    }

    static ValueView.Closed closedPlace(AgreementSummary agreement) {
        return new ValueView.Closed(
                "place",
                Cleartext.of("＊＊＊"),
                InformationClass.BASIC,
                Optional.of("/agreements/" + agreement.id() + "/paper/place/opening"),
                Purpose.AGREEMENT,
                List.of(Purpose.AGREEMENT));
    }

    private static ValueView view(AgreementSummary agreement, Disclosure asked) {
        return switch (asked) {
            case Disclosure.Unrecorded _ -> throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
            case Disclosure.Answered answered ->
                answered.shown().values().stream()
                        .flatMap(shown -> Optional.ofNullable(shown.fields().get(Agreements.PLACE)).stream())
                        .findFirst()
                        .<ValueView>map(place -> new ValueView.Open(
                                "place",
                                place,
                                InformationClass.BASIC,
                                Purpose.AGREEMENT,
                                ValueView.Open.staysFor(InformationClass.BASIC),
                                closedPlace(agreement)))
                        .orElseGet(() -> ValueView.Refusal.of(
                                "place",
                                answered.refused().values().stream()
                                        .findFirst()
                                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND))));
        };
    }

    private AgreementSummary find(Requester.SignedIn who, UUID id) {
        return agreements
                .find(who, new AgreementId(id))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Display.SHANGHAI);
    }

    private static Optional<LocalDate> day(String typed) {
        try {
            return Optional.of(LocalDate.parse(typed));
        } catch (DateTimeParseException notADay) {
            return Optional.empty();
        }
    }
}
