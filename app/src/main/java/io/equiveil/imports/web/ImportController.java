package io.equiveil.imports.web;

import io.equiveil.clients.ClientKind;
import io.equiveil.files.SentForm;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Notice;
import io.equiveil.frame.StreamedForm;
import io.equiveil.imports.BringResult;
import io.equiveil.imports.BroughtList;
import io.equiveil.imports.FaultyRow;
import io.equiveil.imports.ImportId;
import io.equiveil.imports.ImportState;
import io.equiveil.imports.Imports;
import io.equiveil.imports.ListColumn;
import io.equiveil.imports.ListKind;
import io.equiveil.imports.ListReading;
import io.equiveil.imports.RowsResult;
import io.equiveil.imports.StepResult;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.tables.SealedWorkbook;
import io.equiveil.tables.TableEncoding;
import io.equiveil.tables.TableRefusal;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
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

/// Bringing a list in, step by step: choose the file, say what its columns are, see what would come of
/// it, take it in.
@Controller
@RequestMapping("/imports")
class ImportController {

    private static final int PAGE = 30;
    private static final int ROWS = 200;
    private static final String SECONDS_BETWEEN_LOOKS = "2";

    private final Imports imports;
    private final Clock clock;

    ImportController(Imports imports, Clock clock) {
        this.imports = imports;
        this.clock = clock;
    }

