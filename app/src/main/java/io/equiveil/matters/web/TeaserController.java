package io.equiveil.matters.web;

import static io.equiveil.kernel.Role.ADVISOR;
import static io.equiveil.kernel.Role.COMPLIANCE_OFFICER;
import static io.equiveil.kernel.Role.DEPARTMENT_HEAD;
import static io.equiveil.kernel.Role.OWNER;

import io.equiveil.disclosure.Disclosure;
import io.equiveil.disclosure.ValueView;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Notice;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Requester;
import io.equiveil.matters.Attribute;
import io.equiveil.matters.MatterSummary;
import io.equiveil.matters.Matters;
import io.equiveil.matters.Teaser;
import io.equiveil.matters.TeaserFault;
import io.equiveil.matters.TeaserResult;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The blind teaser of a matter: written by the machine, read and approved by a person; and clients who might fit.
@Controller
@RequestMapping("/matters/{id}")
class TeaserController {

    private final Matters matters;
    private final MatterPages pages;

    TeaserController(Matters matters, MatterPages pages) {
        this.matters = matters;
        this.pages = pages;
    }

    @GetMapping("/teaser")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER})
    ModelAndView show(Requester.SignedIn who, @PathVariable UUID id) {
        return page(who, new MatterId(id));
    }

    /// Shows its words: coarse ones, which open without a further step; the reading is recorded all the same.
    private ModelAndView page(Requester.SignedIn who, MatterId id) {
        MatterSummary matter = pages.find(who, id);
        Optional<Teaser> teaser = matters.teaser(who, id);
        ModelAndView page = new ModelAndView("matters/teaser")
                .addObject("matter", matter)
                .addObject(
                        "acts",
                        MatterPages.acts(who, matter) && matter.closedAt().isEmpty())
                .addObject("teaser", teaser.orElse(null))
                .addObject(
                        "attributes",
                        Arrays.stream(Attribute.values())
                                .filter(Attribute::canBeLeftOut)
                                .toList());
        if (!MatterPages.mayOpen(who)) {
            return page;
        }
        matters.readTeaser(who, id).ifPresent(answer -> {
            switch (answer) {
                case Disclosure.Unrecorded _ -> MatterPages.unrecorded(page);
                case Disclosure.Answered answered -> {
                    Map<String, Cleartext> words = new HashMap<>();
                    answered.shown().values().forEach(shown -> words.putAll(shown.fields()));
                    page.addObject("words", words)
                            .addObject(
                                    "refusals",
                                    answered.refused().values().stream()
                                            .map(refused -> ValueView.Refusal.of("no-teaser", refused))
                                            .toList());
                }
            }
        });
        return page;
    }

    @PostMapping("/teaser")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView write(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @RequestParam(required = false, defaultValue = "") Set<Attribute> leaveOut,
            Locale locale,
            RedirectAttributes redirect) {
        return answer(
                        who,
                        id,
                        matters.writeTeaser(who, new MatterId(id), leaveOut),
                        "matters.teaser.written",
                        locale,
                        redirect)
                .addObject("leftOut", leaveOut);
    }

    @PostMapping("/teaser/approval")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView approve(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @RequestParam UUID draft,
            Locale locale,
            RedirectAttributes redirect) {
        return answer(
                who,
                id,
                matters.approveTeaser(who, new MatterId(id), draft),
                "matters.teaser.approved",
                locale,
                redirect);
    }

    private ModelAndView answer(
            Requester.SignedIn who,
            UUID id,
            TeaserResult result,
            String said,
            Locale locale,
            RedirectAttributes redirect) {
        MatterId matter = new MatterId(id);
        return switch (result) {
            case TeaserResult.Done _ -> {
                redirect.addFlashAttribute("notice", Notice.done(said));
                yield new ModelAndView("redirect:/matters/" + id + "/teaser");
            }
            case TeaserResult.Faulty(var faults) -> {
                ModelAndView page = page(who, matter).addObject("faults", words(faults, locale));
                page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
                yield page;
            }
            case TeaserResult.NotNow _ ->
                MatterPages.conflict(page(who, matter).addObject("problem", "matters.teaser.not-now"));
            case TeaserResult.FactsChanged _ ->
                MatterPages.conflict(page(who, matter).addObject("problem", "matters.teaser.facts-changed"));
            case TeaserResult.Unknown _ -> throw MatterPages.unknown();
            case TeaserResult.Unrecorded _ -> MatterPages.unrecorded(page(who, matter));
        };
    }

    private List<String> words(List<TeaserFault> faults, Locale locale) {
        return faults.stream()
                .map(fault -> pages.text(
                        "matters.teaser.fault." + fault.kind(),
                        locale,
                        pages.text("matters.attribute." + fault.attribute(), locale),
                        fault.word().orElse("")))
                .toList();
    }

    /// Clients of this advisor who might fit; looked for on demand, since it reads.
    @PostMapping("/suggestions")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView suggest(Requester.SignedIn who, @PathVariable UUID id) {
        MatterId matter = new MatterId(id);
        MatterSummary found = pages.find(who, matter);
        return matters.suggestBuyers(who, matter)
                .map(suggestions -> new ModelAndView("matters/suggestions")
                        .addObject("matter", found)
                        .addObject("suggestions", suggestions))
                .orElseThrow(MatterPages::unknown);
    }
}
