package io.equiveil.matters.web;

import static io.equiveil.kernel.Role.COMPLIANCE_OFFICER;
import static io.equiveil.kernel.Role.OWNER;

import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Notice;
import io.equiveil.identity.People;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.matters.Conflict;
import io.equiveil.matters.HoldKind;
import io.equiveil.matters.HoldReason;
import io.equiveil.matters.MatterResult;
import io.equiveil.matters.Matters;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// What compliance decides about matters: possible conflicts, suspensions, legal holds.
@Controller
@RequestMapping("/matters")
class OversightController {

    private final Matters matters;
    private final People people;
    private final MatterPages pages;

    OversightController(Matters matters, People people, MatterPages pages) {
        this.matters = matters;
        this.people = people;
        this.pages = pages;
    }

    /// A conflict in the list.
    record Line(Conflict conflict, String leads, String otherLeads) {}

    @GetMapping("/conflicts")
    @AllowedTo({COMPLIANCE_OFFICER, OWNER})
    ModelAndView conflicts(Requester.SignedIn who) {
        return new ModelAndView("matters/conflicts")
                .addObject("opens", who.has(COMPLIANCE_OFFICER))
                .addObject(
                        "lines",
                        matters.conflicts(who).stream()
                                .map(conflict ->
                                        new Line(conflict, names(conflict.leads()), names(conflict.otherLeads())))
                                .toList());
    }

    private String names(List<PersonId> leads) {
        return leads.stream().map(people::codeName).collect(Collectors.joining(" "));
    }

    @PostMapping("/{id}/conflict-decision")
    @AllowedTo(
            value = {COMPLIANCE_OFFICER, OWNER},
            stepUp = true,
            returnTo = "/matters/conflicts")
    ModelAndView decide(
            Requester.SignedIn who, @PathVariable UUID id, @RequestParam boolean clear, RedirectAttributes redirect) {
        return switch (matters.decideConflict(who, new MatterId(id), clear)) {
            case MatterResult.Done(var matter) -> {
                redirect.addFlashAttribute(
                        "notice",
                        Notice.done(
                                clear ? "matters.conflicts.cleared" : "matters.conflicts.refused", matter.codeName()));
                yield new ModelAndView("redirect:/matters/conflicts");
            }
            case MatterResult.Unknown _ -> throw MatterPages.unknown();
            case MatterResult.Blocked(var blockers) ->
                MatterPages.conflict(conflicts(who).addObject("blockers", blockers));
        };
    }

    @PostMapping("/{id}/holds")
    @AllowedTo(value = COMPLIANCE_OFFICER, stepUp = true, returnTo = "/matters/{id}")
    ModelAndView hold(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @RequestParam HoldKind kind,
            @RequestParam HoldReason reason,
            Locale locale,
            RedirectAttributes redirect) {
        return pages.answer(who, matters.hold(who, new MatterId(id), kind, reason), id, locale, redirect);
    }

    @PostMapping("/{id}/holds/{kind}/lifting")
    @AllowedTo(value = COMPLIANCE_OFFICER, stepUp = true, returnTo = "/matters/{id}")
    ModelAndView lift(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable HoldKind kind,
            Locale locale,
            RedirectAttributes redirect) {
        return pages.answer(who, matters.lift(who, new MatterId(id), kind), id, locale, redirect);
    }
}
