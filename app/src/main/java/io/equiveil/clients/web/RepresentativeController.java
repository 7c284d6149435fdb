package io.equiveil.clients.web;

import io.equiveil.clients.AccessResult;
import io.equiveil.clients.ClientFile;
import io.equiveil.clients.Clients;
import io.equiveil.clients.IdentifierFault;
import io.equiveil.clients.Representative;
import io.equiveil.clients.RepresentativeId;
import io.equiveil.clients.RepresentativeOpening;
import io.equiveil.clients.RepresentativeReading;
import io.equiveil.clients.RepresentativeResult;
import io.equiveil.clients.Representatives;
import io.equiveil.clients.Representatives.OnPaper;
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
import java.util.LinkedHashMap;
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
    private final RepresentativeReading reading;
    private final Clients clients;
    private final Messages messages;
    private final MessageSource words;
    private final PublicAddress address;

    RepresentativeController(
            Representatives representatives,
            RepresentativeReading reading,
            Clients clients,
            Messages messages,
            MessageSource words,
            PublicAddress address) {
        this.representatives = representatives;
        this.reading = reading;
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

    /// Who it is, in full.
    @PostMapping(STAFF + "/{id}/opening")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
    ModelAndView open(Requester.SignedIn who, @PathVariable UUID subject, @PathVariable UUID id, Locale locale) {
        return opened(who, subject, id, locale);
    }

    @PostMapping(PORTAL + "/{id}/opening")
    @AllowedTo(Role.CLIENT)
    ModelAndView openOwn(Requester.SignedIn who, @PathVariable UUID subject, @PathVariable UUID id, Locale locale) {
        return opened(who, subject, id, locale);
    }

    private ModelAndView opened(Requester.SignedIn who, UUID subject, UUID id, Locale locale) {
        RepresentativeOpening opening = reading.open(who, new SubjectId(subject), new RepresentativeId(id));
        return switch (opening) {
            case RepresentativeOpening.Shown shown -> {
                Map<String, Cleartext> fields = new LinkedHashMap<>();
                fields.put("name", shown.name());
                fields.put("mobile", shown.mobile());
                shown.place().ifPresent(place -> fields.put("place", place));
                yield page(who, subject, locale)
                        .addObject("openedId", new RepresentativeId(id))
                        .addObject("opened", fields);
            }
            case RepresentativeOpening.Refused(var because) ->
                page(who, subject, locale).addObject("refused", because.because());
            case RepresentativeOpening.Unrecorded _ ->
                page(who, subject, locale).addObject("unrecorded", true);
            case RepresentativeOpening.Unknown _ -> throw unknown();
        };
    }

    /// The firm's second person has read name and number on the original.
    @PostMapping(STAFF + "/{id}/verification")
    @AllowedTo(
            value = {Role.COMPLIANCE_OFFICER, Role.OWNER},
            stepUp = true,
            returnTo = STAFF)
    ModelAndView verify(
            Requester.SignedIn who,
            @PathVariable UUID subject,
            @PathVariable UUID id,
            @RequestParam String name,
            @RequestParam String mobile,
            Locale locale,
            RedirectAttributes redirect) {
        return answered(
                who,
                subject,
                representatives.verify(
                        who,
                        new SubjectId(subject),
                        new RepresentativeId(id),
                        new OnPaper(Cleartext.of(name), Cleartext.of(mobile))),
                locale,
                redirect);
    }

    @PostMapping(STAFF + "/{id}/rejection")
    @AllowedTo(
            value = {Role.COMPLIANCE_OFFICER, Role.OWNER},
            stepUp = true,
            returnTo = STAFF)
    ModelAndView reject(
            Requester.SignedIn who,
            @PathVariable UUID subject,
            @PathVariable UUID id,
            Locale locale,
            RedirectAttributes redirect) {
        return answered(
                who,
                subject,
                representatives.reject(who, new SubjectId(subject), new RepresentativeId(id)),
                locale,
                redirect);
    }

    @PostMapping(PORTAL + "/{id}/decision")
    @AllowedTo(value = Role.CLIENT, stepUp = true, returnTo = PORTAL)
    ModelAndView decide(
            Requester.SignedIn who,
            @PathVariable UUID subject,
            @PathVariable UUID id,
            @RequestParam boolean agreed,
            Locale locale,
            RedirectAttributes redirect) {
        return answered(
                who,
                subject,
                representatives.decide(who, new SubjectId(subject), new RepresentativeId(id), agreed),
                locale,
                redirect);
    }

    @PostMapping(STAFF + "/{id}/end")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER})
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
    @AllowedTo(
            value = {Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER},
            stepUp = true,
            returnTo = STAFF)
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
            case AccessResult.Unavailable _ -> problem(who, subject, "NO_CODE", locale);
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
            case RepresentativeResult.Different _ -> problem(who, subject, "DIFFERENT", locale);
            case RepresentativeResult.Last _ -> problem(who, subject, "LAST", locale);
            case RepresentativeResult.Refused(var because) ->
                page(who, subject, locale).addObject("refused", because.because());
            case RepresentativeResult.Unrecorded _ -> page(who, subject, locale).addObject("unrecorded", true);
            case RepresentativeResult.Invalid _ -> problem(who, subject, "ACTS_ALREADY", locale);
            case RepresentativeResult.Unknown _ -> throw unknown();
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
            boolean mayVerify,
            boolean mayOpen,
            boolean mayEnd,
            boolean mayShowCode) {}

    private ModelAndView page(Requester.SignedIn who, UUID id, Locale locale) {
        SubjectId subject = new SubjectId(id);
        ClientFile file = clients.find(who, subject).orElseThrow(RepresentativeController::unknown);
        LocalDate today = representatives.today();
        boolean principal = reading.isPrincipal(who, subject);
        boolean inCharge = who.isStaff() && clients.isInCharge(who.person(), subject);
        List<Representative> all = reading.of(who, subject);
        Map<RepresentativeId, Map<String, Cleartext>> masks = reading.masks(who, subject, all);
        boolean signed = clients.intake(who, subject).orElseThrow().agreementSigned();
        ModelAndView page = new ModelAndView(
                        who.has(Role.CLIENT) ? "clients/my-representatives" : "clients/representatives")
                .addObject("file", file)
                .addObject("first", reading.firstSigners(who, subject))
                .addObject(
                        "lines",
                        all.stream()
                                .map(one -> new Line(
                                        one,
                                        masks.getOrDefault(one.id(), Map.of()),
                                        one.acts(today),
                                        principal && answers(who, one),
                                        !principal && answers(who, one),
                                        (principal || inCharge)
                                                && (one.state() == Representative.State.PROPOSED
                                                        || one.state() == Representative.State.CONFIRMED),
                                        one.state() == Representative.State.CONFIRMED
                                                && representatives.mayEnd(who, one),
                                        inCharge && one.acts(today)))
                                .toList())
                .addObject("mayPropose", signed && (principal || inCharge))
                .addObject("early", !signed)
                .addObject("tomorrow", today.plusDays(1))
                .addObject("last", today.plusDays(Representatives.LONGEST_DAYS))
                .addObject(
                        "capacities",
                        Stream.of(Capacity.values())
                                .filter(capacity -> Representatives.fits(capacity, file.kind())
                                        && (inCharge || capacity.isByAuthority()))
                                .map(capacity -> new Choice(
                                        capacity.name(),
                                        words.getMessage("clients.capacity." + capacity, null, locale),
                                        words.getMessage("clients.capacity." + capacity + ".hint", null, locale)))
                                .toList());
        return filled(page, RepresentativeForm.of(new LinkedMultiValueMap<>()), Map.of(), locale);
    }

    private boolean answers(Requester.SignedIn who, Representative one) {
        return one.state() == Representative.State.PROPOSED && representatives.mayDecide(who, one);
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
