package io.equiveil.approvals.web;

import io.equiveil.approvals.Deputies;
import io.equiveil.approvals.DeputyResult;
import io.equiveil.approvals.DeputyResult.Fault;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Choice;
import io.equiveil.frame.Notice;
import io.equiveil.identity.People;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// 代理人: who decides for me when the time is over.
@Controller
@RequestMapping("/approvals/deputy")
class DeputyController {

    private final Deputies deputies;
    private final People people;

    DeputyController(Deputies deputies, People people) {
        this.deputies = deputies;
        this.people = people;
    }

    /// What is chosen.
    record DeputyForm(
            @Nullable UUID deputy,

            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
            LocalDate from,

            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
            LocalDate until) {}

    @GetMapping
    @AllowedTo({Role.OWNER, Role.ADMINISTRATOR, Role.COMPLIANCE_OFFICER, Role.SECURITY_OFFICER, Role.DEPARTMENT_HEAD})
    ModelAndView show(Requester.SignedIn who) {
        DeputyForm form = deputies.deputyOf(who.person())
                .map(one -> new DeputyForm(
                        one.deputy().value(),
                        one.from().orElse(null),
                        one.until().orElse(null)))
                .orElseGet(() -> new DeputyForm(null, null, null));
        return page(who, form, new BeanPropertyBindingResult(form, "form"));
    }

    @PostMapping
    @AllowedTo(
            value = {
                Role.OWNER,
                Role.ADMINISTRATOR,
                Role.COMPLIANCE_OFFICER,
                Role.SECURITY_OFFICER,
                Role.DEPARTMENT_HEAD
            },
            stepUp = true,
            returnTo = "/approvals/deputy")
    ModelAndView name(
            Requester.SignedIn who,
            @ModelAttribute("form") DeputyForm form,
            BindingResult binding,
            RedirectAttributes redirect) {
        if (!binding.hasErrors()) {
            DeputyResult result = form.deputy() == null
                    ? new DeputyResult.Refused(Fault.NOT_FITTING)
                    : deputies.name(
                            who,
                            new PersonId(form.deputy()),
                            Optional.ofNullable(form.from()),
                            Optional.ofNullable(form.until()));
            switch (result) {
                case DeputyResult.Named(var named) -> {
                    redirect.addFlashAttribute(
                            "notice", Notice.done("approvals.deputy.named", people.codeName(named.deputy())));
                    return new ModelAndView("redirect:/approvals/deputy");
                }
                case DeputyResult.Refused(var fault) ->
                    binding.rejectValue(fault == Fault.DAYS ? "until" : "deputy", "approvals.deputy.fault." + fault);
            }
        }
        ModelAndView again = page(who, form, binding);
        again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return again;
    }

    @PostMapping("/end")
    @AllowedTo({Role.OWNER, Role.ADMINISTRATOR, Role.COMPLIANCE_OFFICER, Role.SECURITY_OFFICER, Role.DEPARTMENT_HEAD})
    String end(Requester.SignedIn who, RedirectAttributes redirect) {
        deputies.end(who);
        redirect.addFlashAttribute("notice", Notice.done("approvals.deputy.ended"));
        return "redirect:/approvals/deputy";
    }

    private ModelAndView page(Requester.SignedIn who, DeputyForm form, BindingResult binding) {
        return new ModelAndView("approvals/deputy")
                .addObject("form", form)
                .addObject(BindingResult.MODEL_KEY_PREFIX + "form", binding)
                .addObject("hours", deputies.hours())
                .addObject(
                        "choices",
                        deputies.candidates(who).stream()
                                .map(person -> new Choice(person.id().toString(), people.codeName(person.id())))
                                .toList())
                .addObject("now", deputies.deputyOf(who.person()).orElse(null))
                .addObject(
                        "name",
                        deputies.deputyOf(who.person())
                                .map(one -> people.codeName(one.deputy()))
                                .orElse(null))
                .addObject(
                        "held",
                        deputies.heldBy(who).stream()
                                .map(one -> people.codeName(one.person()))
                                .toList());
    }
}
