package io.equiveil.feedback.web;

import io.equiveil.clients.ClientFile;
import io.equiveil.clients.Clients;
import io.equiveil.feedback.CaseId;
import io.equiveil.feedback.CaseKind;
import io.equiveil.feedback.CaseReadings;
import io.equiveil.feedback.CaseReadings.May;
import io.equiveil.feedback.CaseResult;
import io.equiveil.feedback.CaseResult.Fault;
import io.equiveil.feedback.Cases;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Choice;
import io.equiveil.frame.Notice;
import io.equiveil.identity.People;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
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

/// 我提出的事项: what a client holds against the firm or wants of it, on its telephone.
@Controller
@RequestMapping("/portal/cases")
@AllowedTo(Role.CLIENT)
class OwnCaseController {

    private final Cases cases;
    private final CaseReadings readings;
    private final Clients clients;
    private final People people;
    private final MessageSource messages;

    OwnCaseController(Cases cases, CaseReadings readings, Clients clients, People people, MessageSource messages) {
        this.cases = cases;
        this.readings = readings;
        this.clients = clients;
        this.people = people;
        this.messages = messages;
    }

    /// What a client chooses and types.
    ///
    /// @param subject for whom, where the client acts for several
    /// @param about   the colleague whom it is about, or empty
    record CaseForm(
            @Nullable UUID subject,
            @Nullable CaseKind kind,
            @Nullable UUID about,
            @Nullable String text) {}

    @GetMapping
    ModelAndView index(Requester.SignedIn who) {
        return new ModelAndView("feedback/own").addObject("cases", readings.own(who));
    }

    @GetMapping("/new")
    ModelAndView ask(
            Requester.SignedIn who,
            @RequestParam(required = false) @Nullable UUID subject,
            @RequestParam(required = false) @Nullable CaseKind kind,
            Locale locale) {
        CaseForm form = new CaseForm(subject, kind, null, "");
        return form(who, form, new BeanPropertyBindingResult(form, "form"), HttpStatus.OK, locale);
    }

    private ModelAndView form(
            Requester.SignedIn who, CaseForm form, BindingResult binding, HttpStatus status, Locale locale) {
        List<ClientFile> files = clients.filesOf(who).stream()
                .sorted(Comparator.comparing(ClientFile::alias))
                .toList();
        List<Choice> about = new ArrayList<>();
        files.stream()
                .flatMap(file -> cases.mayBeAbout(file.subject()).stream())
                .distinct()
                .forEach(person -> about.add(new Choice(person.toString(), people.codeName(person))));
        return new ModelAndView("feedback/own-new", status)
                .addObject("form", form)
                .addObject(BindingResult.MODEL_KEY_PREFIX + "form", binding)
                .addObject("kinds", Choices.kinds(messages, locale))
                .addObject("about", about)
                .addObject(
                        "files",
                        files.stream()
                                .map(file -> new Choice(file.subject().toString(), file.alias()))
                                .toList());
    }

    @PostMapping
    ModelAndView open(
            Requester.SignedIn who,
            @ModelAttribute("form") CaseForm form,
            BindingResult binding,
            Locale locale,
            RedirectAttributes redirect) {
        if (form.kind() == null && !binding.hasErrors()) {
            binding.rejectValue("kind", "feedback.fault.KIND");
        }
        if (!binding.hasErrors()) {
            CaseResult result = cases.open(
                    who,
                    subject(who, form.subject()),
                    Objects.requireNonNull(form.kind()),
                    Optional.ofNullable(form.about()).map(PersonId::new),
                    Cleartext.of(form.text() == null ? "" : form.text()));
            switch (result) {
                case CaseResult.Done(var id, var number) -> {
                    redirect.addFlashAttribute("notice", Notice.done("feedback.opened", Long.toString(number)));
                    return new ModelAndView("redirect:/portal/cases/" + id);
                }
                case CaseResult.Refused(var fault) ->
                    binding.rejectValue(fault == Fault.ABOUT ? "about" : "text", "feedback.fault." + fault);
                case CaseResult.Unknown _ -> throw unknown();
            }
        }
        return form(who, form, binding, HttpStatus.UNPROCESSABLE_CONTENT, locale);
    }

    private static SubjectId subject(Requester.SignedIn who, @Nullable UUID asked) {
        return asked != null
                ? new SubjectId(asked)
                : who.actsFor().stream()
                        .min(Comparator.comparing(SubjectId::toString))
                        .orElseThrow(OwnCaseController::unknown);
    }

    @GetMapping("/{id}")
    ModelAndView show(Requester.SignedIn who, @PathVariable UUID id) {
        return page(who, id, HttpStatus.OK, null, "");
    }

    private ModelAndView page(Requester.SignedIn who, UUID id, HttpStatus status, @Nullable Fault fault, String typed) {
        CaseReadings.Reading reading = readings.read(who, new CaseId(id)).orElseThrow(OwnCaseController::unknown);
        return new ModelAndView("feedback/own-case", status)
                .addObject("reading", reading)
                .addObject("one", reading.of())
                .addObject("mayDecide", reading.may().contains(May.AGREE))
                .addObject("mayAskAnother", reading.may().contains(May.ASK_ANOTHER))
                .addObject("people", people)
                .addObject("fault", fault)
                .addObject("typed", typed);
    }

    @PostMapping("/{id}/agreement")
    ModelAndView agree(Requester.SignedIn who, @PathVariable UUID id, RedirectAttributes redirect) {
        return after(who, id, cases.agree(who, new CaseId(id)), "feedback.agreed", "", redirect);
    }

    @PostMapping("/{id}/objection")
    ModelAndView contest(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "false") boolean second,
            RedirectAttributes redirect) {
        CaseResult result = cases.contest(who, new CaseId(id), Cleartext.of(text), second);
        return after(who, id, result, "feedback.contested", text, redirect);
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
                yield new ModelAndView("redirect:/portal/cases/" + id);
            }
            case CaseResult.Refused(var fault) -> page(who, id, HttpStatus.UNPROCESSABLE_CONTENT, fault, typed);
            case CaseResult.Unknown _ -> throw unknown();
        };
    }

    private static ResponseStatusException unknown() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
