package io.equiveil.imports.rest;

import io.equiveil.clients.ClientKind;
import io.equiveil.files.SentForm;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Problem;
import io.equiveil.frame.StreamedForm;
import io.equiveil.imports.BringResult;
import io.equiveil.imports.BroughtList;
import io.equiveil.imports.FaultyRow;
import io.equiveil.imports.Heading;
import io.equiveil.imports.ImportId;
import io.equiveil.imports.Imports;
import io.equiveil.imports.ListColumn;
import io.equiveil.imports.ListKind;
import io.equiveil.imports.ListReading;
import io.equiveil.imports.RowsResult;
import io.equiveil.imports.StepResult;
import io.equiveil.imports.Trouble;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.tables.SealedWorkbook;
import io.equiveil.tables.TableEncoding;
import io.equiveil.tables.TableSheet;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.format.annotation.DateTimeFormat;
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

/// Lists for programs: everything that the pages can do. The file comes as `multipart/form-data`, first
/// the field `kind` (CLIENTS or STAFF; CLIENTS if left out), then one part `file`.
@RestController
@RequestMapping("/api/imports")
class ImportRestController {

    private static final int PAGE = 50;
    private static final int ROWS = 1_000;

    private final Imports imports;
    private final MessageSource messages;
    private final Clock clock;

    ImportRestController(Imports imports, MessageSource messages, Clock clock) {
        this.imports = imports;
        this.messages = messages;
        this.clock = clock;
    }

    /// @param rows     below the headings
    /// @param needless rows that are there already
    record ListView(
            UUID id,
            ListKind kind,
            String state,
            @Nullable String trouble,
            boolean interrupted,
            Instant broughtAt,
            Instant keptUntil,
            @Nullable String encoding,
            int sheet,
            int headerRow,
            Map<ListColumn, Integer> columns,
            ClientKind usualKind,
            int rows,
            int fit,
            int faulty,
            int needless,
            int taken) {}

    /// @param sameBefore when the same person brought the same file in before
    record BroughtView(UUID id, @Nullable Instant sameBefore) {}

    /// How a list looks inside. Does not print itself.
    record ReadingView(ListView list, List<TableSheet> sheets, List<Heading> headings) {
        @Override
        public String toString() {
            return "ReadingView[" + list.id() + "]";
        }
    }

    /// @param headerRow counted from 1; 0 for none; left out to find it
    record ReadingRequest(
            @Nullable TableEncoding encoding,
            @Min(0) @Max(1_000) int sheet,
            @Min(0) @Max(1_048_576) @Nullable Integer headerRow) {}

    /// @param columns counted from 0
    record ColumnsRequest(
            @NotNull @Size(max = 20) Map<ListColumn, @Min(0) @Max(999) Integer> columns,
            @Nullable ClientKind usualKind) {}

