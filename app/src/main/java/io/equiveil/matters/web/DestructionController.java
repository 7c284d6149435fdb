package io.equiveil.matters.web;

import static io.equiveil.kernel.Role.ADVISOR;
import static io.equiveil.kernel.Role.COMPLIANCE_OFFICER;
import static io.equiveil.kernel.Role.DEPARTMENT_HEAD;
import static io.equiveil.kernel.Role.OWNER;

import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Confirmation;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Requester;
import io.equiveil.matters.MatterSummary;
import io.equiveil.matters.Matters;
import io.equiveil.matters.RetentionClock;
import java.util.List;
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

/// The end of a closed matter's keys: asked for, and approved by a second person.
@Controller
@RequestMapping("/matters/{id}")
class DestructionController {

    private final Matters matters;
    private final MatterPages pages;

    DestructionController(Matters matters, MatterPages pages) {
        this.matters = matters;
        this.pages = pages;
    }

    @GetMapping("/destruction-request")
    @AllowedTo(
            value = {ADVISOR, DEPARTMENT_HEAD, OWNER},
            stepUp = true)
    ModelAndView askPage(Requester.SignedIn who, @PathVariable UUID id, Locale locale) {
        return confirm(confirmation(who, id, "/destruction-request", "matters.show.destroy.ask", locale));
    }

    @PostMapping("/destruction-request")
    @AllowedTo(
            value = {ADVISOR, DEPARTMENT_HEAD, OWNER},
            stepUp = true,
            returnTo = "/matters/{id}/destruction-request")
    ModelAndView ask(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String codeName,
            Locale locale,
            RedirectAttributes redirect) {
        Confirmation asked = confirmation(who, id, "/destruction-request", "matters.show.destroy.ask", locale);
        return asked.isConfirmedBy(codeName)
                ? pages.answer(who, matters.askDestruction(who, new MatterId(id)), id, locale, redirect)
                : MatterPages.again(confirm(asked.again()));
    }

    @GetMapping("/destruction")
    @AllowedTo(
            value = {ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER},
            stepUp = true)
    ModelAndView approvePage(Requester.SignedIn who, @PathVariable UUID id, Locale locale) {
        return confirm(confirmation(who, id, "/destruction", "matters.show.destroy.approve", locale));
    }

    @PostMapping("/destruction")
    @AllowedTo(
            value = {ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER},
            stepUp = true,
            returnTo = "/matters/{id}/destruction")
    ModelAndView approve(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String codeName,
            Locale locale,
            RedirectAttributes redirect) {
        Confirmation asked = confirmation(who, id, "/destruction", "matters.show.destroy.approve", locale);
        return asked.isConfirmedBy(codeName)
                ? pages.answer(who, matters.approveDestruction(who, new MatterId(id)), id, locale, redirect)
                : MatterPages.again(confirm(asked.again()));
    }

    private Confirmation confirmation(Requester.SignedIn who, UUID id, String act, String title, Locale locale) {
        MatterSummary matter = pages.find(who, new MatterId(id));
        List<String> gone = matters.retention(who, matter.id()).stream()
                .filter(clock -> clock.state() == RetentionClock.State.DUE)
                .map(clock -> pages.text("matters.group." + clock.group(), locale))
                .toList();
        String back = "/matters/" + matter.id();
        return new Confirmation(
                pages.text(title, locale),
                gone,
                pages.text("matters.show.destroy.lead", locale),
                matter.codeName(),
                pages.text(title, locale),
                back + act,
                back,
                false);
    }

    private static ModelAndView confirm(Confirmation confirmation) {
        return new ModelAndView("matters/confirm").addObject("confirmation", confirmation);
    }
}
