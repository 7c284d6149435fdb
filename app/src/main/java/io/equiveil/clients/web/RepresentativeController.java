package io.equiveil.clients.web;

import io.equiveil.clients.AccessResult;
import io.equiveil.clients.ClientFile;
import io.equiveil.clients.Clients;
import io.equiveil.clients.IdentifierFault;
import io.equiveil.clients.Representative;
import io.equiveil.clients.RepresentativeId;
import io.equiveil.clients.RepresentativeResult;
import io.equiveil.clients.Representatives;
import io.equiveil.engine.PublicAddress;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Choice;
import io.equiveil.frame.Notice;
import io.equiveil.identity.Capacity;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.messages.Messages;
import io.equiveil.messages.Template;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Who may act for a client: a page for the firm, and one for the client itself.
@Controller
class RepresentativeController {

    private static final String STAFF = "/clients/{subject}/representatives";
    private static final String PORTAL = "/portal/representatives/{subject}";

    private final Representatives representatives;
    private final Clients clients;
    private final Messages messages;
    private final MessageSource words;
    private final PublicAddress address;

    RepresentativeController(
            Representatives representatives,
            Clients clients,
            Messages messages,
            MessageSource words,
            PublicAddress address) {
        this.representatives = representatives;
        this.clients = clients;
        this.messages = messages;
        this.words = words;
        this.address = address;
    }

