package io.equiveil.matters.web;

import static io.equiveil.kernel.Role.CLIENT;

import io.equiveil.clients.ClientFile;
import io.equiveil.clients.Clients;
import io.equiveil.consent.Consents;
import io.equiveil.consent.Notice;
import io.equiveil.consent.NoticeLanguage;
import io.equiveil.frame.AllowedTo;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.MatterResult;
import io.equiveil.matters.MatterSummary;
import io.equiveil.matters.Matters;
import io.equiveil.matters.Side;
import io.equiveil.matters.Standing;
import io.equiveil.nda.AgreementKind;
import io.equiveil.nda.AgreementState;
import io.equiveil.nda.AgreementSummary;
import io.equiveil.nda.Agreements;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// A matter on the phone of one of its parties: how far it is, and what waits for this party.
@Controller
@RequestMapping("/portal/matters/{id}")
class MatterPortalController {

    private final Matters matters;
    private final Clients clients;
    private final Agreements agreements;
    private final Consents consents;

    MatterPortalController(Matters matters, Clients clients, Agreements agreements, Consents consents) {
        this.matters = matters;
        this.clients = clients;
        this.agreements = agreements;
        this.consents = consents;
    }

    /// A buyer as the seller sees it in the list.
    ///
    /// @param ready whether its agreement is in force, so that the seller can decide
    record BuyerLine(SubjectId subject, String alias, Standing standing, boolean ready) {}

    /// The notice with this buyer's name in it. Does not print itself.
    record Words(Notice notice, Map<String, Cleartext> named) {

        public String say(String text) {
            String said = text;
            for (Map.Entry<String, Cleartext> each : named.entrySet()) {
                said = said.replace("{" + each.getKey() + "}", each.getValue().revealForDisplay());
            }
            return said;
        }

        @Override
        public String toString() {
            return "Words[" + notice.id() + "]";
        }
    }

    @GetMapping
    @AllowedTo(CLIENT)
    ModelAndView show(Requester.SignedIn who, @PathVariable UUID id) {
        return page(who, found(who, id));
    }

    /// The notice that names the buyer, in full, before the seller decides.
    @GetMapping("/buyers/{buyer}")
    @AllowedTo(CLIENT)
    ModelAndView buyer(Requester.SignedIn who, @PathVariable UUID id, @PathVariable UUID buyer, Locale locale) {
        MatterSummary matter = found(who, id);
        SubjectId subject = new SubjectId(buyer);
        if (!isSeller(who, matter) || matter.party(subject).isEmpty()) {
            throw unknown();
        }
        NoticeLanguage language = NoticeLanguage.of(locale);
        Notice notice = consents.notice(Matters.BUYER_NOTICE, language).orElseThrow(MatterPortalController::unknown);
        return matters.buyerAsNoticed(who, matter.id(), subject)
                .map(named -> new ModelAndView("matters/buyer")
                        .addObject("matter", matter)
                        .addObject("buyer", subject)
                        .addObject("words", new Words(notice, named))
                        .addObject("shown", notice.contentHash().toString()))
                .orElseGet(() -> {
                    ModelAndView page =
                            page(who, matter).addObject("blockers", List.of(MatterResult.Blocker.NO_BUYER_AGREEMENT));
                    page.setStatus(HttpStatus.CONFLICT);
                    return page;
                });
    }

    @PostMapping("/buyers/{buyer}/admission")
    @AllowedTo(CLIENT)
    ModelAndView admit(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID buyer,
            @RequestParam String language,
            @RequestParam String shown,
            RedirectAttributes redirect) {
        return answer(
                who,
                id,
                matters.admit(who, new MatterId(id), new SubjectId(buyer), language(language), digest(shown)),
                "matters.portal.admitted",
                redirect);
    }

    @PostMapping("/buyers/{buyer}/dismissal")
    @AllowedTo(CLIENT)
    ModelAndView dismiss(
            Requester.SignedIn who, @PathVariable UUID id, @PathVariable UUID buyer, RedirectAttributes redirect) {
        MatterSummary matter = found(who, id);
        if (!isSeller(who, matter)) {
            throw unknown();
        }
        return answer(
                who, id, matters.dismiss(who, matter.id(), new SubjectId(buyer)), "matters.portal.dismissed", redirect);
    }

    private ModelAndView answer(
            Requester.SignedIn who, UUID id, MatterResult result, String said, RedirectAttributes redirect) {
        return switch (result) {
            case MatterResult.Done(var matter) -> {
                redirect.addFlashAttribute("notice", io.equiveil.frame.Notice.done(said, matter.codeName()));
                yield new ModelAndView("redirect:/portal/matters/" + id);
            }
            case MatterResult.Unknown _ -> throw unknown();
            case MatterResult.Blocked(var blockers) -> {
                ModelAndView page = page(who, found(who, id)).addObject("blockers", blockers);
                page.setStatus(HttpStatus.CONFLICT);
                yield page;
            }
        };
    }

    private ModelAndView page(Requester.SignedIn who, MatterSummary matter) {
        boolean seller = isSeller(who, matter);
        List<BuyerLine> buyers = seller
                ? matter.buyers().stream()
                        .filter(party -> party.standing() != Standing.LEFT)
                        .map(party -> new BuyerLine(
                                party.subject(),
                                clients.find(party.subject())
                                        .map(ClientFile::alias)
                                        .orElse("C-?"),
                                party.standing(),
                                agreements
                                        .buyerAgreement(matter.id(), party.subject())
                                        .isPresent()))
                        .toList()
                : List.of();
        List<AgreementSummary> mine = agreements.ofMatter(matter.id()).stream()
                .filter(agreement -> agreement.kind() == AgreementKind.BUYER)
                .filter(agreement -> who.actsFor().contains(agreement.subject()))
                .filter(agreement ->
                        agreement.state() != AgreementState.DRAFT && agreement.state() != AgreementState.CANCELLED)
                .toList();
        boolean reads = seller
                || matter.buyers().stream()
                        .anyMatch(party -> party.standing() == Standing.ADMITTED
                                && who.actsFor().contains(party.subject()));
        return new ModelAndView("matters/portal")
                .addObject("matter", matter)
                .addObject("seller", seller)
                .addObject("buyers", buyers)
                .addObject("agreements", mine)
                .addObject("reads", reads);
    }

    private static boolean isSeller(Requester.SignedIn who, MatterSummary matter) {
        return matter.parties().stream()
                .anyMatch(party -> party.side() == Side.SELLER
                        && party.standing() != Standing.LEFT
                        && who.actsFor().contains(party.subject()));
    }

    private MatterSummary found(Requester.SignedIn who, UUID id) {
        return matters.find(who, new MatterId(id)).orElseThrow(MatterPortalController::unknown);
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
