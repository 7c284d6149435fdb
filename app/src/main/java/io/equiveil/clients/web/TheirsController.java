package io.equiveil.clients.web;

import io.equiveil.clients.Clients;
import io.equiveil.files.SentForm;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Notice;
import io.equiveil.frame.StreamedForm;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.nda.AgreementKind;
import io.equiveil.nda.AgreementResult;
import io.equiveil.nda.TheirsPage;
import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// A client's own text, signed on paper, with four questions about what it says.
@Controller
@RequestMapping("/clients/{subject}/agreement/theirs")
@AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
class TheirsController {

    private final Clients clients;
    private final Clock clock;

    TheirsController(Clients clients, Clock clock) {
        this.clients = clients;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView form(Requester.SignedIn who, @PathVariable UUID subject, Locale locale) {
        clients.find(who, new SubjectId(subject)).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return page(subject, new TheirsPage.Outcome(TheirsPage.Typed.blank(clock.instant(), locale), Set.of(), null));
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ModelAndView takeIn(
            Requester.SignedIn who, @PathVariable UUID subject, StreamedForm form, RedirectAttributes redirect)
            throws IOException {
        SubjectId id = new SubjectId(subject);
        clients.find(who, id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        TheirsPage.Outcome outcome = TheirsPage.sent(
                SentForm.of(form),
                (terms, language, files, signedOn, place) ->
                        clients.takeInTheirs(who, id, terms, language, files, signedOn, place));
        if (outcome.result() instanceof AgreementResult.Done(var agreement)) {
            redirect.addFlashAttribute("notice", Notice.done("nda.paper.taken", agreement.number()));
            return new ModelAndView("redirect:/agreements/" + agreement.id());
        }
        return page(subject, outcome);
    }

    private ModelAndView page(UUID subject, TheirsPage.Outcome outcome) {
        return TheirsPage.of(
                AgreementKind.CLIENT_FIRM,
                outcome,
                clock.instant(),
                "/clients/" + subject + "/agreement/theirs",
                "/clients/" + subject);
    }
}
