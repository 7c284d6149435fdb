package io.equiveil.firm.web;

import io.equiveil.firm.Firm;
import io.equiveil.firm.FirmProfile;
import io.equiveil.firm.FirmProfile.Result;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Notice;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// 本机构: what the firm is called and how clients reach it.
@Controller
@RequestMapping("/firm")
class FirmController {

    private final FirmProfile profile;

    FirmController(FirmProfile profile) {
        this.profile = profile;
    }

    /// What is typed.
    record FirmForm(String name, String creditCode, String contact) {}

    @GetMapping
    @AllowedTo({Role.OWNER, Role.ADMINISTRATOR, Role.COMPLIANCE_OFFICER})
    ModelAndView show(Requester.SignedIn who) {
        Firm firm = profile.current();
        return page(who, new FirmForm(firm.name(), firm.creditCode().orElse(""), firm.contact()));
    }

    @PostMapping
    @AllowedTo(value = Role.OWNER, stepUp = true)
    ModelAndView set(
            Requester.SignedIn who,
            @ModelAttribute("form") FirmForm form,
            BindingResult binding,
            RedirectAttributes redirect) {
        return switch (profile.set(who, text(form.name()), text(form.creditCode()), text(form.contact()))) {
            case Result.Done _ -> {
                redirect.addFlashAttribute("notice", Notice.done("firm.done"));
                yield new ModelAndView("redirect:/firm");
            }
            case Result.Refused(var faults) -> {
                faults.forEach(fault -> binding.rejectValue(
                        switch (fault) {
                            case NAME -> "name";
                            case CREDIT_CODE -> "creditCode";
                            case CONTACT -> "contact";
                        },
                        "firm.fault." + fault.name().toLowerCase(Locale.ROOT)));
                ModelAndView page = page(who, form);
                page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
                yield page;
            }
            case Result.NotYours _ -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        };
    }

    private ModelAndView page(Requester.SignedIn who, FirmForm form) {
        return new ModelAndView("firm/show")
                .addObject("form", form)
                .addObject("firm", profile.current())
                .addObject("said", profile.said().orElse(null))
                .addObject("mayChange", who.has(Role.OWNER));
    }

    private static String text(String typed) {
        return Optional.ofNullable(typed).orElse("");
    }
}
