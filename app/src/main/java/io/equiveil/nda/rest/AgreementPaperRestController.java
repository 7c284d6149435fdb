package io.equiveil.nda.rest;

import io.equiveil.disclosure.Disclosure;
import io.equiveil.files.PageComparison.Area;
import io.equiveil.files.PageComparison.Finding;
import io.equiveil.files.SentForm;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.StreamedForm;
import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.nda.AgreementHistory;
import io.equiveil.nda.AgreementHistory.PaperSheet;
import io.equiveil.nda.AgreementPictures;
import io.equiveil.nda.AgreementSummary;
import io.equiveil.nda.Agreements;
import io.equiveil.nda.Agreements.Reading;
import io.equiveil.nda.ComparedPages;
import io.equiveil.nda.PaperFault;
import io.equiveil.nda.TheirAnswer;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Signed papers for programs.
@RestController
@RequestMapping("/api/agreements/{id}/paper")
class AgreementPaperRestController {

    private final Agreements agreements;
    private final AgreementPictures pictures;
    private final ComparedPages compared;

    AgreementPaperRestController(Agreements agreements, AgreementPictures pictures, ComparedPages compared) {
        this.agreements = agreements;
        this.pictures = pictures;
        this.compared = compared;
    }

    /// @param sheet   of the scan, counted from 1
    /// @param page    of the text; absent if no code was read
    /// @param finding `alike`, `different`, `not-laid`, `not-recognised`; a machine's, which confirms nothing
    /// @param places  in points from the upper left corner of the printed page
    record FindingView(int sheet, @Nullable Integer page, String finding, List<Area> places) {

        static FindingView of(int sheet, Finding finding) {
            return switch (finding) {
                case Finding.Alike(var page) -> new FindingView(sheet, page, "alike", List.of());
                case Finding.Different(var page, var places) -> new FindingView(sheet, page, "different", places);
                case Finding.NotLaid(var page) -> new FindingView(sheet, page, "not-laid", List.of());
                case Finding.NotRecognised _ -> new FindingView(sheet, null, "not-recognised", List.of());
            };
        }
    }

