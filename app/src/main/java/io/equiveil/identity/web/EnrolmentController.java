package io.equiveil.identity.web;

import io.equiveil.frame.Notice;
import io.equiveil.frame.OpenToAll;
import io.equiveil.identity.Enrolment;
import io.equiveil.identity.Person;
import io.equiveil.identity.QrPicture;
import io.equiveil.kernel.Cleartext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// An invited person sets a password and enrols an authenticator, through the one-time link.
@Controller
@RequestMapping("/enrol/{link}")
class EnrolmentController {

    private static final String SEED = "enrolment-seed";
    private static final String URI = "enrolment-uri";
    private static final String BECAUSE = "the one-time link is the invitation";

    private final Enrolment enrolment;

    EnrolmentController(Enrolment enrolment) {
        this.enrolment = enrolment;
    }

    @GetMapping
    @OpenToAll(because = BECAUSE)
    ModelAndView askPassword(@PathVariable Cleartext link) {
        return enrolment
                .invited(link)
                .map(person -> passwordPage(link, person, HttpStatus.OK))
                .orElseGet(EnrolmentController::dead);
    }

    @PostMapping
    @OpenToAll(because = BECAUSE)
    ModelAndView takePassword(
            @PathVariable Cleartext link,
            @RequestParam Cleartext password,
            @RequestParam Cleartext again,
            HttpServletRequest request) {
        Optional<Person> person = enrolment.invited(link);
        if (person.isEmpty()) {
            return dead();
        }
        if (!password.revealForDisplay().equals(again.revealForDisplay())) {
            return passwordPage(link, person.get(), HttpStatus.UNPROCESSABLE_CONTENT)
                    .addObject("different", true);
        }
        return switch (enrolment.begin(link, password, request.getRemoteAddr())) {
            case Enrolment.Begun.LinkDead _ -> dead();
            case Enrolment.Begun.TooWeak(var weakness) ->
                passwordPage(link, person.get(), HttpStatus.UNPROCESSABLE_CONTENT)
                        .addObject("weakness", weakness);
            case Enrolment.Begun.ShowSeed(var login, var secret, var uri) -> {
                HttpSession session = request.getSession(true);
                session.setAttribute(SEED, secret.revealForDisplay());
                session.setAttribute(URI, uri.revealForDisplay());
                yield Pages.seeOther("/enrol/" + link.revealForDisplay() + "/authenticator");
            }
        };
    }

    @GetMapping("/authenticator")
    @OpenToAll(because = BECAUSE)
    ModelAndView showSeed(@PathVariable Cleartext link, HttpServletRequest request) {
        return seedPage(link, request, HttpStatus.OK);
    }

    @PostMapping("/authenticator")
    @OpenToAll(because = BECAUSE)
    ModelAndView takeCode(
            @PathVariable Cleartext link,
            @RequestParam String code,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return switch (enrolment.confirm(link, code, request.getRemoteAddr())) {
            case ENROLLED -> {
                request.getSession(true).invalidate();
                redirect.addFlashAttribute("notice", Notice.done("identity.enrol.done"));
                yield Pages.seeOther("/sign-in");
            }
            case WRONG_CODE ->
                seedPage(link, request, HttpStatus.UNPROCESSABLE_CONTENT).addObject("refused", true);
            case LINK_DEAD -> dead();
        };
    }

    private ModelAndView seedPage(Cleartext link, HttpServletRequest request, HttpStatus status) {
        HttpSession session = request.getSession(false);
        if (enrolment.invited(link).isEmpty()) {
            return dead();
        }
        if (session == null
                || !(session.getAttribute(SEED) instanceof String seed)
                || !(session.getAttribute(URI) instanceof String uri)) {
            return Pages.seeOther("/enrol/" + link.revealForDisplay());
        }
        return new ModelAndView("identity/enrol-authenticator", status)
                .addObject("link", link.revealForDisplay())
                .addObject("seed", grouped(seed))
                .addObject("picture", QrPicture.of(uri));
    }

    private static ModelAndView passwordPage(Cleartext link, Person person, HttpStatus status) {
        return new ModelAndView("identity/enrol-password", status)
                .addObject("link", link.revealForDisplay())
                .addObject("login", person.login().orElse(""));
    }

    private static ModelAndView dead() {
        return new ModelAndView("identity/link-dead", HttpStatus.GONE);
    }

    /// In fours, as people type them.
    private static String grouped(String seed) {
        return seed.replaceAll("(.{4})(?=.)", "$1 ");
    }
}
