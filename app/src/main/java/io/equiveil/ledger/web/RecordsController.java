package io.equiveil.ledger.web;

import io.equiveil.controls.Evidence;
import io.equiveil.controls.spi.ControlCheck.Outcome;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Display;
import io.equiveil.frame.State;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.ledger.LedgerReader.FirmEntry;
import io.equiveil.ledger.LedgerReader.Proving;
import io.equiveil.ledger.LedgerReader.Search;
import io.equiveil.ledger.LedgerState;
import io.equiveil.ledger.Records;
import io.equiveil.ledger.Records.Proof;
import io.equiveil.ledger.Records.Read;
import io.equiveil.ledger.web.RecordsPage.Row;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/// 存证记录: the log for those who look after it. Reading it is an entry of its own, before anything is shown.
@Controller
@RequestMapping("/records")
@AllowedTo({Role.COMPLIANCE_OFFICER, Role.SECURITY_OFFICER, Role.AUDITOR})
class RecordsController {

    /// Within this time the log's signed state covers an entry, if nothing is wrong.
    private static final String A_SECOND = "1";

    private static final int PAGE = 50;

    private final Records records;
    private final LedgerState state;
    private final MessageSource messages;
    private final Display show;
    private final Names names;

    RecordsController(Records records, LedgerState state, MessageSource messages, Display show, Names names) {
        this.records = records;
        this.state = state;
        this.messages = messages;
        this.show = show;
        this.names = names;
    }

    @GetMapping
    ModelAndView index(Requester.SignedIn person, @ModelAttribute("form") RecordsForm form, BindingResult binding) {
        Search search = form.search(binding, names);
        List<FirmEntry> found =
                binding.hasErrors() ? List.of() : shown(records.search(person, search, form.olderThan(), PAGE));
        RecordsPage page = RecordsPage.of(found, PAGE);
        return new ModelAndView("ledger/records").addObject("page", page).addObject("names", names.in(page.rows()));
    }

    @GetMapping("/{intake:[0-9]{1,18}}")
    ModelAndView show(Requester.SignedIn person, @PathVariable long intake) {
        return page(shown(records.open(person, intake)));
    }

    private ModelAndView page(FirmEntry entry) {
        Row row = Row.of(entry);
        return new ModelAndView("ledger/record").addObject("entry", row).addObject("names", names.in(List.of(row)));
    }

    @GetMapping("/{intake:[0-9]{1,18}}/evidence")
    Object evidence(Requester.SignedIn person, @PathVariable long intake, HttpServletResponse response) {
        Proof proof = shown(records.prove(person, intake));
        return switch (proof.proving()) {
            case Proving.Proven(var file, var notYet) ->
                ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                ContentDisposition.attachment()
                                        .filename("evidence-" + intake + ".json")
                                        .build()
                                        .toString())
                        .body(file.render());
            case Proving.NotYet _ -> {
                response.setHeader(HttpHeaders.RETRY_AFTER, A_SECOND);
                ModelAndView page = page(proof.entry()).addObject("later", true);
                page.setStatus(HttpStatus.SERVICE_UNAVAILABLE);
                yield page;
            }
        };
    }

    /// A check as a page shows it.
    record Check(String look, String text) {}

    private Check check(Outcome outcome, Locale locale) {
        String look = switch (outcome) {
            case Outcome.Holds _ -> State.HOLDS.look();
            case Outcome.Fails _ -> State.STOP.look();
            case Outcome.Unknown _ -> State.UNKNOWN.look();
        };
        return new Check(look, Evidence.of(outcome).say(messages, show, locale));
    }

    @GetMapping("/state")
    ModelAndView state(Locale locale) {
        return new ModelAndView("ledger/state")
                .addObject(
                        "checks",
                        state.now().stream()
                                .map(outcome -> check(outcome, locale))
                                .toList())
                .addObject("whole", state.lastWhole().orElse(null));
    }

    private static <T> T shown(Read<T> read) {
        return switch (read) {
            case Read.Shown<T>(var what) -> what;
            case Read.Unknown<T> _ -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
            case Read.NotRecorded<T> _ -> throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
        };
    }
}
