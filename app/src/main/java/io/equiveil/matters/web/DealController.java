package io.equiveil.matters.web;

import static io.equiveil.kernel.Role.ADVISOR;
import static io.equiveil.kernel.Role.AUDITOR;
import static io.equiveil.kernel.Role.COMPLIANCE_OFFICER;
import static io.equiveil.kernel.Role.DEPARTMENT_HEAD;
import static io.equiveil.kernel.Role.OWNER;

import io.equiveil.disclosure.Disclosure;
import io.equiveil.disclosure.Disclosures;
import io.equiveil.disclosure.Disclosures.Wanted;
import io.equiveil.disclosure.Disclosures.Why;
import io.equiveil.disclosure.ValueView;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Notice;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Requester;
import io.equiveil.matters.Attribute;
import io.equiveil.matters.ConflictState;
import io.equiveil.matters.MatterResult;
import io.equiveil.matters.MatterSummary;
import io.equiveil.matters.Matters;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The facts of a deal: sealed group by group, opened for a minute.
@Controller
@RequestMapping("/matters/{id}/deal")
class DealController {

    /// A group of fields that is sealed as a whole.
    record Group(String key, List<String> fields) {}

    private static final List<Group> GROUPS = List.of(
            new Group("intent", Matters.INTENT_FIELDS),
            new Group("detail", Matters.DETAIL_FIELDS),
            new Group("target", Matters.TARGET_FIELDS));

    private static final Map<String, Attribute> CHOICES = Map.of(
            "industry", Attribute.INDUSTRY,
            "region", Attribute.REGION,
            "sizeBand", Attribute.SIZE,
            "stakeBand", Attribute.STAKE,
            "priceBand", Attribute.PRICE,
            "reason", Attribute.REASON);

    private static final int LONGEST = 500;

    private final Matters matters;
    private final Disclosures disclosures;
    private final MatterPages pages;

    DealController(Matters matters, Disclosures disclosures, MatterPages pages) {
        this.matters = matters;
        this.disclosures = disclosures;
        this.pages = pages;
    }

    @GetMapping
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER, AUDITOR})
    ModelAndView show(Requester.SignedIn who, @PathVariable UUID id, Locale locale) {
        return page(who, id, locale);
    }

    private ModelAndView page(Requester.SignedIn who, UUID id, Locale locale) {
        MatterSummary matter = pages.find(who, new MatterId(id));
        Map<String, List<String>> choices = new HashMap<>();
        CHOICES.forEach((field, attribute) -> choices.put(field, matters.interestChoices(attribute, locale)));
        return new ModelAndView("matters/deal")
                .addObject("matter", matter)
                .addObject(
                        "acts",
                        MatterPages.acts(who, matter) && matter.closedAt().isEmpty())
                .addObject("groups", GROUPS)
                .addObject("choices", choices);
    }

    /// Seals the fields that were typed; what was typed never comes back on a page of its own accord.
    @PostMapping
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView seal(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> typed,
            Locale locale,
            RedirectAttributes redirect) {
        Map<String, Cleartext> fields = new HashMap<>();
        GROUPS.stream().flatMap(group -> group.fields().stream()).forEach(name -> {
            String value = typed.getFirst(name);
            if (value != null && !value.isBlank()) {
                fields.put(name, Cleartext.of(value.length() > LONGEST ? value.substring(0, LONGEST) : value));
            }
        });
        return switch (matters.sealDeal(who, new MatterId(id), fields)) {
            case MatterResult.Done(var matter) -> {
                String said =
                        matter.conflict() == ConflictState.SUBMITTED ? "matters.new.submitted" : "matters.show.done";
                redirect.addFlashAttribute("notice", Notice.done(said, matter.codeName()));
                yield new ModelAndView("redirect:/matters/" + id + "/deal");
            }
            case MatterResult.Unknown _ -> throw MatterPages.unknown();
            case MatterResult.Blocked(var blockers) ->
                MatterPages.conflict(page(who, id, locale).addObject("blockers", blockers));
        };
    }

    /// Opens everything through the gate and shows it for a minute; what is open stands in the form as well, so
    /// that a group need not be typed again as a whole.
    @PostMapping("/opening")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER, AUDITOR})
    ModelAndView open(Requester.SignedIn who, @PathVariable UUID id, Locale locale, HttpServletResponse response) {
        MatterId matter = new MatterId(id);
        ModelAndView page = page(who, id, locale);
        List<Wanted> wanted = List.of(
                new Wanted(
                        Matters.dealAddress(matter, InformationClass.DEAL_INTENT),
                        false,
                        Set.copyOf(Matters.INTENT_FIELDS)),
                new Wanted(
                        Matters.dealAddress(matter, InformationClass.DEAL_DETAIL),
                        false,
                        Set.copyOf(Matters.DETAIL_FIELDS)),
                new Wanted(Matters.targetAddress(matter), false, Set.copyOf(Matters.TARGET_FIELDS)));
        Purpose purpose = who.has(COMPLIANCE_OFFICER) ? Purpose.COMPLIANCE_REVIEW : Purpose.MANDATE;
        return switch (disclosures.open(who, wanted, Why.of(purpose, matter))) {
            case Disclosure.Unrecorded _ -> MatterPages.unrecorded(page);
            case Disclosure.Answered answered -> shown(page, answered, matter, response);
        };
    }

    private static ModelAndView shown(
            ModelAndView page, Disclosure.Answered answered, MatterId matter, HttpServletResponse response) {
        Map<String, Cleartext> values = new HashMap<>();
        answered.shown().values().forEach(shown -> values.putAll(shown.fields()));
        Map<String, Cleartext> inOrder = new LinkedHashMap<>();
        GROUPS.stream()
                .flatMap(group -> group.fields().stream())
                .filter(values::containsKey)
                .forEach(name -> inOrder.put(name, values.get(name)));
        List<ValueView.Refusal> refusals = answered.refused().entrySet().stream()
                .flatMap(refused -> Stream.of(ValueView.Refusal.of(
                        "no-" + refused.getKey().record().name().replace('.', '-') + "-"
                                + refused.getKey()
                                        .informationClass()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', '-'),
                        refused.getValue())))
                .toList();
        if (inOrder.isEmpty() && !refusals.isEmpty()) {
            page.setStatus(HttpStatus.FORBIDDEN);
        } else {
            // Works without script: the browser leaves when the time is over.
            response.setHeader("Refresh", ValueView.Open.OTHERS.toSeconds() + "; url=/matters/" + matter + "/deal");
        }
        return page.addObject("opened", inOrder)
                .addObject("stays", ValueView.Open.OTHERS.toSeconds())
                .addObject("refusals", refusals);
    }
}
