package io.equiveil.supervision.web;

import io.equiveil.controls.Controls;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Choice;
import io.equiveil.frame.Display;
import io.equiveil.frame.Notice;
import io.equiveil.identity.People;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.supervision.Finding;
import io.equiveil.supervision.FindingId;
import io.equiveil.supervision.FindingResult;
import io.equiveil.supervision.FindingResult.Fault;
import io.equiveil.supervision.Findings;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// 审计发现: filed, answered, mended, closed.
@Controller
@RequestMapping("/audit/findings")
class FindingController {

    private final Findings findings;
    private final People people;
    private final Controls controls;
    private final MessageSource messages;
    private final Clock clock;

    FindingController(Findings findings, People people, Controls controls, MessageSource messages, Clock clock) {
        this.findings = findings;
        this.people = people;
        this.controls = controls;
        this.messages = messages;
        this.clock = clock;
    }

    /// What somebody types to file a finding.
    ///
    /// @param index the entry of the log that it is about
    record FileForm(
            @Nullable String control,
            Finding.@Nullable Severity severity,
            @Nullable Long index,
            @Nullable String title,
            @Nullable String text) {}

    @GetMapping("/new")
    @AllowedTo({Role.AUDITOR, Role.COMPLIANCE_OFFICER})
    ModelAndView ask(
            @RequestParam(required = false) @Nullable Long index,
            @RequestParam(required = false) @Nullable String control,
            Locale locale) {
        FileForm form = new FileForm(control == null ? "3.1" : control, Finding.Severity.MEDIUM, index, "", "");
        return form(form, new BeanPropertyBindingResult(form, "form"), HttpStatus.OK, locale);
    }

    private ModelAndView form(FileForm form, BindingResult binding, HttpStatus status, Locale locale) {
        return new ModelAndView("supervision/finding-new", status)
                .addObject("form", form)
                .addObject(BindingResult.MODEL_KEY_PREFIX + "form", binding)
                .addObject(
                        "controls",
                        controls.all().stream()
                                .map(state -> new Choice(
                                        state.measure().id().value(),
                                        state.measure().id().value() + " "
                                                + state.measure().name(locale)))
                                .toList())
                .addObject("severities", Choice.of(Finding.Severity.class, "supervision.severity", messages, locale));
    }

    @PostMapping
    @AllowedTo({Role.AUDITOR, Role.COMPLIANCE_OFFICER})
    ModelAndView file(
            Requester.SignedIn who,
            @ModelAttribute("form") FileForm form,
            BindingResult binding,
            Locale locale,
            RedirectAttributes redirect) {
        if (!binding.hasErrors()) {
            FindingResult result = findings.file(
                    who,
                    words(form.control()),
                    form.severity() == null ? Finding.Severity.MEDIUM : form.severity(),
                    Optional.ofNullable(form.index()),
                    Cleartext.of(words(form.title())),
                    Cleartext.of(words(form.text())));
            switch (result) {
                case FindingResult.Done(var finding) -> {
                    redirect.addFlashAttribute("notice", Notice.done("supervision.filed"));
                    return new ModelAndView("redirect:/audit/findings/" + finding);
                }
                case FindingResult.Refused(var fault) ->
                    binding.rejectValue(
                            switch (fault) {
                                case TITLE -> "title";
                                case CONTROL -> "control";
                                default -> "text";
                            },
                            "supervision.finding.fault." + fault);
                case FindingResult.Unknown _ -> throw unknown();
            }
        }
        return form(form, binding, HttpStatus.UNPROCESSABLE_CONTENT, locale);
    }

    @GetMapping("/{id}")
    @AllowedTo({Role.AUDITOR, Role.COMPLIANCE_OFFICER, Role.OWNER})
    ModelAndView show(Requester.SignedIn who, @PathVariable UUID id, Locale locale) {
        return page(who, id, HttpStatus.OK, null, "", null, locale);
    }

    private ModelAndView page(
            Requester.SignedIn who,
            UUID id,
            HttpStatus status,
            @Nullable Fault fault,
            String typed,
            @Nullable LocalDate due,
            Locale locale) {
        Finding finding = findings.read(who, new FindingId(id)).orElseThrow(FindingController::unknown);
        LocalDate today = today();
        return new ModelAndView("supervision/finding", status)
                .addObject("finding", finding)
                .addObject(
                        "measure", controls.state(finding.control()).measure().name(locale))
                .addObject("names", names(finding))
                .addObject("late", finding.lateOn(today))
                .addObject("mayAnswer", findings.mayAnswer(who, finding))
                .addObject("mayMend", findings.mayMend(who, finding))
                .addObject("mayDecide", findings.mayDecide(who, finding))
                .addObject("readsRecords", who.has(Role.AUDITOR) || who.has(Role.COMPLIANCE_OFFICER))
                .addObject("fault", fault)
                .addObject("typed", typed)
                .addObject("due", due == null ? today.plusDays(30) : due);
    }

    private Map<PersonId, String> names(Finding finding) {
        return finding.words().said().stream()
                .map(Finding.Saying::by)
                .distinct()
                .collect(Collectors.toMap(by -> by, people::codeName));
    }

    @PostMapping("/{id}/answer")
    @AllowedTo({Role.COMPLIANCE_OFFICER, Role.OWNER})
    ModelAndView answer(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate due,
            Locale locale,
            RedirectAttributes redirect) {
        FindingResult result = due == null
                ? new FindingResult.Refused(Fault.DUE)
                : findings.answer(who, new FindingId(id), Cleartext.of(text), due, today());
        return after(who, id, result, "supervision.answered", text, due, locale, redirect);
    }

    @PostMapping("/{id}/mending")
    @AllowedTo({Role.COMPLIANCE_OFFICER, Role.OWNER})
    ModelAndView mended(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String text,
            Locale locale,
            RedirectAttributes redirect) {
        return after(
                who,
                id,
                findings.mended(who, new FindingId(id), Cleartext.of(text)),
                "supervision.mended",
                text,
                null,
                locale,
                redirect);
    }

    @PostMapping("/{id}/decision")
    @AllowedTo({Role.AUDITOR, Role.COMPLIANCE_OFFICER, Role.OWNER})
    ModelAndView decide(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @RequestParam boolean agreed,
            @RequestParam(defaultValue = "") String text,
            Locale locale,
            RedirectAttributes redirect) {
        return after(
                who,
                id,
                findings.decide(who, new FindingId(id), agreed, Cleartext.of(text)),
                agreed ? "supervision.agreed" : "supervision.rejected",
                text,
                null,
                locale,
                redirect);
    }

    private ModelAndView after(
            Requester.SignedIn who,
            UUID id,
            FindingResult result,
            String done,
            String typed,
            @Nullable LocalDate due,
            Locale locale,
            RedirectAttributes redirect) {
        return switch (result) {
            case FindingResult.Done _ -> {
                redirect.addFlashAttribute("notice", Notice.done(done));
                yield new ModelAndView("redirect:/audit/findings/" + id);
            }
            case FindingResult.Refused(var fault) ->
                page(who, id, HttpStatus.UNPROCESSABLE_CONTENT, fault, typed, due, locale);
            case FindingResult.Unknown _ -> throw unknown();
        };
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(Display.SHANGHAI));
    }

    private static String words(@Nullable String typed) {
        return typed == null ? "" : typed;
    }

    private static ResponseStatusException unknown() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
