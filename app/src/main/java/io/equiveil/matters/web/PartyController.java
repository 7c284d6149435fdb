package io.equiveil.matters.web;

import static io.equiveil.kernel.Role.ADVISOR;
import static io.equiveil.kernel.Role.COMPLIANCE_OFFICER;
import static io.equiveil.kernel.Role.DEPARTMENT_HEAD;
import static io.equiveil.kernel.Role.OWNER;

import io.equiveil.disclosure.ValueView;
import io.equiveil.frame.AllowedTo;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PartnerId;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.Matters;
import io.equiveil.nda.AgreementResult;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Who takes part in a matter: buyers, colleagues, partner firms.
@Controller
@RequestMapping("/matters/{id}")
class PartyController {

    private final Matters matters;
    private final MatterPages pages;

    PartyController(Matters matters, MatterPages pages) {
        this.matters = matters;
        this.pages = pages;
    }

    @PostMapping("/buyers")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView invite(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @RequestParam UUID subject,
            Locale locale,
            RedirectAttributes redirect) {
        return pages.answer(who, matters.invite(who, new MatterId(id), new SubjectId(subject)), id, locale, redirect);
    }

    @PostMapping("/buyers/{buyer}/agreement")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView prepareAgreement(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID buyer,
            @RequestParam(defaultValue = "zh-CN") String language,
            Locale locale) {
        MatterId matter = new MatterId(id);
        AgreementResult result = matters.prepareBuyerAgreement(
                who,
                matter,
                new SubjectId(buyer),
                language.equals("en") ? Locale.ENGLISH : Locale.forLanguageTag("zh-CN"));
        return switch (result) {
            case AgreementResult.Done(var agreement) -> new ModelAndView("redirect:/agreements/" + agreement.id());
            case AgreementResult.Unknown _ -> throw MatterPages.unknown();
            case AgreementResult.Refused(var refused) ->
                MatterPages.conflict(pages.page(who, matter, locale)
                        .addObject("refusals", List.of(ValueView.Refusal.of("no", refused))));
            case AgreementResult.Unrecorded _ -> MatterPages.unrecorded(pages.page(who, matter, locale));
            case AgreementResult.NotNow _,
                    AgreementResult.ProofRefused _,
                    AgreementResult.Unacceptable _,
                    AgreementResult.FileRefused _ ->
                MatterPages.conflict(
                        pages.page(who, matter, locale).addObject("problem", "matters.show.agreement.failed"));
        };
    }

    @PostMapping("/buyers/{buyer}/dismissal")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView dismiss(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID buyer,
            Locale locale,
            RedirectAttributes redirect) {
        return pages.answer(who, matters.dismiss(who, new MatterId(id), new SubjectId(buyer)), id, locale, redirect);
    }

    @PostMapping("/told-of-both")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView tell(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @RequestParam UUID subject,
            Locale locale,
            RedirectAttributes redirect) {
        return pages.answer(
                who, matters.tellOfBoth(who, new MatterId(id), new SubjectId(subject)), id, locale, redirect);
    }

    @PostMapping("/team")
    @AllowedTo(
            value = {ADVISOR, DEPARTMENT_HEAD, OWNER},
            stepUp = true,
            returnTo = "/matters/{id}")
    ModelAndView join(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @RequestParam UUID person,
            Locale locale,
            RedirectAttributes redirect) {
        return pages.answer(who, matters.join(who, new MatterId(id), new PersonId(person)), id, locale, redirect);
    }

    @PostMapping("/team/{person}/leaving")
    @AllowedTo(
            value = {ADVISOR, DEPARTMENT_HEAD, OWNER},
            stepUp = true,
            returnTo = "/matters/{id}")
    ModelAndView leave(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID person,
            Locale locale,
            RedirectAttributes redirect) {
        return pages.answer(who, matters.leave(who, new MatterId(id), new PersonId(person)), id, locale, redirect);
    }

    @PostMapping("/team/{person}/lead")
    @AllowedTo(
            value = {ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER},
            stepUp = true,
            returnTo = "/matters/{id}")
    ModelAndView handOver(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID person,
            Locale locale,
            RedirectAttributes redirect) {
        return pages.answer(who, matters.handOver(who, new MatterId(id), new PersonId(person)), id, locale, redirect);
    }

    @PostMapping("/partners")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView engage(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @RequestParam UUID partner,
            Locale locale,
            RedirectAttributes redirect) {
        return pages.answer(who, matters.engage(who, new MatterId(id), new PartnerId(partner)), id, locale, redirect);
    }

    @PostMapping("/partners/{partner}/release")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView release(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID partner,
            Locale locale,
            RedirectAttributes redirect) {
        return pages.answer(who, matters.release(who, new MatterId(id), new PartnerId(partner)), id, locale, redirect);
    }
}
