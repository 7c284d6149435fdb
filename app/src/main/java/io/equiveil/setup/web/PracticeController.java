package io.equiveil.setup.web;

import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Notice;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.setup.PracticeDesk;
import io.equiveil.setup.PracticeResult;
import io.equiveil.setup.PracticeStanding;
import io.equiveil.setup.SetUp;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// 演练库: a second house to practise in.
@Controller
@RequestMapping("/set-up/practice")
class PracticeController {

    private static final String PAGE = "/set-up/practice";

    private final PracticeDesk desk;
    private final SetUp setUp;

    PracticeController(PracticeDesk desk, SetUp setUp) {
        this.desk = desk;
        this.setUp = setUp;
    }

    @GetMapping
    @AllowedTo({Role.OWNER, Role.ADMINISTRATOR})
    ModelAndView show(
            Requester.SignedIn who, @RequestHeader(name = "HX-Request", required = false) @Nullable String part) {
        PracticeStanding standing = desk.standing();
        return new ModelAndView(part == null ? "setup/practice" : "setup/practice :: practice")
                .addObject("standing", standing)
                .addObject("live", setUp.isComplete())
                .addObject("people", desk.signIns(who).orElse(null));
    }

    @PostMapping
    @AllowedTo(
            value = {Role.OWNER, Role.ADMINISTRATOR},
            stepUp = true,
            returnTo = PAGE)
    String open(Requester.SignedIn who, RedirectAttributes redirect) throws IOException {
        return answer(desk.open(who), redirect);
    }

    @PostMapping("/end")
    @AllowedTo({Role.OWNER, Role.ADMINISTRATOR})
    String close(Requester.SignedIn who, RedirectAttributes redirect) {
        return answer(desk.close(who), redirect);
    }

    private static String answer(PracticeResult result, RedirectAttributes redirect) {
        switch (result) {
            case PracticeResult.Begun _ -> {
                // The page itself says how it stands.
            }
            case PracticeResult.NotNow _ ->
                redirect.addFlashAttribute("notice", Notice.attention("setup.practice.not-now"));
            case PracticeResult.Live _ -> redirect.addFlashAttribute("notice", Notice.stop("setup.practice.live"));
            case PracticeResult.TooSmall(var memory, var free, var wanted) ->
                redirect.addFlashAttribute(
                        "notice",
                        Notice.stop(
                                memory ? "setup.practice.memory" : "setup.practice.disk",
                                Long.toString(free),
                                Long.toString(wanted)));
            case PracticeResult.PortTaken(var port) ->
                redirect.addFlashAttribute("notice", Notice.stop("setup.practice.port", Integer.toString(port)));
            case PracticeResult.NotYours _ -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        return "redirect:" + PAGE;
    }
}
