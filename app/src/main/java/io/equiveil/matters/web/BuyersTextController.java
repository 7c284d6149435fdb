package io.equiveil.matters.web;

import io.equiveil.files.SentForm;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Notice;
import io.equiveil.frame.StreamedForm;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.Matters;
import io.equiveil.nda.AgreementKind;
import io.equiveil.nda.AgreementResult;
import io.equiveil.nda.TheirsPage;
import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// A buyer's own text, signed on paper, with four questions about what it says.
@Controller
@RequestMapping("/matters/{id}/buyers/{buyer}/agreement/theirs")
@AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
class BuyersTextController {

    private final Matters matters;
    private final MatterPages pages;
    private final Clock clock;

    BuyersTextController(Matters matters, MatterPages pages, Clock clock) {
        this.matters = matters;
        this.pages = pages;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView form(Requester.SignedIn who, @PathVariable UUID id, @PathVariable UUID buyer, Locale locale) {
        known(who, id, buyer);
        return page(id, buyer, new TheirsPage.Outcome(TheirsPage.Typed.blank(clock.instant(), locale), Set.of(), null));
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ModelAndView takeIn(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID buyer,
            StreamedForm form,
            RedirectAttributes redirect)
            throws IOException {
        known(who, id, buyer);
        TheirsPage.Outcome outcome = TheirsPage.sent(
                SentForm.of(form),
                (terms, language, files, signedOn, place) -> matters.takeInTheirs(
                        who, new MatterId(id), new SubjectId(buyer), terms, language, files, signedOn, place));
        if (outcome.result() instanceof AgreementResult.Done(var agreement)) {
            redirect.addFlashAttribute("notice", Notice.done("nda.paper.taken", agreement.number()));
            return new ModelAndView("redirect:/agreements/" + agreement.id());
        }
        return page(id, buyer, outcome);
    }

    private void known(Requester.SignedIn who, UUID id, UUID buyer) {
        if (pages.find(who, new MatterId(id)).party(new SubjectId(buyer)).isEmpty()) {
            throw MatterPages.unknown();
        }
    }

    private ModelAndView page(UUID id, UUID buyer, TheirsPage.Outcome outcome) {
        return TheirsPage.of(
                AgreementKind.BUYER,
                outcome,
                clock.instant(),
                "/matters/" + id + "/buyers/" + buyer + "/agreement/theirs",
                "/matters/" + id);
    }
}