    @GetMapping
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.ADMINISTRATOR})
    List<ListView> index(
            Requester.SignedIn who,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) Optional<Instant> before) {
        return imports.page(who, before.orElseGet(() -> clock.instant().plusSeconds(60)), PAGE).stream()
                .map(this::view)
                .toList();
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.ADMINISTRATOR})
    ResponseEntity<?> bringIn(Requester.SignedIn who, StreamedForm form, Locale locale) throws IOException {
        SentForm sent = SentForm.of(form);
        InputStream content = sent.next().map(file -> file.content()).orElseGet(InputStream::nullInputStream);
        ListKind kind = ListKind.named(sent.field("kind"));
        BringResult result = imports.bringIn(who, kind, content);
        sent.passOver();
        return switch (result) {
            case BringResult.Here(var list, var before) ->
                ResponseEntity.created(URI.create("/api/imports/" + list))
                        .body(new BroughtView(list.value(), before.orElse(null)));
            case BringResult.NotAllowed _ -> Problem.of(HttpStatus.FORBIDDEN, "not-allowed");
            case BringResult.Refused(var because) -> {
                ProblemDetail detail = Problem.detail(HttpStatus.UNPROCESSABLE_CONTENT, "not-a-list");
                detail.setDetail(messages.getMessage(because.messageKey(), Imports.bounds(), locale));
                detail.setProperty("reason", because.name());
                yield Problem.of(detail);
            }
        };
    }

    @GetMapping("/{id}")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.ADMINISTRATOR})
    ResponseEntity<?> show(Requester.SignedIn who, @PathVariable UUID id) {
        return imports.find(who, new ImportId(id))
                .<ResponseEntity<?>>map(list -> ResponseEntity.ok(view(list)))
                .orElseGet(ImportRestController::unknown);
    }

    /// Sheets, headings and what each column looks like; each asking is recorded.
    @GetMapping("/{id}/reading")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.ADMINISTRATOR})
    ResponseEntity<?> reading(Requester.SignedIn who, @PathVariable UUID id) {
        return imports.read(who, new ImportId(id))
                .<ResponseEntity<?>>map(reading -> switch (reading) {
                    case ListReading.Closed(var because) -> closed(because);
                    case ListReading.Open open ->
                        ResponseEntity.ok(new ReadingView(view(open.list()), open.sheets(), open.headings()));
                })
                .orElseGet(ImportRestController::unknown);
    }

    @PutMapping("/{id}/reading")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.ADMINISTRATOR})
    ResponseEntity<?> readAs(
            Requester.SignedIn who, @PathVariable UUID id, @Valid @RequestBody ReadingRequest request) {
        return answer(imports.readAs(
                who,
                new ImportId(id),
                Optional.ofNullable(request.encoding()),
                request.sheet(),
                Optional.ofNullable(request.headerRow())));
    }

    /// Says what the columns are and has every row looked at.
    @PutMapping("/{id}/columns")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.ADMINISTRATOR})
    ResponseEntity<?> check(Requester.SignedIn who, @PathVariable UUID id, @Valid @RequestBody ColumnsRequest request) {
        return answer(imports.check(
                who,
                new ImportId(id),
                request.columns(),
                request.usualKind() == null ? ClientKind.PERSON : request.usualKind()));
    }

    @GetMapping("/{id}/faults")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.ADMINISTRATOR})
    ResponseEntity<?> faults(
            Requester.SignedIn who, @PathVariable UUID id, @RequestParam(defaultValue = "0") int after) {
        List<FaultyRow> faults = imports.faults(who, new ImportId(id), after, ROWS);
        return imports.find(who, new ImportId(id)).isPresent() ? ResponseEntity.ok(faults) : unknown();
    }

    /// Takes in what is fit, or goes on with it.
    @PostMapping("/{id}/run")
    @AllowedTo(
            value = {Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.ADMINISTRATOR},
            stepUp = true)
    ResponseEntity<?> run(Requester.SignedIn who, @PathVariable UUID id) {
        return answer(imports.run(who, new ImportId(id)));
    }

    /// Stops taking rows in; those that were taken in stay.
    @DeleteMapping("/{id}/run")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.ADMINISTRATOR})
    ResponseEntity<?> stop(Requester.SignedIn who, @PathVariable UUID id) {
        return answer(imports.stop(who, new ImportId(id)));
    }

    /// The password opens the workbook and is kept nowhere. Does not print itself.
    record RowsRequest(@NotNull @Size(max = 200) String password) {
        @Override
        public String toString() {
            return "RowsRequest[]";
        }
    }

    /// The rows that are not taken in, as an encrypted workbook.
    @PostMapping("/{id}/faulty-rows")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.ADMINISTRATOR})
    ResponseEntity<?> rowsBack(
            Requester.SignedIn who, @PathVariable UUID id, @Valid @RequestBody RowsRequest request, Locale locale) {
        return switch (imports.rowsBack(who, new ImportId(id), Cleartext.of(request.password()), locale)) {
            case RowsResult.File file ->
                ResponseEntity.ok()
                        .contentType(MediaType.parseMediaType(SealedWorkbook.MEDIA_TYPE))
                        .body(file.content());
            case RowsResult.ShortPassword _ -> Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "password-too-short");
            case RowsResult.Nothing _ -> Problem.of(HttpStatus.CONFLICT, "nothing-to-take");
            case RowsResult.Closed closed -> closed(closed.because());
            case RowsResult.Unknown _ -> unknown();
        };
    }

    /// Destroys the content of the list; clients that were taken in stay.
    @DeleteMapping("/{id}")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.ADMINISTRATOR})
    ResponseEntity<?> remove(Requester.SignedIn who, @PathVariable UUID id) {
        return answer(imports.remove(who, new ImportId(id)));
    }

    private ResponseEntity<?> answer(StepResult result) {
        return switch (result) {
            case StepResult.Done(var list) -> ResponseEntity.ok(view(list));
            case StepResult.Unknown _ -> unknown();
            case StepResult.Closed(var because) -> closed(because);
            case StepResult.NotNow(var state) -> {
                ProblemDetail detail = Problem.detail(HttpStatus.CONFLICT, "not-in-this-state");
                detail.setProperty("state", state.name());
                yield Problem.of(detail);
            }
            case StepResult.Wrong(var because) -> {
                ProblemDetail detail = Problem.detail(HttpStatus.UNPROCESSABLE_CONTENT, "not-acceptable");
                detail.setProperty("reason", because.name());
                yield Problem.of(detail);
            }
        };
    }

    private ListView view(BroughtList list) {
        return new ListView(
                list.id().value(),
                list.kind(),
                list.state().name(),
                list.trouble().map(Trouble::name).orElse(null),
                imports.isInterrupted(list),
                list.broughtAt(),
                list.keptUntil(),
                list.encoding().map(TableEncoding::name).orElse(null),
                list.sheet(),
                list.headerRow(),
                list.columns(),
                list.usualKind(),
                list.rows(),
                list.fit(),
                list.faulty(),
                list.needless(),
                list.taken());
    }

    private static ResponseEntity<?> closed(Trouble because) {
        return switch (because) {
            case UNRECORDED -> Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "not-recorded");
            case NOT_ALLOWED -> Problem.of(HttpStatus.FORBIDDEN, "not-allowed");
            case UNREADABLE, BROKEN -> Problem.of(HttpStatus.CONFLICT, "list-unreadable");
        };
    }

    private static ResponseEntity<?> unknown() {
        return Problem.of(HttpStatus.NOT_FOUND, "unknown-list");
    }
}
