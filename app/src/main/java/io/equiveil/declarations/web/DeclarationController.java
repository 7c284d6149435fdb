package io.equiveil.declarations.web;

import static io.equiveil.kernel.Role.ADVISOR;
import static io.equiveil.kernel.Role.AUDITOR;
import static io.equiveil.kernel.Role.COMPLIANCE_OFFICER;
import static io.equiveil.kernel.Role.DEPARTMENT_HEAD;
import static io.equiveil.kernel.Role.OWNER;

import io.equiveil.declarations.Declaration;
import io.equiveil.declarations.DeclarationKind;
import io.equiveil.declarations.Declarations;
import io.equiveil.declarations.Ground;
import io.equiveil.disclosure.ValueView;
import io.equiveil.frame.AllowedTo;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Requester;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Whether a paper is needed, who signs it, and that this one was told.
@Controller
@RequestMapping("/matters/{id}/declarations/{paper}")
class DeclarationController {

    private final Declarations declarations;
    private final DeclarationPages pages;

    DeclarationController(Declarations declarations, DeclarationPages pages) {
        this.declarations = declarations;
        this.pages = pages;
    }

    @GetMapping
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER, AUDITOR})
    ModelAndView show(
            Requester.SignedIn who, @PathVariable UUID id, @PathVariable DeclarationKind paper, Locale locale) {
        return pages.page(who, new MatterId(id), paper, true, locale);
    }

    /// Reason, name and number in full, for a minute.
    @PostMapping("/opening")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView open(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable DeclarationKind paper,
            Locale locale,
            HttpServletResponse response) {
        response.setHeader(
                "Refresh", ValueView.Open.OTHERS.toSeconds() + "; url=/matters/" + id + "/declarations/" + paper);
        return pages.page(who, new MatterId(id), paper, false, locale);
    }

    @PostMapping("/statement")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView answer(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable DeclarationKind paper,
            @RequestParam Ground ground,
            @RequestParam(defaultValue = "") String words,
            Locale locale,
            RedirectAttributes redirect) {
        MatterId matter = new MatterId(id);
        return pages.answer(
                who,
                matter,
                paper,
                declarations.answer(who, matter, paper, ground, Cleartext.of(words)),
                locale,
                redirect);
    }

    /// The second person's word on a reason.
    @PostMapping("/decision")
    @AllowedTo(COMPLIANCE_OFFICER)
    ModelAndView decide(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable DeclarationKind paper,
            @RequestParam boolean notNeeded,
            Locale locale,
            RedirectAttributes redirect) {
        MatterId matter = new MatterId(id);
        return pages.answer(who, matter, paper, declarations.decide(who, matter, paper, notNeeded), locale, redirect);
    }

    @PostMapping("/signer")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView name(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable DeclarationKind paper,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String mobile,
            Locale locale,
            RedirectAttributes redirect) {
        MatterId matter = new MatterId(id);
        ModelAndView answer = pages.answer(
                who,
                matter,
                paper,
                declarations.name(
                        who, matter, paper, DeclarationPages.typed(name, 200), DeclarationPages.typed(mobile, 40)),
                locale,
                redirect);
        return answer.getStatus() == null ? answer : answer.addObject("typedName", name);
    }

    @PostMapping("/notice")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView tell(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable DeclarationKind paper,
            @RequestParam LocalDate on,
            @RequestParam Declaration.Telling how,
            Locale locale,
            RedirectAttributes redirect) {
        MatterId matter = new MatterId(id);
        return pages.answer(who, matter, paper, declarations.tell(who, matter, paper, on, how), locale, redirect);
    }
}