    /// What a machine sees when it lays the scan onto the text, sheet by sheet.
    @GetMapping("/comparison")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER})
    ResponseEntity<?> comparison(Requester.SignedIn who, @PathVariable UUID id) {
        return compared(who, id, (agreement, text, scan) -> {
            List<Finding> findings = compared.findings(agreement, text, scan);
            return ResponseEntity.ok(IntStream.range(0, findings.size())
                    .mapToObj(sheet -> FindingView.of(sheet + 1, findings.get(sheet)))
                    .toList());
        });
    }

    /// The same as one JPEG: every sheet beside its page, with the reader's mark.
    @GetMapping("/comparison/picture")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER})
    ResponseEntity<?> comparisonPicture(Requester.SignedIn who, @PathVariable UUID id) {
        return compared(
                who, id, (agreement, text, scan) -> AgreementViews.sent(compared.picture(agreement, text, scan, who)));
    }

    private interface Comparing {
        ResponseEntity<?> of(AgreementSummary agreement, Reading.Text text, Reading.Text scan);
    }

    private ResponseEntity<?> compared(Requester.SignedIn who, UUID id, Comparing act) {
        Optional<AgreementSummary> agreement =
                agreements.find(who, new AgreementId(id)).filter(found -> !found.theirs());
        if (agreement.isEmpty()) {
            return AgreementViews.unknown();
        }
        return switch (agreements.readScan(who, new AgreementId(id))) {
            case Reading.No no -> AgreementViews.answer(no.result());
            case Reading.Text scan ->
                switch (agreements.read(who, new AgreementId(id))) {
                    case Reading.No no -> AgreementViews.answer(no.result());
                    case Reading.Text text -> act.of(agreement.get(), text, scan);
                };
        };
    }

    /// @param pages   the pages of the text that were compared with the paper: all of them
    /// @param answers where the other side wrote the text, the answers that agree with it: all four
    record ConfirmationRequest(
            @NotNull Set<Integer> pages, @Nullable Set<TheirAnswer> answers) {}

    record ReturnRequest(@NotNull PaperFault because) {}

    /// Fields: `signedOn` (ISO date), `place`; then `files`: one PDF, or photographs in the order of pages.
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
    ResponseEntity<?> takeIn(Requester.SignedIn who, @PathVariable UUID id, StreamedForm form) throws IOException {
        SentForm sent = SentForm.of(form);
        LocalDate signedOn;
        try {
            signedOn = LocalDate.parse(sent.field("signedOn"));
        } catch (DateTimeParseException notADay) {
            sent.passOver();
            return AgreementViews.notAcceptable("not-acceptable", "SIGNED_ON");
        }
        ResponseEntity<?> answer = AgreementViews.answer(agreements.takeInPaper(
                who,
                new AgreementId(id),
                sent,
                signedOn,
                Cleartext.of(sent.field("place").strip())));
        sent.passOver();
        return answer;
    }

    @PostMapping("/confirmation")
    @AllowedTo(
            value = {Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER},
            stepUp = true)
    ResponseEntity<?> confirm(
            Requester.SignedIn who, @PathVariable UUID id, @Valid @RequestBody ConfirmationRequest request) {
        Optional<AgreementSummary> agreement = agreements.find(who, new AgreementId(id));
        if (agreement.isEmpty()) {
            return AgreementViews.unknown();
        }
        Set<Integer> all =
                IntStream.rangeClosed(1, agreement.get().pages()).boxed().collect(Collectors.toSet());
        Set<TheirAnswer> answers = request.answers() == null ? Set.of() : request.answers();
        if (agreement.get().theirs() && answers.size() < TheirAnswer.values().length) {
            return AgreementViews.notAcceptable("not-acceptable", "ANSWERS");
        }
        return request.pages().equals(all)
                ? AgreementViews.answer(agreements.confirmPaper(who, new AgreementId(id)))
                : AgreementViews.notAcceptable("not-acceptable", "PAGES");
    }

    /// Sends the paper back, so that another can be taken in.
    @PostMapping("/return")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER})
    ResponseEntity<?> sendBack(
            Requester.SignedIn who, @PathVariable UUID id, @Valid @RequestBody ReturnRequest request) {
        return AgreementViews.answer(agreements.returnPaper(who, new AgreementId(id), request.because()));
    }

    /// All pages of the scan as one JPEG with the reader's mark; never the file.
    @GetMapping("/scan")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER, Role.CLIENT})
    ResponseEntity<?> scan(Requester.SignedIn who, @PathVariable UUID id) {
        Optional<AgreementSummary> agreement = agreements.find(who, new AgreementId(id));
        Optional<PaperSheet> sheet =
                agreements.history(who, new AgreementId(id)).flatMap(AgreementHistory::paper);
        if (agreement.isEmpty() || sheet.isEmpty()) {
            return AgreementViews.unknown();
        }
        return switch (agreements.readScan(who, new AgreementId(id))) {
            case Reading.Text scan ->
                ResponseEntity.ok()
                        .contentType(MediaType.IMAGE_JPEG)
                        .body(pictures.scan(scan.pdf(), who, agreement.get().number()));
            case Reading.No no -> AgreementViews.answer(no.result());
        };
    }

    /// Where the original lies.
    @PostMapping("/place/opening")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER, Role.CLIENT})
    ResponseEntity<?> place(Requester.SignedIn who, @PathVariable UUID id) {
        return agreements
                .placeOfOriginal(who, new AgreementId(id))
                .<ResponseEntity<?>>map(AgreementPaperRestController::place)
                .orElseGet(AgreementViews::unknown);
    }

    private static ResponseEntity<?> place(Disclosure asked) {
        return switch (asked) {
            case Disclosure.Unrecorded _ -> AgreementViews.unrecorded();
            case Disclosure.Answered answered ->
                AgreementViews.refusalOf(answered)
                        .<ResponseEntity<?>>map(AgreementViews::refused)
                        .orElseGet(() -> ResponseEntity.ok(answered.shown().values().stream()
                                .findFirst()
                                .map(shown -> Map.of(
                                        Agreements.PLACE,
                                        shown.fields()
                                                .getOrDefault(Agreements.PLACE, Cleartext.of(""))
                                                .revealForDisplay()))
                                .orElse(Map.of())));
        };
    }
}
