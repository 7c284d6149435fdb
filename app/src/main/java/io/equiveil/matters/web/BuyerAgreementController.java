package io.equiveil.matters.web;

import io.equiveil.disclosure.ValueView;
import io.equiveil.frame.AllowedTo;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.Matters;
import io.equiveil.nda.AgreementKind;
import io.equiveil.nda.AgreementResult;
import io.equiveil.nda.TermsPage;
import io.equiveil.nda.WantedTerms;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/// A buyer's agreement with other terms than the usual ones.
@Controller
@RequestMapping("/matters/{id}/buyers/{buyer}/agreement/terms")
@AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
class BuyerAgreementController {

    private final Matters matters;

    BuyerAgreementController(Matters matters) {
        this.matters = matters;
    }

    @GetMapping
    ModelAndView show(Requester.SignedIn who, @PathVariable UUID id, @PathVariable UUID buyer, Locale locale) {
        matters.find(who, new MatterId(id)).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return page(id, buyer, WantedTerms.usual(), locale.toLanguageTag(), Set.of());
    }

    @PostMapping
    ModelAndView prepare(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID buyer,
            WantedTerms sent,
            @RequestParam(defaultValue = "zh-CN") String language) {
        WantedTerms typed = TermsPage.typed(sent);
        return switch (typed.read()) {
            case WantedTerms.Read.Faulty(var faults) -> page(id, buyer, typed, language, faults);
            case WantedTerms.Read.Sound(var terms) -> {
                Locale spoken = Locale.forLanguageTag(language.equals("en") ? "en" : "zh-CN");
                yield answer(
                        id, matters.prepareBuyerAgreement(who, new MatterId(id), new SubjectId(buyer), spoken, terms));
            }
        };
    }

    private static ModelAndView answer(UUID matter, AgreementResult result) {
        return switch (result) {
            case AgreementResult.Done(var agreement) -> new ModelAndView("redirect:/agreements/" + agreement.id());
            case AgreementResult.Refused(var refused) -> {
                ModelAndView page = new ModelAndView("nda/refused")
                        .addObject("refusals", List.of(ValueView.Refusal.of("no", refused)))
                        .addObject("back", "/matters/" + matter);
                page.setStatus(HttpStatus.FORBIDDEN);
                yield page;
            }
            case AgreementResult.Unrecorded _ -> throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
            case AgreementResult.Unknown _ -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
            case AgreementResult.NotNow _,
                    AgreementResult.ProofRefused _,
                    AgreementResult.Unacceptable _,
                    AgreementResult.FileRefused _ -> throw new ResponseStatusException(HttpStatus.CONFLICT);
        };
    }

    private static ModelAndView page(
            UUID id, UUID buyer, WantedTerms typed, String language, Set<WantedTerms.Fault> faults) {
        return TermsPage.of(
                AgreementKind.BUYER,
                typed,
                language,
                faults,
                "/matters/" + id + "/buyers/" + buyer + "/agreement/terms",
                "/matters/" + id);
    }
}
