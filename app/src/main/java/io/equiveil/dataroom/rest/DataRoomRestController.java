package io.equiveil.dataroom.rest;

import io.equiveil.dataroom.ChangeResult;
import io.equiveil.dataroom.DataRoom;
import io.equiveil.dataroom.NewDocument;
import io.equiveil.dataroom.Opening;
import io.equiveil.dataroom.PageResult;
import io.equiveil.dataroom.Refusal;
import io.equiveil.dataroom.UploadResult;
import io.equiveil.dataroom.ViewId;
import io.equiveil.dataroom.ViewState;
import io.equiveil.dataroom.rest.DocumentViews.DocumentView;
import io.equiveil.dataroom.rest.DocumentViews.LineView;
import io.equiveil.dataroom.rest.DocumentViews.ReadingView;
import io.equiveil.files.FileRefusal;
import io.equiveil.files.IncomingFiles;
import io.equiveil.files.SentForm;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Problem;
import io.equiveil.frame.StreamedForm;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.DocumentId;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The data room for programs. Documents come in as `multipart/form-data` (text fields first, then one part `files` for
/// each file, in the order of pages) and go out as pictures of single pages, marked as on screen.
@RestController
@RequestMapping("/api")
class DataRoomRestController {

    private final DataRoom room;
    private final MessageSource messages;
    private final Clock clock;

    DataRoomRestController(DataRoom room, MessageSource messages, Clock clock) {
        this.room = room;
        this.messages = messages;
        this.clock = clock;
    }

    @GetMapping("/matters/{matter}/documents")
    @AllowedTo({
        Role.ADVISOR,
        Role.DEPARTMENT_HEAD,
        Role.OWNER,
        Role.COMPLIANCE_OFFICER,
        Role.AUDITOR,
        Role.PARTNER,
        Role.CLIENT
    })
    ResponseEntity<?> list(Requester.SignedIn who, @PathVariable UUID matter, @RequestParam Optional<Instant> before) {
        return room.list(
                        who,
                        new MatterId(matter),
                        before.orElseGet(() -> clock.instant().plusSeconds(60)))
                .<ResponseEntity<?>>map(listing -> listing.recorded()
                        ? ResponseEntity.ok(
                                listing.lines().stream().map(LineView::of).toList())
                        : Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "not-recorded"))
                .orElseGet(() -> Problem.of(HttpStatus.NOT_FOUND, "unknown-matter"));
    }

    /// Fields: `title`, `class` (default DOCUMENT), `shownFrom` (default DUE_DILIGENCE); then `files`.
    @PostMapping(path = "/matters/{matter}/documents", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.CLIENT})
    ResponseEntity<?> add(Requester.SignedIn who, @PathVariable UUID matter, StreamedForm form, Locale locale)
            throws IOException {
        SentForm sent = SentForm.of(form);
        Optional<InformationClass> kind = named(InformationClass.class, sent.field("class", "DOCUMENT"));
        Optional<MatterStage> stage = named(MatterStage.class, sent.field("shownFrom", "DUE_DILIGENCE"));
        UploadResult result = kind.isEmpty() || stage.isEmpty()
                ? new UploadResult.Refused(Refusal.CHOICE)
                : room.add(
                        who,
                        new MatterId(matter),
                        new NewDocument(Cleartext.of(sent.field("title")), kind.get(), stage.get()),
                        sent);
        return answer(sent, result, "unknown-matter", locale);
    }

    @GetMapping("/subjects/{subject}/identity-documents")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER, Role.CLIENT})
    ResponseEntity<?> identityDocuments(
            Requester.SignedIn who, @PathVariable UUID subject, @RequestParam Optional<UUID> matter) {
        return room.identityDocuments(who, new SubjectId(subject), matter.map(MatterId::new))
                .<ResponseEntity<?>>map(listing -> listing.recorded()
                        ? ResponseEntity.ok(
                                listing.lines().stream().map(LineView::of).toList())
                        : Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "not-recorded"))
                .orElseGet(() -> Problem.of(HttpStatus.NOT_FOUND, "unknown-subject"));
    }

    /// Fields: `title`, `matter` (optional: the matter that the stamp names); then `files`.
    @PostMapping(path = "/subjects/{subject}/identity-documents", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.CLIENT})
    ResponseEntity<?> addIdentityDocument(
            Requester.SignedIn who, @PathVariable UUID subject, StreamedForm form, Locale locale) throws IOException {
        SentForm sent = SentForm.of(form);
        Optional<MatterId> matter = Optional.of(sent.field("matter"))
                .filter(text -> !text.isBlank())
                .map(MatterId::parse);
        UploadResult result =
                room.addIdentityDocument(who, new SubjectId(subject), matter, Cleartext.of(sent.field("title")), sent);
        return answer(sent, result, "unknown-subject", locale);
    }

    /// Who looked at it, which pages, for how long.
    @GetMapping("/documents/{document}/readings")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER, Role.AUDITOR})
    List<ReadingView> readings(Requester.SignedIn who, @PathVariable UUID document) {
        return room.readings(who, new DocumentId(document)).stream()
                .map(reading -> ReadingView.of(reading, room.nameOf(reading.person())))
                .toList();
    }

    @DeleteMapping("/documents/{document}")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.CLIENT})
    ResponseEntity<?> remove(Requester.SignedIn who, @PathVariable UUID document) {
        return answer(room.remove(who, new DocumentId(document)));
    }

    record StageRequest(@NotNull MatterStage shownFrom) {}

    @PutMapping("/documents/{document}/stage")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
    ResponseEntity<?> showFrom(
            Requester.SignedIn who, @PathVariable UUID document, @Valid @RequestBody StageRequest request) {
        return DataRoom.STAGES.contains(request.shownFrom())
                ? answer(room.showFrom(who, new DocumentId(document), request.shownFrom()))
                : Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "document-choice");
    }

    /// @param quarters to the right, counted from how the page came in; 0 to 3
    record TurnRequest(@NotNull @Min(0) @Max(3) Integer quarters) {}

    /// Shows a page turned from now on, to everybody.
    @PutMapping("/documents/{document}/pages/{page}/turn")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.CLIENT})
    ResponseEntity<?> turn(
            Requester.SignedIn who,
            @PathVariable UUID document,
            @PathVariable int page,
            @Valid @RequestBody TurnRequest request) {
        try {
            return answer(room.turn(who, new DocumentId(document), page, request.quarters()));
        } catch (IllegalArgumentException noSuchPage) {
            return Problem.of(HttpStatus.NOT_FOUND, "unknown-page");
        }
    }

    /// Opens a document: one recorded release for the whole viewing.
    @PostMapping("/documents/{document}/views")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.PARTNER, Role.CLIENT})
    ResponseEntity<?> open(Requester.SignedIn who, @PathVariable UUID document) {
        return switch (room.open(who, new DocumentId(document))) {
            case Opening.Opened(var view, var opened, var until) ->
                ResponseEntity.created(URI.create("/api/documents/views/" + view))
                        .body(Map.of("view", view.toString(), "pages", opened.pages(), "until", until.toString()));
            case Opening.Refused(var _, var refused) -> {
                ProblemDetail detail = Problem.detail(HttpStatus.FORBIDDEN, "refused");
                detail.setProperty(
                        "reasons",
                        refused.because().stream()
                                .map(each -> each.reason().name())
                                .distinct()
                                .toList());
                detail.setProperty(
                        "remedies",
                        refused.because().stream()
                                .map(each -> each.remedy().name())
                                .distinct()
                                .toList());
                yield ResponseEntity.status(HttpStatus.FORBIDDEN).body(detail);
            }
            case Opening.Unrecorded _ -> Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "not-recorded");
            case Opening.Busy _ -> Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "busy");
            case Opening.Unreadable _ -> Problem.of(HttpStatus.CONFLICT, "document-unreadable");
            case Opening.Unknown _ -> Problem.of(HttpStatus.NOT_FOUND, "unknown-document");
        };
    }

    @GetMapping("/documents/views/{view}")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.PARTNER, Role.CLIENT})
    ResponseEntity<?> state(Requester.SignedIn who, @PathVariable UUID view) {
        return switch (room.state(who, new ViewId(view), Optional.empty())) {
            case ViewState.Open open ->
                ResponseEntity.ok(Map.of(
                        "state", "OPEN",
                        "pages", open.document().pages(),
                        "until", open.until().toString()));
            case ViewState.Ended(var because) -> {
                ProblemDetail detail = Problem.detail(HttpStatus.GONE, "view-ended");
                detail.setProperty("because", because.name());
                yield ResponseEntity.status(HttpStatus.GONE).body(detail);
            }
        };
    }

    /// A page as a JPEG.
    ///
    /// @param width one of 480, 800, 1200, 1600
    @GetMapping("/documents/views/{view}/pages/{page}")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.PARTNER, Role.CLIENT})
    ResponseEntity<?> page(
            Requester.SignedIn who,
            @PathVariable UUID view,
            @PathVariable int page,
            @RequestParam(defaultValue = "1200") int width) {
        if (!DataRoom.WIDTHS.contains(width)) {
            return Problem.of(HttpStatus.BAD_REQUEST, "page-width");
        }
        return switch (room.page(who, new ViewId(view), page, width)) {
            case PageResult.Shown shown ->
                ResponseEntity.ok()
                        .cacheControl(CacheControl.noStore())
                        .contentType(MediaType.IMAGE_JPEG)
                        .body(shown.jpeg());
            case PageResult.Ended(var because) -> {
                ProblemDetail detail = Problem.detail(HttpStatus.GONE, "view-ended");
                detail.setProperty("because", because.name());
                yield ResponseEntity.status(HttpStatus.GONE).body(detail);
            }
            case PageResult.NoSuchPage _ -> Problem.of(HttpStatus.NOT_FOUND, "unknown-page");
            case PageResult.NotDrawn(var busy) ->
                busy
                        ? Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "busy")
                        : Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "page-not-drawn");
        };
    }

    @DeleteMapping("/documents/views/{view}")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.PARTNER, Role.CLIENT})
    ResponseEntity<Void> close(Requester.SignedIn who, @PathVariable UUID view) {
        room.close(who, new ViewId(view));
        return ResponseEntity.noContent().build();
    }

    private ResponseEntity<?> answer(SentForm sent, UploadResult result, String unknown, Locale locale)
            throws IOException {
        sent.passOver();
        return switch (result) {
            case UploadResult.Stored(var document, var pointsElsewhere) ->
                ResponseEntity.status(HttpStatus.CREATED).body(DocumentView.of(document, pointsElsewhere));
            case UploadResult.Refused(var because) -> refused(because.name(), because.messageKey(), locale);
            case UploadResult.FileRefused(FileRefusal because) -> refused(because.name(), because.messageKey(), locale);
            case UploadResult.NotYours _ -> Problem.of(HttpStatus.NOT_FOUND, unknown);
        };
    }

    private ResponseEntity<?> refused(String because, String messageKey, Locale locale) {
        HttpStatus status = because.equals(FileRefusal.BUSY.name())
                ? HttpStatus.SERVICE_UNAVAILABLE
                : HttpStatus.UNPROCESSABLE_CONTENT;
        ProblemDetail detail = Problem.detail(status, "document-refused");
        detail.setProperty("because", because);
        detail.setDetail(messages.getMessage(messageKey, IncomingFiles.bounds(), locale));
        return ResponseEntity.status(status).body(detail);
    }

    private static ResponseEntity<?> answer(ChangeResult result) {
        return switch (result) {
            case ChangeResult.Done(var document) -> ResponseEntity.ok(DocumentView.of(document));
            case ChangeResult.AlreadyRemoved _ -> Problem.of(HttpStatus.CONFLICT, "document-removed");
            case ChangeResult.Refused(var because) -> {
                ProblemDetail detail = Problem.detail(HttpStatus.CONFLICT, "document-kept");
                detail.setProperty("because", because);
                yield Problem.of(detail);
            }
            case ChangeResult.NotGenuine _ -> Problem.of(HttpStatus.CONFLICT, "row-not-genuine");
            case ChangeResult.NotYours _ -> Problem.of(HttpStatus.NOT_FOUND, "unknown-document");
        };
    }

    private static <E extends Enum<E>> Optional<E> named(Class<E> type, String name) {
        for (E each : type.getEnumConstants()) {
            if (each.name().equals(name)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
