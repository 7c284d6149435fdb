package io.equiveil.setup.web;

import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Notice;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.setup.Guide;
import io.equiveil.setup.SetUp;
import io.equiveil.setup.SetUpResult;
import io.equiveil.setup.SetUpStep;
import io.equiveil.setup.StepStanding;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// 开业设置: how far it is, and what the first real deal still lacks.
@Controller
@RequestMapping("/set-up")
class GuideController {

    private final SetUp setUp;

    GuideController(SetUp setUp) {
        this.setUp = setUp;
    }

    @GetMapping
    @AllowedTo({Role.OWNER, Role.ADMINISTRATOR, Role.COMPLIANCE_OFFICER})
    ModelAndView show(Requester.SignedIn who) {
        return new ModelAndView("setup/index")
                .addObject("guide", setUp.guide())
                .addObject("mayPractise", who.has(Role.OWNER) || who.has(Role.ADMINISTRATOR))
                .addObject("mayDecide", who.has(Role.OWNER));
    }

    /// 稍后.
    @PostMapping("/steps/{step}/delay")
    @AllowedTo(Role.OWNER)
    String putOff(@PathVariable String step, Requester.SignedIn who, RedirectAttributes redirect) {
        SetUpStep which = SetUpStep.of(step).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        if (setUp.putOff(who, which) instanceof SetUpResult.Done) {
            redirect.addFlashAttribute(
                    "notice", Notice.attention("setup.later.done", Integer.toString(SetUp.PUT_OFF_DAYS)));
        }
        return onwards(setUp, which);
    }

    @PostMapping("/completion")
    @AllowedTo(Role.OWNER)
    String complete(Requester.SignedIn who, RedirectAttributes redirect) {
        redirect.addFlashAttribute(
                "notice",
                switch (setUp.complete(who)) {
                    case SetUpResult.Done _ -> Notice.done("setup.complete.done");
                    case SetUpResult.AlreadyDone _ -> Notice.attention("setup.complete.already");
                    case SetUpResult.StillLacking(var lacks) ->
                        Notice.stop("setup.complete.lacking", Integer.toString(lacks.size()));
                    case SetUpResult.NotYours _, SetUpResult.TooManyPeople _ ->
                        throw new ResponseStatusException(HttpStatus.FORBIDDEN);
                });
        return "redirect:/set-up";
    }

    /// The page after a step: the next one that is open, or the list.
    static String onwards(SetUp setUp, SetUpStep step) {
        return "redirect:/set-up"
                + setUp.guide().after(step).map(next -> "/" + next.word()).orElse("");
    }

    /// A page of a step, with what the frame of the guide shows.
    static ModelAndView page(String view, SetUp setUp, SetUpStep step) {
        Guide guide = setUp.guide();
        return new ModelAndView(view)
                .addObject("step", step)
                .addObject("number", step.ordinal() + 1)
                .addObject("steps", SetUpStep.values().length)
                .addObject("before", step.ordinal() == 0 ? null : SetUpStep.values()[step.ordinal() - 1])
                .addObject("open", guide.of(step).state() != StepStanding.State.DONE)
                .addObject("guide", guide);
    }
}
