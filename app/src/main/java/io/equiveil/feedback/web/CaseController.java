package io.equiveil.feedback.web;

import io.equiveil.clients.ClientSearch;
import io.equiveil.clients.ClientSearch.Match;
import io.equiveil.clients.Clients;
import io.equiveil.feedback.Case;
import io.equiveil.feedback.CaseFilter;
import io.equiveil.feedback.CaseId;
import io.equiveil.feedback.CaseKind;
import io.equiveil.feedback.CaseReadings;
import io.equiveil.feedback.CaseReadings.May;
import io.equiveil.feedback.CaseResult;
import io.equiveil.feedback.CaseResult.Fault;
import io.equiveil.feedback.Cases;
import io.equiveil.feedback.Cases.Call;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Choice;
import io.equiveil.frame.Notice;
import io.equiveil.identity.People;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
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

/// 客户事项: the list of those who answer, one case, and the form for the telephone.
@Controller
@RequestMapping("/cases")
@AllowedTo({Role.COMPLIANCE_OFFICER, Role.OWNER, Role.SECURITY_OFFICER, Role.ADVISOR, Role.DEPARTMENT_HEAD})
class CaseController {

    private final Cases cases;
    private final CaseReadings readings;
    private final ClientSearch search;
    private final Clients clients;
    private final People people;
    private final MessageSource messages;
    private final Clock clock;

