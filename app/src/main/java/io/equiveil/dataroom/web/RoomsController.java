package io.equiveil.dataroom.web;

import io.equiveil.frame.AllowedTo;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.matters.Matters;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/// The data rooms of one's own matters.
@Controller
class RoomsController {

    private final Matters matters;

    RoomsController(Matters matters) {
        this.matters = matters;
    }

    @GetMapping("/dataroom")
    @AllowedTo({
        Role.ADVISOR,
        Role.DEPARTMENT_HEAD,
        Role.OWNER,
        Role.COMPLIANCE_OFFICER,
        Role.AUDITOR,
        Role.PARTNER,
        Role.CLIENT
    })
    ModelAndView index(Requester.SignedIn who) {
        return new ModelAndView("dataroom/index")
                .addObject("layout", Place.layoutFor(who))
                .addObject("prefix", Place.isInside(who) ? "/matters/" : "/portal/matters/")
                .addObject("matters", matters.of(who));
    }
}
