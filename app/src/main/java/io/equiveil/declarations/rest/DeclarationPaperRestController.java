package io.equiveil.declarations.rest;

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
import io.equiveil.files.SentForm;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Problem;
import io.equiveil.frame.StreamedForm;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Requester;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The paper itself, for programs.
@RestController
@RequestMapping("/api/matters/{id}/declarations/{paper}")
class DeclarationPaperRestController {

    private final DeclarationPapers papers;
    private final DeclarationReading reading;

    DeclarationPaperRestController(DeclarationPapers papers, DeclarationReading reading) {
        this.papers = papers;
        this.reading = reading;
    }

    /// @param identity number of an identity document or licence
    record ReadingRequest(
            @NotNull @Size(max = 120) String name,
            @NotNull @Size(max = 60) String identity) {
        @Override
        public String toString() {
            return "ReadingRequest[]";
        }
    }

    /// What is filled into the paper before it is signed, through the gate.
    @GetMapping("/sheet")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ResponseEntity<?> sheet(Requester.SignedIn who, @PathVariable UUID id, @PathVariable DeclarationKind paper) {
        Optional<Read> read = reading.forSheet(who, new MatterId(id), paper);
        return read.isEmpty() ? DeclarationViews.answer(new DeclarationResult.Unknown()) : DeclarationViews.read(read);
    }

    /// A form with the fields `name`, `identity`, `place` and `signedOn`, then one PDF or photographs.
    @PostMapping(path = "/scan", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ResponseEntity<?> takeIn(
            Requester.SignedIn who, @PathVariable UUID id, @PathVariable DeclarationKind paper, StreamedForm form)
            throws IOException {
        SentForm sent = SentForm.of(form);
        DeclarationResult result = papers.takeIn(
                who,
                new MatterId(id),
                paper,
                new OnPaper(Cleartext.of(sent.field("name")), Cleartext.of(sent.field("identity"))),
                Cleartext.of(sent.field("place")),
                day(sent.field("signedOn")),
                sent);
        sent.passOver();
        return DeclarationViews.answer(result);
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
    ResponseEntity<?> page(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable DeclarationKind paper,
            @PathVariable int page) {
        Optional<Page> found = reading.page(who, new MatterId(id), paper, page);
        if (found.isEmpty()) {
            return DeclarationViews.answer(new DeclarationResult.Unknown());
        }
        return switch (found.get()) {
            case Page.Open(var jpeg) ->
                ResponseEntity.ok()
                        .contentType(MediaType.IMAGE_JPEG)
                        .cacheControl(CacheControl.noStore())
                        .body(jpeg);
            case Page.Refused _ -> Problem.of(HttpStatus.FORBIDDEN, "refused-by-gate");
            case Page.NotNow _ -> Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "not-recorded");
        };
    }

    /// The second person's reading of the original.
    @PostMapping("/confirmation")
    @AllowedTo(COMPLIANCE_OFFICER)
    ResponseEntity<?> confirm(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable DeclarationKind paper,
            @Valid @RequestBody ReadingRequest request) {
        OnPaper read = new OnPaper(Cleartext.of(request.name()), Cleartext.of(request.identity()));
        return DeclarationViews.answer(papers.confirm(who, new MatterId(id), paper, read));
    }

    /// The second person sends the paper back.
    @DeleteMapping("/scan")
    @AllowedTo(COMPLIANCE_OFFICER)
    ResponseEntity<?> sendBack(Requester.SignedIn who, @PathVariable UUID id, @PathVariable DeclarationKind paper) {
        return DeclarationViews.answer(papers.sendBack(who, new MatterId(id), paper));
    }
}