    @GetMapping
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.ADMINISTRATOR})
    ModelAndView index(
            Requester.SignedIn who,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) Optional<Instant> before) {
        List<BroughtList> page =
                imports.page(who, before.orElseGet(() -> clock.instant().plusSeconds(60)), PAGE);
        return new ModelAndView("imports/index")
                .addObject("lists", page)
                .addObject(
                        "kinds",
                        Arrays.stream(ListKind.values())
                                .filter(kind -> who.roles().stream().anyMatch(kind.roles()::contains))
                                .toList())
                .addObject(
                        "older",
                        page.size() < PAGE
                                ? null
                                : "/imports?before=" + page.getLast().broughtAt());
    }

    @GetMapping("/new")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.ADMINISTRATOR})
    ModelAndView form(Requester.SignedIn who, @RequestParam Optional<ListKind> kind) {
        return form(kind.orElse(usual(who)), null);
    }

    /// What somebody of these roles brings in most.
    private static ListKind usual(Requester.SignedIn who) {
        return who.roles().stream().anyMatch(ListKind.CLIENTS.roles()::contains) ? ListKind.CLIENTS : ListKind.STAFF;
    }

    private static ModelAndView form(ListKind kind, @Nullable TableRefusal refusal) {
        ModelAndView page = new ModelAndView("imports/new")
                .addObject("kind", kind)
                .addObject("bounds", Imports.bounds())
                .addObject("refusal", refusal);
        if (refusal != null) {
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return page;
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.ADMINISTRATOR})
    ModelAndView bringIn(Requester.SignedIn who, StreamedForm form, RedirectAttributes redirect) throws IOException {
        SentForm sent = SentForm.of(form);
        InputStream content = sent.next().map(file -> file.content()).orElseGet(InputStream::nullInputStream);
        ListKind kind = ListKind.named(sent.field("kind"));
        BringResult result = imports.bringIn(who, kind, content);
        sent.passOver();
        return switch (result) {
            case BringResult.Refused(var because) -> form(kind, because);
            case BringResult.NotAllowed _ -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
            case BringResult.Here(var list, var before) -> {
                before.ifPresent(at -> redirect.addFlashAttribute("notice", Notice.attention("imports.same-before")));
                yield new ModelAndView("redirect:/imports/" + list);
            }
        };
    }

    @GetMapping("/{id}")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.ADMINISTRATOR})
    ModelAndView show(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") int after,
            HttpServletResponse response) {
        BroughtList list = imports.find(who, new ImportId(id)).orElseThrow(ImportController::unknown);
        if (list.state() == ImportState.HERE) {
            return columns(who, list, null);
        }
        if (list.state().isBusy() && !imports.isInterrupted(list)) {
            response.setHeader("Refresh", SECONDS_BETWEEN_LOOKS);
        }
        List<FaultyRow> faults = list.state().isBusy() ? List.of() : imports.faults(who, list.id(), after, ROWS);
        return new ModelAndView("imports/show")
                .addObject("list", list)
                .addObject("interrupted", imports.isInterrupted(list))
                .addObject("faults", faults)
                .addObject("shortest", SealedWorkbook.SHORTEST_PASSWORD)
                .addObject(
                        "more",
                        faults.size() < ROWS
                                ? null
                                : "/imports/" + id + "?after="
                                        + faults.getLast().row());
    }

    @GetMapping("/{id}/columns")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.ADMINISTRATOR})
    ModelAndView columns(Requester.SignedIn who, @PathVariable UUID id) {
        return columns(who, imports.find(who, new ImportId(id)).orElseThrow(ImportController::unknown), null);
    }

    private ModelAndView columns(Requester.SignedIn who, BroughtList list, StepResult.@Nullable Choice wrong) {
        ListReading reading = imports.read(who, list.id()).orElseThrow(ImportController::unknown);
        return switch (reading) {
            case ListReading.Closed(var because) ->
                new ModelAndView("imports/closed").addObject("list", list).addObject("trouble", because);
            case ListReading.Open open -> {
                ModelAndView page = new ModelAndView("imports/columns")
                        .addObject("list", open.list())
                        .addObject("reading", open)
                        .addObject("encodings", TableEncoding.values())
                        .addObject("kinds", ClientKind.values())
                        .addObject("wrong", wrong);
                if (wrong != null) {
                    page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
                }
                yield page;
            }
        };
    }

    /// @param headerRow counted from 1, 0 for none; empty to find it
    @PostMapping("/{id}/reading")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.ADMINISTRATOR})
    ModelAndView readAs(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @RequestParam Optional<TableEncoding> encoding,
            @RequestParam(defaultValue = "0") int sheet,
            @RequestParam Optional<Integer> headerRow) {
        return after(who, id, imports.readAs(who, new ImportId(id), encoding, sheet, headerRow));
    }

    /// Each thing that is read sends the number of its column: `MOBILE=3`.
    @PostMapping("/{id}/columns")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.ADMINISTRATOR})
    ModelAndView check(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @RequestParam Map<String, String> sent,
            @RequestParam(defaultValue = "PERSON") ClientKind usualKind) {
        Map<ListColumn, Integer> columns = new EnumMap<>(ListColumn.class);
        for (ListColumn column : ListColumn.values()) {
            String at = sent.getOrDefault(column.name(), "");
            if (at.matches("\\d{1,3}")) {
                columns.put(column, Integer.valueOf(at));
            }
        }
        return after(who, id, imports.check(who, new ImportId(id), columns, usualKind));
    }

    @PostMapping("/{id}/run")
    @AllowedTo(
            value = {Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.ADMINISTRATOR},
            stepUp = true)
    ModelAndView run(Requester.SignedIn who, @PathVariable UUID id) {
        return after(who, id, imports.run(who, new ImportId(id)));
    }

    @PostMapping("/{id}/stop")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.ADMINISTRATOR})
    ModelAndView stop(Requester.SignedIn who, @PathVariable UUID id) {
        return after(who, id, imports.stop(who, new ImportId(id)));
    }

    /// The rows that are not taken in, to be corrected and brought in again.
    @PostMapping("/{id}/faulty-rows")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.ADMINISTRATOR})
    Object rowsBack(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String password,
            Locale locale,
            HttpServletResponse response) {
        return switch (imports.rowsBack(who, new ImportId(id), Cleartext.of(password), locale)) {
            case RowsResult.File file ->
                ResponseEntity.ok()
                        .contentType(MediaType.parseMediaType(SealedWorkbook.MEDIA_TYPE))
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                ContentDisposition.attachment()
                                        .filename("rows.xlsx")
                                        .build()
                                        .toString())
                        .body(file.content());
            case RowsResult.ShortPassword _ -> {
                ModelAndView page = show(who, id, 0, response).addObject("shortPassword", true);
                page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
                yield page;
            }
            case RowsResult.Closed closed ->
                new ModelAndView("imports/closed")
                        .addObject("list", imports.find(who, new ImportId(id)).orElseThrow(ImportController::unknown))
                        .addObject("trouble", closed.because());
            case RowsResult.Nothing _ -> new ModelAndView("redirect:/imports/" + id);
            case RowsResult.Unknown _ -> throw unknown();
        };
    }

    @PostMapping("/{id}/removal")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.ADMINISTRATOR})
    ModelAndView remove(Requester.SignedIn who, @PathVariable UUID id) {
        return after(who, id, imports.remove(who, new ImportId(id)));
    }

    private ModelAndView after(Requester.SignedIn who, UUID id, StepResult result) {
        return switch (result) {
            case StepResult.Done _ -> new ModelAndView("redirect:/imports/" + id);
            case StepResult.NotNow _ -> new ModelAndView("redirect:/imports/" + id);
            case StepResult.Unknown _ -> throw unknown();
            case StepResult.Closed(var because) ->
                new ModelAndView("imports/closed")
                        .addObject("list", imports.find(who, new ImportId(id)).orElseThrow(ImportController::unknown))
                        .addObject("trouble", because);
            case StepResult.Wrong(var because) ->
                columns(who, imports.find(who, new ImportId(id)).orElseThrow(ImportController::unknown), because);
        };
    }

    private static ResponseStatusException unknown() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