    @GetMapping(STAFF)
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER})
    ModelAndView list(Requester.SignedIn who, @PathVariable UUID subject, Locale locale) {
        return page(who, subject, locale);
    }

    @GetMapping(PORTAL)
    @AllowedTo(Role.CLIENT)
    ModelAndView own(Requester.SignedIn who, @PathVariable UUID subject, Locale locale) {
        ModelAndView page = page(who, subject, locale);
        messages.readAbout(who, Template.REPRESENTATIVE_CHANGED, subject);
        return page;
    }

    @PostMapping(STAFF)
    @AllowedTo(
            value = {Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER},
            stepUp = true,
            returnTo = STAFF)
    ModelAndView propose(
            Requester.SignedIn who,
            @PathVariable UUID subject,
            @RequestParam MultiValueMap<String, String> typed,
            Locale locale,
            RedirectAttributes redirect) {
        return proposed(who, subject, typed, locale, redirect);
    }

    @PostMapping(PORTAL)
    @AllowedTo(value = Role.CLIENT, stepUp = true, returnTo = PORTAL)
    ModelAndView proposeOwn(
            Requester.SignedIn who,
            @PathVariable UUID subject,
            @RequestParam MultiValueMap<String, String> typed,
            Locale locale,
            RedirectAttributes redirect) {
        return proposed(who, subject, typed, locale, redirect);
    }

    private ModelAndView proposed(
            Requester.SignedIn who,
            UUID subject,
            MultiValueMap<String, String> typed,
            Locale locale,
            RedirectAttributes redirect) {
        RepresentativeForm form = RepresentativeForm.of(typed);
        Map<String, IdentifierFault> unreadable = form.unreadable();
        RepresentativeResult result = unreadable.isEmpty()
                ? representatives.propose(who, new SubjectId(subject), form.proposal())
                : new RepresentativeResult.Invalid(unreadable);
        if (result instanceof RepresentativeResult.Invalid(var faults)) {
            ModelAndView again = filled(page(who, subject, locale), form, faults, locale);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        return answered(who, subject, result, locale, redirect);
    }

    @PostMapping(STAFF + "/{id}/decision")
    @AllowedTo(
            value = {Role.COMPLIANCE_OFFICER, Role.OWNER},
            stepUp = true,
            returnTo = STAFF)
    ModelAndView decide(
            Requester.SignedIn who,
            @PathVariable UUID subject,
            @PathVariable UUID id,
            @RequestParam boolean agreed,
            Locale locale,
            RedirectAttributes redirect) {
        return answered(who, subject, decided(who, subject, id, agreed), locale, redirect);
    }

    @PostMapping(PORTAL + "/{id}/decision")
    @AllowedTo(value = Role.CLIENT, stepUp = true, returnTo = PORTAL)
    ModelAndView decideOwn(
            Requester.SignedIn who,
            @PathVariable UUID subject,
            @PathVariable UUID id,
            @RequestParam boolean agreed,
            Locale locale,
            RedirectAttributes redirect) {
        return answered(who, subject, decided(who, subject, id, agreed), locale, redirect);
    }

    private RepresentativeResult decided(Requester.SignedIn who, UUID subject, UUID id, boolean agreed) {
        return representatives.decide(who, new SubjectId(subject), new RepresentativeId(id), agreed);
    }

    @PostMapping(STAFF + "/{id}/end")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
    ModelAndView end(
            Requester.SignedIn who,
            @PathVariable UUID subject,
            @PathVariable UUID id,
            Locale locale,
            RedirectAttributes redirect) {
        return answered(
                who,
                subject,
                representatives.end(who, new SubjectId(subject), new RepresentativeId(id)),
                locale,
                redirect);
    }

    @PostMapping(PORTAL + "/{id}/end")
    @AllowedTo(Role.CLIENT)
    ModelAndView endOwn(
            Requester.SignedIn who,
            @PathVariable UUID subject,
            @PathVariable UUID id,
            Locale locale,
            RedirectAttributes redirect) {
        return answered(
                who,
                subject,
                representatives.end(who, new SubjectId(subject), new RepresentativeId(id)),
                locale,
                redirect);
    }

    /// A code and a link to show the representative across the table.
    @PostMapping(STAFF + "/{id}/code")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
    ModelAndView code(Requester.SignedIn who, @PathVariable UUID subject, @PathVariable UUID id, Locale locale) {
        return switch (representatives.code(who, new SubjectId(subject), new RepresentativeId(id))) {
            case AccessResult.Ready(var code) ->
                new ModelAndView("clients/portal")
                        .addObject(
                                "file",
                                clients.find(who, new SubjectId(subject)).orElseThrow())
                        .addObject("code", code)
                        .addObject(
                                "qr",
                                QrCode.of(address.origin() + code.linkPath().revealForDisplay()));
            case AccessResult.Refused(var because) ->
                page(who, subject, locale).addObject("refused", because.because());
            case AccessResult.Unrecorded _ -> page(who, subject, locale).addObject("unrecorded", true);
            case AccessResult.Unavailable _ -> throw new ResponseStatusException(HttpStatus.CONFLICT);
            case AccessResult.NotYours _ -> throw unknown();
        };
    }

    private ModelAndView answered(
            Requester.SignedIn who,
            UUID subject,
            RepresentativeResult result,
            Locale locale,
            RedirectAttributes redirect) {
        return switch (result) {
            case RepresentativeResult.Done(var one) -> {
                redirect.addFlashAttribute("notice", Notice.done("clients.representative.done." + one.state()));
                boolean still = who.isStaff() || who.actsFor().contains(new SubjectId(subject));
                yield new ModelAndView("redirect:"
                        + (!still || one.person().equals(Optional.of(who.person()))
                                ? "/"
                                : who.has(Role.CLIENT)
                                        ? "/portal/representatives/" + subject
                                        : "/clients/" + subject + "/representatives"));
            }
            case RepresentativeResult.TooEarly _ -> problem(who, subject, "TOO_EARLY", locale);
            case RepresentativeResult.SecondPerson _ -> problem(who, subject, "SECOND_PERSON", locale);
            case RepresentativeResult.Last _ -> problem(who, subject, "LAST", locale);
            case RepresentativeResult.Refused(var because) ->
                page(who, subject, locale).addObject("refused", because.because());
            case RepresentativeResult.Unrecorded _ -> page(who, subject, locale).addObject("unrecorded", true);
            case RepresentativeResult.Invalid _, RepresentativeResult.Unknown _ -> throw unknown();
        };
    }

    private ModelAndView problem(Requester.SignedIn who, UUID subject, String what, Locale locale) {
        ModelAndView page = page(who, subject, locale).addObject("problem", "clients.representative.problem." + what);
        page.setStatus(HttpStatus.CONFLICT);
        return page;
    }

    /// What a page shows of one.
    record Line(
            Representative one,
            Map<String, Cleartext> masks,
            boolean acts,
            boolean mayDecide,
            boolean mayEnd,
            boolean mayShowCode) {}

    private ModelAndView page(Requester.SignedIn who, UUID id, Locale locale) {
        SubjectId subject = new SubjectId(id);
        ClientFile file = clients.find(who, subject).orElseThrow(RepresentativeController::unknown);
        LocalDate today = representatives.today();
        boolean principal = representatives.isPrincipal(who, subject);
        boolean inCharge = who.isStaff() && clients.isInCharge(who.person(), subject);
        List<Representative> all = representatives.of(who, subject);
        Map<RepresentativeId, Map<String, Cleartext>> masks = representatives.masks(who, subject, all);
        boolean signed = clients.intake(who, subject).orElseThrow().agreementSigned();
        ModelAndView page = new ModelAndView(
                        who.has(Role.CLIENT) ? "clients/my-representatives" : "clients/representatives")
                .addObject("file", file)
                .addObject(
                        "lines",
                        all.stream()
                                .map(one -> new Line(
                                        one,
                                        masks.getOrDefault(one.id(), Map.of()),
                                        one.acts(today),
                                        one.state() == Representative.State.PROPOSED
                                                && representatives.mayDecide(who, one),
                                        one.state() == Representative.State.CONFIRMED
                                                && (principal
                                                        || inCharge
                                                        || one.person().equals(Optional.of(who.person()))),
                                        inCharge && one.acts(today)))
                                .toList())
                .addObject("mayPropose", signed && (principal || inCharge))
                .addObject("early", !signed)
                .addObject("tomorrow", today.plusDays(1))
                .addObject("last", today.plusDays(Representatives.LONGEST_DAYS))
                .addObject(
                        "capacities",
                        Stream.of(Capacity.values())
                                .filter(capacity -> inCharge || capacity.isByAuthority())
                                .map(capacity -> new Choice(
                                        capacity.name(),
                                        words.getMessage("clients.capacity." + capacity, null, locale),
                                        words.getMessage("clients.capacity." + capacity + ".hint", null, locale)))
                                .toList());
        return filled(page, RepresentativeForm.of(new LinkedMultiValueMap<>()), Map.of(), locale);
    }

    private ModelAndView filled(
            ModelAndView page, RepresentativeForm form, Map<String, IdentifierFault> faults, Locale locale) {
        return page.addObject("form", form.values())
                .addObject("again", !faults.isEmpty())
                .addObject(BindingResult.MODEL_KEY_PREFIX + "form", form.errors(faults, words, locale));
    }

    private static ResponseStatusException unknown() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
