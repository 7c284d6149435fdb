package io.equiveil.matters.web;

import static io.equiveil.kernel.Role.CLIENT;

import io.equiveil.clients.ClientFile;
import io.equiveil.clients.Clients;
import io.equiveil.consent.Consents;
import io.equiveil.consent.Notice;
import io.equiveil.consent.NoticeLanguage;
import io.equiveil.frame.AllowedTo;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.BuyerAnswer;
import io.equiveil.matters.BuyerConsent;
import io.equiveil.matters.BuyerConsent.Item;
import io.equiveil.matters.MatterResult;
import io.equiveil.matters.MatterResult.Blocker;
import io.equiveil.matters.MatterSummary;
import io.equiveil.matters.Matters;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The seller's decisions about buyers: all who wait on one screen, each ticked singly, each purpose for
/// itself.
@Controller
@RequestMapping("/portal/matters/{id}/buyers")
class BuyerDecisionController {

    private final Matters matters;
    private final Clients clients;
    private final Consents consents;

    BuyerDecisionController(Matters matters, Clients clients, Consents consents) {
        this.matters = matters;
        this.clients = clients;
        this.consents = consents;
    }

    /// A buyer on the screen.
    ///
    /// @param words the notice with this buyer's name; null if it has not signed, or its name cannot be shown
    ///              now
    record Card(
            BuyerConsent consent, String alias, @Nullable NamedNotice words) {

        public boolean isTicked(String question) {
            BuyerConsent.State state =
                    question.equals(Item.DISCLOSE.question()) ? consent.disclose() : consent.complete();
            return state == BuyerConsent.State.GIVEN;
        }
    }

    @GetMapping
    @AllowedTo(CLIENT)
    ModelAndView index(Requester.SignedIn who, @PathVariable UUID id, Locale locale) {
        return page(who, new MatterId(id), locale);
    }

    /// The boxes of every buyer that was on the screen; one that is not ticked is a no.
    @PostMapping
    @AllowedTo(CLIENT)
    ModelAndView decide(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @RequestParam List<UUID> buyer,
            @RequestParam(defaultValue = "") List<UUID> disclose,
            @RequestParam(defaultValue = "") List<UUID> complete,
            @RequestParam String language,
            @RequestParam String shown,
            Locale locale,
            RedirectAttributes redirect) {
        List<BuyerAnswer> answers = buyer.stream()
                .distinct()
                .map(each -> new BuyerAnswer(new SubjectId(each), disclose.contains(each), complete.contains(each)))
                .toList();
        MatterResult result = matters.decideOnBuyers(who, new MatterId(id), answers, language(language), digest(shown));
        return answer(who, id, result, "matters.portal.decided", locale, redirect);
    }

    @PostMapping("/{buyer}/withdrawal")
    @AllowedTo(CLIENT)
    ModelAndView takeBack(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID buyer,
            @RequestParam Item item,
            Locale locale,
            RedirectAttributes redirect) {
        MatterResult result = matters.takeBack(who, new MatterId(id), new SubjectId(buyer), item);
        return answer(who, id, result, "matters.portal.taken-back", locale, redirect);
    }

    @PostMapping("/{buyer}/dismissal")
    @AllowedTo(CLIENT)
    ModelAndView dismiss(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID buyer,
            Locale locale,
            RedirectAttributes redirect) {
        MatterResult result = matters.dismiss(who, new MatterId(id), new SubjectId(buyer));
        return answer(who, id, result, "matters.portal.dismissed", locale, redirect);
    }

    private ModelAndView answer(
            Requester.SignedIn who,
            UUID id,
            MatterResult result,
            String said,
            Locale locale,
            RedirectAttributes redirect) {
        return switch (result) {
            case MatterResult.Done(var matter) -> {
                redirect.addFlashAttribute("notice", io.equiveil.frame.Notice.done(said, matter.codeName()));
                yield new ModelAndView("redirect:/portal/matters/" + id);
            }
            case MatterResult.Unknown _ -> throw unknown();
            case MatterResult.Blocked(var blockers) -> refused(page(who, new MatterId(id), locale), blockers);
        };
    }

    private static ModelAndView refused(ModelAndView page, List<Blocker> blockers) {
        page.setStatus(HttpStatus.CONFLICT);
        return page.addObject("blockers", blockers);
    }

    private ModelAndView page(Requester.SignedIn who, MatterId id, Locale locale) {
        MatterSummary matter = matters.find(who, id)
                .filter(found -> found.seller().filter(who.actsFor()::contains).isPresent())
                .orElseThrow(BuyerDecisionController::unknown);
        Notice notice = consents.notice(Matters.BUYER_NOTICE, NoticeLanguage.of(locale))
                .orElseThrow(BuyerDecisionController::unknown);
        List<Card> cards = matters.buyerConsents(who, id).stream()
                .map(consent -> card(who, id, consent, notice))
                .toList();
        return new ModelAndView("matters/buyers")
                .addObject("matter", matter)
                .addObject("cards", cards)
                .addObject("decides", cards.stream().anyMatch(card -> card.words() != null))
                .addObject("language", notice.language().tag())
                .addObject("shown", notice.contentHash().toString());
    }

    private Card card(Requester.SignedIn who, MatterId id, BuyerConsent consent, Notice notice) {
        return new Card(
                consent,
                clients.find(consent.buyer()).map(ClientFile::alias).orElse("C-?"),
                matters.buyerAsNoticed(who, id, consent.buyer())
                        .map(named -> new NamedNotice(notice, named))
                        .orElse(null));
    }

    private static NoticeLanguage language(String tag) {
        try {
            return NoticeLanguage.parse(tag);
        } catch (IllegalArgumentException noSuchLanguage) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
    }

    private static Digest digest(String hex) {
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        return Digest.of(HexFormat.of().parseHex(hex));
    }

    private static ResponseStatusException unknown() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
