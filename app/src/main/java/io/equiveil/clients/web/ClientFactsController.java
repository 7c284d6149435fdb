package io.equiveil.clients.web;

import io.equiveil.clients.ClientFile;
import io.equiveil.clients.Clients;
import io.equiveil.clients.FactField;
import io.equiveil.clients.FactGiving;
import io.equiveil.clients.FactReading;
import io.equiveil.clients.FactSection;
import io.equiveil.clients.GiveResult;
import io.equiveil.clients.IdentifierFault;
import io.equiveil.clients.Lock;
import io.equiveil.disclosure.Disclosure;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Choice;
import io.equiveil.frame.Notice;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// One section of facts per page, for staff and for the client's own phone.
@Controller
class ClientFactsController {

    private static final String STAFF = "/clients/{subject}/facts/{section}";
    private static final String CLIENT = "/portal/intake/{subject}/facts/{section}";

    private final Clients clients;
    private final FactReading reading;
    private final FactGiving giving;
    private final MessageSource messages;

    ClientFactsController(Clients clients, FactReading reading, FactGiving giving, MessageSource messages) {
        this.clients = clients;
        this.reading = reading;
        this.giving = giving;
        this.messages = messages;
    }

    @GetMapping({STAFF, CLIENT})
    @AllowedTo({Role.CLIENT, Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
    ModelAndView section(
            Requester.SignedIn who, @PathVariable UUID subject, @PathVariable FactSection section, Locale locale) {
        ClientFile file = own(who, subject, section);
        List<Lock> missing = clients.intake(who, file.subject())
                .map(intake -> intake.locks().getOrDefault(section, List.of()))
                .orElse(List.of());
        if (!missing.isEmpty()) {
            return locked(who, file, section, missing);
        }
        FactsForm form = FactsForm.empty(section);
        prefill(who, file, section, form);
        return form(who, file, section, form, Map.of(), locale);
    }

    @PostMapping({STAFF, CLIENT})
    @AllowedTo({Role.CLIENT, Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
    ModelAndView give(
            Requester.SignedIn who,
            @PathVariable UUID subject,
            @PathVariable FactSection section,
            @RequestParam MultiValueMap<String, String> typed,
            Locale locale,
            RedirectAttributes redirect) {
        ClientFile file = own(who, subject, section);
        FactsForm form = FactsForm.of(section, typed);
        return switch (giving.give(who, file.subject(), section, form.cleartexts())) {
            case GiveResult.Kept(var warnings) -> {
                redirect.addFlashAttribute(
                        "notice",
                        warnings.isEmpty()
                                ? Notice.done("clients.facts.kept")
                                : Notice.attention(
                                        "clients.warning." + warnings.iterator().next()));
                yield new ModelAndView("redirect:" + back(who, file));
            }
            case GiveResult.Locked(var missing) -> locked(who, file, section, missing);
            case GiveResult.Invalid(var faults) -> {
                ModelAndView again = form(who, file, section, form, faults, locale);
                again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
                yield again;
            }
            case GiveResult.NotYours _ -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        };
    }

    /// Takes an optional section back: as many steps as giving it.
    @PostMapping({STAFF + "/removal", CLIENT + "/removal"})
    @AllowedTo({Role.CLIENT, Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
    ModelAndView takeBack(
            Requester.SignedIn who,
            @PathVariable UUID subject,
            @PathVariable FactSection section,
            RedirectAttributes redirect) {
        ClientFile file = own(who, subject, section);
        switch (giving.takeBack(who, file.subject(), section)) {
            case GONE -> redirect.addFlashAttribute("notice", Notice.done("clients.facts.gone"));
            case KEPT_BY_LAW -> redirect.addFlashAttribute("notice", Notice.attention("clients.facts.kept-by-law"));
            case NOTHING -> {}
        }
        return new ModelAndView("redirect:" + back(who, file));
    }

    /// Name and number are not typed twice: the first contact's are filled in, read through the gate.
    private void prefill(Requester.SignedIn who, ClientFile file, FactSection section, FactsForm form) {
        if (file.given().contains(section)) {
            return;
        }
        Optional<Disclosure> opened = switch (section) {
            case PERSON_NAME, PERSON_CONTACT, COMPANY_CONTACT -> reading.openFirstContact(who, file.subject());
            default -> Optional.empty();
        };
        if (opened.orElse(null) instanceof Disclosure.Answered answer) {
            Map<String, io.equiveil.kernel.Cleartext> known = new HashMap<>();
            answer.shown().values().forEach(shown -> known.putAll(shown.fields()));
            Optional.ofNullable(known.get(file.mobileField())).ifPresent(value -> form.fill("mobile", value));
            Optional.ofNullable(known.get(file.nameField()))
                    .ifPresent(value -> form.fill(
                            section == FactSection.COMPANY_CONTACT ? "contactPerson" : file.nameField(), value));
        }
    }

    private ModelAndView form(
            Requester.SignedIn who,
            ClientFile file,
            FactSection section,
            FactsForm form,
            Map<String, IdentifierFault> faults,
            Locale locale) {
        Map<String, List<Choice>> choices = new HashMap<>();
        for (FactField field : section.fields()) {
            choices.put(
                    field.name(),
                    field.choices().stream()
                            .map(choice ->
                                    new Choice(choice, messages.getMessage("clients.choice." + choice, null, locale)))
                            .toList());
        }
        return new ModelAndView(isClient(who) ? "clients/my-facts" : "clients/facts")
                .addObject("file", file)
                .addObject("section", section)
                .addObject("choices", choices)
                .addObject("given", file.given().contains(section))
                .addObject("form", form.values())
                .addObject(BindingResult.MODEL_KEY_PREFIX + "form", form.errors(faults, messages, locale));
    }

    private ModelAndView locked(Requester.SignedIn who, ClientFile file, FactSection section, List<Lock> missing) {
        ModelAndView page = new ModelAndView(isClient(who) ? "clients/my-locked" : "clients/locked")
                .addObject("file", file)
                .addObject("section", section)
                .addObject("missing", missing);
        page.setStatus(HttpStatus.CONFLICT);
        return page;
    }

    private static String back(Requester.SignedIn who, ClientFile file) {
        return isClient(who) ? "/portal/intake" : "/clients/" + file.subject();
    }

    private static boolean isClient(Requester.SignedIn who) {
        return !who.isStaff();
    }

    private ClientFile own(Requester.SignedIn who, UUID subject, FactSection section) {
        return clients.find(who, new SubjectId(subject))
                .filter(file -> file.kind() == section.kind())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
