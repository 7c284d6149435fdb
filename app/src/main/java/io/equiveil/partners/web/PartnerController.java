package io.equiveil.partners.web;

import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Display;
import io.equiveil.frame.Notice;
import io.equiveil.kernel.PartnerId;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.partners.PartnerKind;
import io.equiveil.partners.PartnerStatus;
import io.equiveil.partners.Partners;
import io.equiveil.partners.Partners.Result;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// 合作方: the register, its reviews and contracts.
@Controller
@RequestMapping("/partners")
class PartnerController {

    private final Partners partners;
    private final Clock clock;

    PartnerController(Partners partners, Clock clock) {
        this.partners = partners;
        this.clock = clock;
    }

    @GetMapping
    @AllowedTo({Role.OWNER, Role.COMPLIANCE_OFFICER, Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.AUDITOR, Role.PARTNER})
    ModelAndView show(Requester.SignedIn who) {
        boolean keeps = who.has(Role.OWNER) || who.has(Role.COMPLIANCE_OFFICER);
        return new ModelAndView("partners/index")
                .addObject(
                        "firms",
                        partners.all().stream()
                                .filter(firm -> !who.has(Role.PARTNER)
                                        || who.partner()
                                                .filter(firm.id()::equals)
                                                .isPresent())
                                .toList())
                .addObject("keeps", keeps)
                .addObject("invites", who.has(Role.OWNER))
                .addObject("kinds", PartnerKind.values())
                .addObject("statuses", PartnerStatus.values())
                .addObject("purposes", List.of(Purpose.PROFESSIONAL_SERVICE, Purpose.TAX, Purpose.REGISTRATION))
                .addObject("today", LocalDate.ofInstant(clock.instant(), Display.SHANGHAI))
                .addObject("now", clock.instant());
    }

    @PostMapping
    @AllowedTo({Role.OWNER, Role.COMPLIANCE_OFFICER})
    String register(
            Requester.SignedIn who,
            @RequestParam String codeName,
            @RequestParam String name,
            @RequestParam PartnerKind kind,
            RedirectAttributes redirect) {
        return back(partners.register(who, codeName, name, kind), redirect);
    }

    @PostMapping("/{id}/review")
    @AllowedTo(
            value = {Role.OWNER, Role.COMPLIANCE_OFFICER},
            stepUp = true,
            returnTo = "/partners")
    String review(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @RequestParam PartnerStatus status,
            RedirectAttributes redirect) {
        return back(partners.decide(who, new PartnerId(id), status), redirect);
    }

    @PostMapping("/{id}/contract")
    @AllowedTo(
            value = {Role.OWNER, Role.COMPLIANCE_OFFICER},
            stepUp = true,
            returnTo = "/partners")
    String contract(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate until,
            @RequestParam(required = false) @Nullable Set<Purpose> purposes,
            RedirectAttributes redirect) {
        return back(
                partners.contract(
                        who,
                        new PartnerId(id),
                        from.atStartOfDay(Display.SHANGHAI).toInstant(),
                        until.plusDays(1).atStartOfDay(Display.SHANGHAI).toInstant(),
                        purposes == null ? Set.of() : purposes),
                redirect);
    }

    private static String back(Result result, RedirectAttributes redirect) {
        redirect.addFlashAttribute(
                "notice",
                switch (result) {
                    case Result.Done _ -> Notice.done("partners.saved");
                    case Result.Refused(var fault) -> Notice.stop("partners.fault." + fault);
                });
        return "redirect:/partners";
    }
}
