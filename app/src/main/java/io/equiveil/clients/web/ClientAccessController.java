package io.equiveil.clients.web;

import io.equiveil.clients.Clients;
import io.equiveil.clients.ForgottenPins;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Notice;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Who gets to a client's file: colleagues in charge, and a client who forgot the PIN.
@Controller
@RequestMapping("/clients/{subject}")
class ClientAccessController {

    private final Clients clients;
    private final ForgottenPins pins;

    ClientAccessController(Clients clients, ForgottenPins pins) {
        this.clients = clients;
        this.pins = pins;
    }

    @PostMapping("/pin-removal")
    @AllowedTo(
            value = {Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER},
            stepUp = true,
            returnTo = "/clients/{subject}")
    String askPinRemoval(Requester.SignedIn who, @PathVariable UUID subject, RedirectAttributes redirect) {
        return answered(pins.ask(who, new SubjectId(subject)), "clients.pin.asked", subject, redirect);
    }

    @PostMapping("/pin-removal/decision")
    @AllowedTo(
            value = {Role.COMPLIANCE_OFFICER, Role.OWNER},
            stepUp = true,
            returnTo = "/clients/{subject}")
    String decidePinRemoval(
            Requester.SignedIn who,
            @PathVariable UUID subject,
            @RequestParam boolean granted,
            RedirectAttributes redirect) {
        return answered(
                pins.decide(who, new SubjectId(subject), granted),
                granted ? "clients.pin.removed" : "clients.pin.refused",
                subject,
                redirect);
    }

    private static String answered(
            ForgottenPins.Result result, String done, UUID subject, RedirectAttributes redirect) {
        switch (result) {
            case DONE -> redirect.addFlashAttribute("notice", Notice.done(done));
            case NO_PIN, WAITS, SECOND_PERSON ->
                redirect.addFlashAttribute("notice", Notice.attention("clients.pin.result." + result));
            case UNKNOWN -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return "redirect:/clients/" + subject;
    }

    @PostMapping("/in-charge")
    @AllowedTo(
            value = {Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER},
            stepUp = true,
            returnTo = "/clients/{subject}")
    String inCharge(
            Requester.SignedIn who,
            @PathVariable UUID subject,
            @RequestParam UUID person,
            @RequestParam boolean inCharge,
            RedirectAttributes redirect) {
        SubjectId client = new SubjectId(subject);
        if (!clients.assign(who, client, new PersonId(person), inCharge)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        redirect.addFlashAttribute(
                "notice", Notice.done(inCharge ? "clients.in-charge.added" : "clients.in-charge.ended"));
        return clients.find(who, client).isPresent() ? "redirect:/clients/" + subject : "redirect:/clients";
    }
}