    CaseController(
            Cases cases,
            CaseReadings readings,
            ClientSearch search,
            Clients clients,
            People people,
            MessageSource messages,
            Clock clock) {
        this.cases = cases;
        this.readings = readings;
        this.search = search;
        this.clients = clients;
        this.people = people;
        this.messages = messages;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView index(
            Requester.SignedIn who,
            @RequestParam(required = false) @Nullable CaseFilter filter,
            @RequestParam(required = false) @Nullable Long before) {
        boolean answers = readings.answersCases(who);
        CaseFilter shown = filter != null ? filter : answers ? CaseFilter.TO_ANSWER : CaseFilter.ALL;
        CaseReadings.Page page = readings.list(who, shown, before == null ? Long.MAX_VALUE : before);
        return new ModelAndView("feedback/index")
                .addObject("cases", page.cases())
                .addObject(
                        "next",
                        page.next().isPresent()
                                ? "/cases?filter=" + shown + "&before="
                                        + page.next().getAsLong()
                                : null)
                .addObject("previous", before == null ? null : "/cases?filter=" + shown)
                .addObject("filter", shown)
                .addObject("filters", CaseFilter.values())
                .addObject("answers", answers)
                .addObject("names", names(page.cases()))
                .addObject("now", clock.instant());
    }

    /// What is typed while somebody is on the telephone: who, what, and of which kind it is.
    ///
    /// @param client chosen where what was typed fits several
    record CallForm(
            @Nullable String who,
            @Nullable UUID client,
            @Nullable String what,
            @Nullable CaseKind kind) {}

    @GetMapping("/new")
    ModelAndView ask(Locale locale) {
        CallForm form = new CallForm("", null, "", CaseKind.COMPLAINT);
        return form(form, new BeanPropertyBindingResult(form, "form"), HttpStatus.OK, List.of(), locale);
    }

    private ModelAndView form(
            CallForm form, BindingResult binding, HttpStatus status, List<Match> matches, Locale locale) {
        return new ModelAndView("feedback/call", status)
                .addObject("form", form)
                .addObject(BindingResult.MODEL_KEY_PREFIX + "form", binding)
                .addObject("kinds", Choices.kinds(messages, locale))
                .addObject(
                        "matches",
                        matches.stream()
                                .map(match -> new Choice(match.subject().toString(), match.label()))
                                .toList());
    }

    @PostMapping
    ModelAndView writeDown(
            Requester.SignedIn who,
            @ModelAttribute("form") CallForm form,
            BindingResult binding,
            Locale locale,
            RedirectAttributes redirect) {
        String caller = form.who() == null ? "" : form.who().strip();
        List<Match> matches = form.client() == null && !caller.isEmpty() && caller.length() <= Cases.LONGEST_CALLER
                ? search.matches(who, caller)
                : List.of();
        if (matches.size() > 1) {
            binding.rejectValue("client", "feedback.call.which");
            return form(form, binding, HttpStatus.UNPROCESSABLE_CONTENT, matches, locale);
        }
        Optional<SubjectId> client = Optional.ofNullable(form.client())
                .map(SubjectId::new)
                .or(() -> matches.stream().findFirst().map(Match::subject));
        CaseResult result = cases.writeDown(
                who,
                new Call(
                        client,
                        Cleartext.of(caller),
                        form.kind() == null ? CaseKind.COMPLAINT : form.kind(),
                        Cleartext.of(form.what() == null ? "" : form.what())));
        return switch (result) {
            case CaseResult.Done(var id, var number) -> {
                redirect.addFlashAttribute(
                        "notice",
                        Notice.done(
                                client.isPresent() ? "feedback.call.kept" : "feedback.call.kept.caller",
                                Long.toString(number)));
                yield new ModelAndView("redirect:/cases/" + id);
            }
            case CaseResult.Refused(var fault) -> {
                binding.rejectValue(fault == Fault.CALLER ? "who" : "what", "feedback.fault." + fault);
                yield form(form, binding, HttpStatus.UNPROCESSABLE_CONTENT, List.of(), locale);
            }
            case CaseResult.Unknown _ -> throw unknown();
        };
    }

    @GetMapping("/{id}")
    ModelAndView show(Requester.SignedIn who, @PathVariable UUID id) {
        return page(who, id, HttpStatus.OK, null, "");
    }

    private ModelAndView page(Requester.SignedIn who, UUID id, HttpStatus status, @Nullable Fault fault, String typed) {
        CaseReadings.Reading reading = readings.read(who, new CaseId(id)).orElseThrow(CaseController::unknown);
        return new ModelAndView("feedback/show", status)
                .addObject("reading", reading)
                .addObject("one", reading.of())
                .addObject("late", reading.of().lateAt(clock.instant()))
                .addObject("mayAnswer", reading.may().contains(May.ANSWER))
                .addObject("mayWriteYes", reading.may().contains(May.WRITE_YES))
                .addObject("names", names(List.of(reading.of())))
                .addObject("people", people)
                .addObject("fault", fault)
                .addObject("typed", typed);
    }

    @PostMapping("/{id}/answer")
    @AllowedTo({Role.COMPLIANCE_OFFICER, Role.OWNER})
    ModelAndView answer(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String text,
            RedirectAttributes redirect) {
        CaseResult result = cases.answer(who, new CaseId(id), Cleartext.of(text));
        return after(who, id, result, "feedback.answered", text, redirect);
    }

    /// Whoever called and has no account agreed on the telephone.
    @PostMapping("/{id}/agreement")
    @AllowedTo({Role.COMPLIANCE_OFFICER, Role.OWNER})
    ModelAndView agreedOnTheTelephone(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String text,
            RedirectAttributes redirect) {
        CaseResult result = cases.agreedOnTheTelephone(who, new CaseId(id), Cleartext.of(text));
        return after(who, id, result, "feedback.yes-kept", text, redirect);
    }

    private ModelAndView after(
            Requester.SignedIn who,
            UUID id,
            CaseResult result,
            String done,
            String typed,
            RedirectAttributes redirect) {
        return switch (result) {
            case CaseResult.Done _ -> {
                redirect.addFlashAttribute("notice", Notice.done(done));
                yield new ModelAndView("redirect:/cases/" + id);
            }
            case CaseResult.Refused(var fault) -> page(who, id, HttpStatus.UNPROCESSABLE_CONTENT, fault, typed);
            case CaseResult.Unknown _ -> throw unknown();
        };
    }

    /// What lists call a client: its code name; nothing for a caller.
    private Map<CaseId, String> names(List<Case> some) {
        Map<CaseId, String> names = new HashMap<>();
        some.stream()
                .filter(one -> !one.caller())
                .forEach(one -> clients.find(one.subject()).ifPresent(file -> names.put(one.id(), file.alias())));
        return names;
    }

    private static ResponseStatusException unknown() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
