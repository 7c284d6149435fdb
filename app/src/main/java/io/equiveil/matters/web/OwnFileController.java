package io.equiveil.matters.web;

import static io.equiveil.kernel.Role.ADVISOR;
import static io.equiveil.kernel.Role.CLIENT;
import static io.equiveil.kernel.Role.COMPLIANCE_OFFICER;
import static io.equiveil.kernel.Role.DEPARTMENT_HEAD;
import static io.equiveil.kernel.Role.OWNER;

import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Confirmation;
import io.equiveil.frame.Notice;
import io.equiveil.identity.People;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.OwnFileResult;
import io.equiveil.matters.OwnFiles;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// How long a client's own file is kept, for staff and for the client, and its end: asked for, and agreed to by
/// a second person.
@Controller
class OwnFileController {

    private final OwnFiles files;
    private final OwnFileWords words;
    private final MatterPages pages;
    private final People people;

    OwnFileController(OwnFiles files, OwnFileWords words, MatterPages pages, People people) {
        this.files = files;
        this.words = words;
        this.pages = pages;
        this.people = people;
    }

    /// Files whose time has come.
    @GetMapping("/clients/retention")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER})
    ModelAndView due(Requester.SignedIn who) {
        return new ModelAndView("matters/own-files").addObject("files", files.due(who));
    }

    @GetMapping("/clients/{subject}/retention")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER})
    ModelAndView show(Requester.SignedIn who, @PathVariable UUID subject, Locale locale) {
        return page(find(who, subject), locale);
    }

    /// The same for the client, in its own words.
    @GetMapping("/portal/retention/{subject}")
    @AllowedTo(CLIENT)
    ModelAndView own(Requester.SignedIn who, @PathVariable UUID subject, Locale locale) {
        OwnFiles.Standing standing = find(who, subject);
        return new ModelAndView("matters/my-file")
                .addObject("standing", standing)
                .addObject("lines", words.lines(standing, locale));
    }

    private ModelAndView page(OwnFiles.Standing standing, Locale locale) {
        return new ModelAndView("matters/own-file")
                .addObject("standing", standing)
                .addObject("lines", words.lines(standing, locale))
                .addObject("askedBy", standing.askedBy().map(people::codeName).orElse(null));
    }

    @GetMapping("/clients/{subject}/destruction-request")
    @AllowedTo(
            value = {ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER},
            stepUp = true)
    ModelAndView askPage(Requester.SignedIn who, @PathVariable UUID subject, Locale locale) {
        return confirm(confirmation(who, subject, "/destruction-request", "matters.show.destroy.ask", locale));
    }

    @PostMapping("/clients/{subject}/destruction-request")
    @AllowedTo(
            value = {ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER},
            stepUp = true,
            returnTo = "/clients/{subject}/destruction-request")
    ModelAndView ask(
            Requester.SignedIn who,
            @PathVariable UUID subject,
            @RequestParam(defaultValue = "") String codeName,
            Locale locale,
            RedirectAttributes redirect) {
        Confirmation asked = confirmation(who, subject, "/destruction-request", "matters.show.destroy.ask", locale);
        return asked.isConfirmedBy(codeName)
                ? answer(
                        who,
                        files.ask(who, new SubjectId(subject)),
                        "matters.own-file.asked",
                        subject,
                        locale,
                        redirect)
                : MatterPages.again(confirm(asked.again()));
    }

    @GetMapping("/clients/{subject}/destruction")
    @AllowedTo(
            value = {ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER},
            stepUp = true)
    ModelAndView approvePage(Requester.SignedIn who, @PathVariable UUID subject, Locale locale) {
        return confirm(confirmation(who, subject, "/destruction", "matters.show.destroy.approve", locale));
    }

    @PostMapping("/clients/{subject}/destruction")
    @AllowedTo(
            value = {ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER},
            stepUp = true,
            returnTo = "/clients/{subject}/destruction")
    ModelAndView approve(
            Requester.SignedIn who,
            @PathVariable UUID subject,
            @RequestParam(defaultValue = "") String codeName,
            Locale locale,
            RedirectAttributes redirect) {
        Confirmation asked = confirmation(who, subject, "/destruction", "matters.show.destroy.approve", locale);
        return asked.isConfirmedBy(codeName)
                ? answer(
                        who,
                        files.approve(who, new SubjectId(subject)),
                        "matters.own-file.destroyed",
                        subject,
                        locale,
                        redirect)
                : MatterPages.again(confirm(asked.again()));
    }

    private ModelAndView answer(
            Requester.SignedIn who,
            OwnFileResult result,
            String done,
            UUID subject,
            Locale locale,
            RedirectAttributes redirect) {
        return switch (result) {
            case OwnFileResult.Done _ -> {
                redirect.addFlashAttribute("notice", Notice.done(done));
                yield new ModelAndView("redirect:/clients/" + subject + "/retention");
            }
            case OwnFileResult.Unknown _ -> throw MatterPages.unknown();
            case OwnFileResult.Blocked(var blockers, var holds) -> {
                ModelAndView page = page(find(who, subject), locale)
                        .addObject("refused", blockers)
                        .addObject(
                                "because",
                                holds.stream()
                                        .map(hold -> words.hold(hold, locale))
                                        .toList());
                page.setStatus(HttpStatus.CONFLICT);
                yield page;
            }
        };
    }

    private OwnFiles.Standing find(Requester.SignedIn who, UUID subject) {
        return files.of(who, new SubjectId(subject)).orElseThrow(MatterPages::unknown);
    }

    private Confirmation confirmation(Requester.SignedIn who, UUID subject, String act, String title, Locale locale) {
        OwnFiles.Standing standing = find(who, subject);
        List<String> gone = standing.due().stream()
                .map(clock -> pages.text("matters.own-file.group." + clock.group(), locale))
                .toList();
        String here = "/clients/" + standing.file().subject();
        return new Confirmation(
                pages.text(title, locale),
                gone,
                pages.text("matters.own-file.destroy.lead", locale),
                standing.file().alias(),
                pages.text(title, locale),
                here + act,
                here + "/retention",
                false);
    }

    private static ModelAndView confirm(Confirmation confirmation) {
        return new ModelAndView("matters/confirm").addObject("confirmation", confirmation);
    }
}
