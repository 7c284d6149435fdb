package io.equiveil.identity.web;

import io.equiveil.frame.OpenToAll;
import io.equiveil.identity.FirstAdministrator;
import io.equiveil.identity.InviteResult;
import io.equiveil.kernel.Cleartext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/// The very first page of an installation: the owner names an account, then enrols.
@Controller
@RequestMapping("/start/{link}")
class FirstStartController {

    private static final String BECAUSE = "the one-time link was printed on the operator's terminal";

    private final FirstAdministrator first;

    FirstStartController(FirstAdministrator first) {
        this.first = first;
    }

    /// What is typed.
    record Form(String name, String login, String codeName) {
        static Form empty() {
            return new Form("", "", "");
        }
    }

    @GetMapping
    @OpenToAll(because = BECAUSE)
    ModelAndView show(@PathVariable Cleartext link) {
        return first.isOpen(link) ? page(link, Form.empty(), List.of(), HttpStatus.OK) : dead();
    }

    @PostMapping
    @OpenToAll(because = BECAUSE)
    ModelAndView create(@PathVariable Cleartext link, @ModelAttribute Form form, HttpServletRequest request) {
        Optional<InviteResult> result =
                first.found(link, Cleartext.of(form.name()), form.login(), form.codeName(), request.getRemoteAddr());
        if (result.isEmpty()) {
            return dead();
        }
        return switch (result.get()) {
            case InviteResult.Invited invited ->
                Pages.seeOther(invited.linkPath().revealForDisplay());
            case InviteResult.Rejected(var faults) -> page(link, form, faults, HttpStatus.UNPROCESSABLE_CONTENT);
        };
    }

    private static ModelAndView page(Cleartext link, Form form, List<InviteResult.Fault> faults, HttpStatus status) {
        return new ModelAndView("identity/first-start", status)
                .addObject("link", link.revealForDisplay())
                .addObject("form", form)
                .addObject("faults", faults);
    }

    private static ModelAndView dead() {
        return new ModelAndView("identity/link-dead", HttpStatus.GONE);
    }
}
