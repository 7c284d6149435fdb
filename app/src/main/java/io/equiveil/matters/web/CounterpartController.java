package io.equiveil.matters.web;

import static io.equiveil.kernel.Role.CLIENT;

import io.equiveil.clients.ClientFile;
import io.equiveil.clients.Clients;
import io.equiveil.disclosure.Disclosure;
import io.equiveil.disclosure.Disclosures;
import io.equiveil.disclosure.Disclosures.Wanted;
import io.equiveil.disclosure.Disclosures.Why;
import io.equiveil.disclosure.ValueView;
import io.equiveil.frame.AllowedTo;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Requester;
import io.equiveil.matters.MatterSummary;
import io.equiveil.matters.Matters;
import io.equiveil.matters.Standing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/// What a party reads of the deal on its phone: the teaser before anything is signed, later the deal, and who the other
/// side is once both have come so far. Each reading goes through the gate and is recorded.
@Controller
@RequestMapping("/portal/matters/{id}")
class CounterpartController {

    private final Matters matters;
    private final Clients clients;
    private final Disclosures disclosures;

    CounterpartController(Matters matters, Clients clients, Disclosures disclosures) {
        this.matters = matters;
        this.clients = clients;
        this.disclosures = disclosures;
    }

    @GetMapping("/teaser")
    @AllowedTo(CLIENT)
    ModelAndView teaser(Requester.SignedIn who, @PathVariable UUID id, Locale locale) {
        MatterSummary matter = find(who, id);
        ModelAndView page = page(matter, "matters.portal.teaser");
        Optional<Disclosure> words = matters.readTeaser(who, matter.id());
        return words.map(answer ->
                        shown(page, answer, List.of(locale.getLanguage().equals("en") ? "en" : "zh"), null))
                .orElse(page);
    }

    /// The deal: the seller its own, a buyer as far as the stage and the seller's consent allow.
    @PostMapping("/deal")
    @AllowedTo(CLIENT)
    ModelAndView deal(Requester.SignedIn who, @PathVariable UUID id) {
        MatterSummary matter = find(who, id);
        boolean seller = matter.seller().filter(who.actsFor()::contains).isPresent();
        Purpose purpose = seller ? Purpose.OWN_DATA : Purpose.DUE_DILIGENCE;
        List<Wanted> wanted = List.of(
                new Wanted(Matters.targetAddress(matter.id()), false, Set.copyOf(Matters.TARGET_FIELDS)),
                new Wanted(
                        Matters.dealAddress(matter.id(), InformationClass.DEAL_INTENT),
                        false,
                        Set.copyOf(Matters.INTENT_FIELDS)),
                new Wanted(
                        Matters.dealAddress(matter.id(), InformationClass.DEAL_DETAIL),
                        false,
                        Set.copyOf(Matters.DETAIL_FIELDS)));
        List<String> order = new ArrayList<>(Matters.TARGET_FIELDS);
        order.addAll(Matters.DETAIL_FIELDS);
        order.addAll(Matters.INTENT_FIELDS);
        return shown(
                page(matter, "matters.portal.deal"),
                disclosures.open(who, wanted, Why.of(purpose, matter.id())),
                order,
                "matters.deal.");
    }

    /// Who sells: for an admitted buyer, from the stage of the agreement on, if the seller has agreed to that.
    @PostMapping("/other-side")
    @AllowedTo(CLIENT)
    ModelAndView otherSide(Requester.SignedIn who, @PathVariable UUID id) {
        MatterSummary matter = find(who, id);
        ModelAndView page = page(matter, "matters.portal.other-side");
        Optional<ClientFile> seller = matters.sellerFor(who, matter.id()).flatMap(clients::find);
        if (seller.isEmpty()) {
            return page;
        }
        return shown(
                page,
                disclosures.open(
                        who,
                        List.of(Wanted.value(
                                seller.get().nameAddress(), seller.get().nameField())),
                        Why.of(Purpose.SETTLEMENT, matter.id())),
                List.of("name"),
                "matters.portal.");
    }

    private static ModelAndView page(MatterSummary matter, String title) {
        return new ModelAndView("matters/reading").addObject("matter", matter).addObject("heading", title);
    }

    private static ModelAndView shown(
            ModelAndView page, Disclosure answer, List<String> order, @Nullable String labels) {
        page.addObject("labels", labels);
        return switch (answer) {
            case Disclosure.Unrecorded _ -> MatterPages.unrecorded(page);
            case Disclosure.Answered answered -> {
                Map<String, Cleartext> values = new LinkedHashMap<>();
                order.forEach(name -> answered.shown().values().stream()
                        .map(shown -> shown.fields().get(name))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .ifPresent(value -> values.put(name, value)));
                if (values.isEmpty() && !answered.refused().isEmpty()) {
                    page.setStatus(HttpStatus.FORBIDDEN);
                    page.addObject(
                            "refusals",
                            answered.refused().values().stream()
                                    .limit(1)
                                    .map(refused -> ValueView.Refusal.of("no", refused))
                                    .toList());
                }
                yield page.addObject("values", values);
            }
        };
    }

    private MatterSummary find(Requester.SignedIn who, UUID id) {
        return matters.find(who, new MatterId(id)).orElseThrow(MatterPages::unknown);
    }

    /// Whether the page offers the other side's name: only an admitted buyer from the agreement on. The gate
    /// decides.
    static boolean offersOtherSide(Requester.SignedIn who, MatterSummary matter) {
        return matter.stage().hasReached(MatterStage.AGREEMENT)
                && matter.closedAt().isEmpty()
                && matter.buyers().stream()
                        .anyMatch(party -> party.standing() == Standing.ADMITTED
                                && who.actsFor().contains(party.subject()));
    }
}
