package io.equiveil.backup.web;

import io.equiveil.backup.Backups;
import io.equiveil.backup.Backups.Asked;
import io.equiveil.backup.Run;
import io.equiveil.backup.RunId;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Notice;
import io.equiveil.identity.People;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// 备份: what there is, how old it is, whether it came back; and one now.
@Controller
@RequestMapping("/backups")
class BackupController {

    private final Backups backups;
    private final People people;

    BackupController(Backups backups, People people) {
        this.backups = backups;
        this.people = people;
    }

    @GetMapping
    @AllowedTo({Role.ADMINISTRATOR, Role.SECURITY_OFFICER, Role.OWNER, Role.AUDITOR})
    ModelAndView index(Requester.SignedIn who) {
        return new ModelAndView("backup/index")
                .addObject("overview", backups.overview())
                .addObject("may", who.has(Role.ADMINISTRATOR) || who.has(Role.SECURITY_OFFICER))
                .addObject("people", people);
    }

    @PostMapping
    @AllowedTo({Role.ADMINISTRATOR, Role.SECURITY_OFFICER})
    String backUp(Requester.SignedIn who, RedirectAttributes redirect) {
        return answered(backups.backUp(who), redirect);
    }

    @PostMapping("/rehearsals")
    @AllowedTo({Role.ADMINISTRATOR, Role.SECURITY_OFFICER})
    String rehearse(Requester.SignedIn who, RedirectAttributes redirect) {
        return answered(backups.rehearse(who), redirect);
    }

    private static String answered(Asked asked, RedirectAttributes redirect) {
        return switch (asked) {
            case Asked.Begun(var run) -> "redirect:/backups/runs/" + run;
            case Asked.Busy(var run) -> {
                redirect.addFlashAttribute("notice", Notice.attention("backup.busy"));
                yield "redirect:/backups/runs/" + run;
            }
            case Asked.NotEntitled _ -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        };
    }

    /// How one goes. The page asks again by itself while it is under way.
    @GetMapping("/runs/{id}")
    @AllowedTo({Role.ADMINISTRATOR, Role.SECURITY_OFFICER, Role.OWNER, Role.AUDITOR})
    ModelAndView run(@PathVariable UUID id, @RequestHeader(name = "HX-Request", required = false) boolean onlyTheRun) {
        Run run = backups.run(new RunId(id)).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return new ModelAndView(onlyTheRun ? "backup/run :: run" : "backup/run").addObject("run", run);
    }
}
