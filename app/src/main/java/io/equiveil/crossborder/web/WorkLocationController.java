package io.equiveil.crossborder.web;

import io.equiveil.crossborder.Mechanism;
import io.equiveil.crossborder.WorkLocations;
import io.equiveil.crossborder.WorkLocations.Result;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Display;
import io.equiveil.frame.Notice;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// 办公地点: where one works, and for the compliance officer on what footing data may be read abroad.
@Controller
@RequestMapping("/work-location")
class WorkLocationController {

    private static final List<String> PLACES = List.of(
            "CN", "HK", "MO", "TW", "SG", "JP", "KR", "US", "CA", "GB", "DE", "FR", "AU", "NZ", "AE", "TH", "MY", "VN");

    private final WorkLocations locations;
    private final Clock clock;

    WorkLocationController(WorkLocations locations, Clock clock) {
        this.locations = locations;
        this.clock = clock;
    }

    @GetMapping
    @AllowedTo({
        Role.OWNER,
        Role.ADMINISTRATOR,
        Role.COMPLIANCE_OFFICER,
        Role.SECURITY_OFFICER,
        Role.ADVISOR,
        Role.DEPARTMENT_HEAD,
        Role.AUDITOR,
        Role.PARTNER,
        Role.CLIENT
    })
    ModelAndView show(Requester.SignedIn who) {
        boolean officer = who.has(Role.COMPLIANCE_OFFICER);
        return new ModelAndView("crossborder/index")
                .addObject("mine", locations.of(who.person()).orElse(null))
                .addObject("officer", officer)
                .addObject("footings", officer ? locations.footings() : List.of())
                .addObject("places", PLACES)
                .addObject("kinds", Mechanism.values())
                .addObject("now", clock.instant())
                .addObject(
                        "later",
                        LocalDate.ofInstant(clock.instant(), Display.SHANGHAI).plusDays(180));
    }

    @PostMapping
    @AllowedTo({
        Role.OWNER,
        Role.ADMINISTRATOR,
        Role.COMPLIANCE_OFFICER,
        Role.SECURITY_OFFICER,
        Role.ADVISOR,
        Role.DEPARTMENT_HEAD,
        Role.AUDITOR,
        Role.PARTNER,
        Role.CLIENT
    })
    String declare(
            Requester.SignedIn who,
            @RequestParam String place,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate until,
            RedirectAttributes redirect) {
        return back(
                locations.declare(
                        who,
                        place,
                        until.plusDays(1).atStartOfDay(Display.SHANGHAI).toInstant()),
                redirect);
    }

    @PostMapping("/footings")
    @AllowedTo(value = Role.COMPLIANCE_OFFICER, stepUp = true, returnTo = "/work-location")
    String footing(
            Requester.SignedIn who,
            @RequestParam String place,
            @RequestParam Mechanism kind,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate until,
            RedirectAttributes redirect) {
        return back(
                locations.footing(
                        who,
                        place,
                        kind,
                        until.plusDays(1).atStartOfDay(Display.SHANGHAI).toInstant()),
                redirect);
    }

    private static String back(Result result, RedirectAttributes redirect) {
        redirect.addFlashAttribute(
                "notice",
                switch (result) {
                    case Result.Done _ -> Notice.done("crossborder.saved");
                    case Result.Refused(var fault) -> Notice.stop("crossborder.fault." + fault);
                });
        return "redirect:/work-location";
    }
}
