package io.equiveil.training.web;

import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Display;
import io.equiveil.frame.Notice;
import io.equiveil.identity.People;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.texts.TextKind;
import io.equiveil.texts.TextStanding;
import io.equiveil.texts.Texts;
import io.equiveil.training.AttestationId;
import io.equiveil.training.Attestations;
import io.equiveil.training.Attestations.Result;
import io.equiveil.training.Course;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// 培训: one's own attestations with a button to confirm, and for the compliance officer a form to record one.
@Controller
@RequestMapping("/training")
class TrainingController {

    private final Attestations attestations;
    private final People people;
    private final Texts texts;
    private final Clock clock;

    TrainingController(Attestations attestations, People people, Texts texts, Clock clock) {
        this.attestations = attestations;
        this.people = people;
        this.texts = texts;
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
        Role.AUDITOR
    })
    ModelAndView show(Requester.SignedIn who) {
        boolean officer = who.has(Role.COMPLIANCE_OFFICER);
        return new ModelAndView("training/index")
                .addObject("mine", attestations.of(who.person()))
                .addObject("all", officer ? attestations.all() : List.of())
                .addObject("officer", officer)
                .addObject("colleagues", officer ? people.colleagues() : List.of())
                .addObject("courses", Course.values())
                .addObject(
                        "reading",
                        texts.all().stream()
                                .map(TextStanding::shipped)
                                .filter(text -> text.kind() == TextKind.COURSE || text.kind() == TextKind.CASES)
                                .toList())
                .addObject("people", people)
                .addObject("now", clock.instant())
                .addObject("me", who.person())
                .addObject(
                        "nextYear",
                        LocalDate.ofInstant(clock.instant(), Display.SHANGHAI).plusDays(364));
    }

    @PostMapping("/attestations")
    @AllowedTo(value = Role.COMPLIANCE_OFFICER, stepUp = true, returnTo = "/training")
    String record(
            Requester.SignedIn who,
            @RequestParam UUID person,
            @RequestParam Course course,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate until,
            RedirectAttributes redirect) {
        return back(
                attestations.record(
                        who,
                        new PersonId(person),
                        course,
                        until.plusDays(1).atStartOfDay(Display.SHANGHAI).toInstant()),
                "training.recorded",
                redirect);
    }

    @PostMapping("/attestations/{id}/confirmation")
    @AllowedTo({
        Role.OWNER,
        Role.ADMINISTRATOR,
        Role.COMPLIANCE_OFFICER,
        Role.SECURITY_OFFICER,
        Role.ADVISOR,
        Role.DEPARTMENT_HEAD,
        Role.AUDITOR
    })
    String confirm(Requester.SignedIn who, @PathVariable UUID id, RedirectAttributes redirect) {
        return back(attestations.confirm(who, new AttestationId(id)), "training.confirmed", redirect);
    }

    private static String back(Result result, String done, RedirectAttributes redirect) {
        redirect.addFlashAttribute(
                "notice",
                switch (result) {
                    case Result.Done _ -> Notice.done(done);
                    case Result.Refused(var fault) -> Notice.stop("training.fault." + fault);
                });
        return "redirect:/training";
    }
}
