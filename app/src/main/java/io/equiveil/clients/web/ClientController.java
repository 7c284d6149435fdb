package io.equiveil.clients.web;

import io.equiveil.access.Decision.ClauseOutcome;
import io.equiveil.clients.AccessResult;
import io.equiveil.clients.ClientFile;
import io.equiveil.clients.ClientKind;
import io.equiveil.clients.Clients;
import io.equiveil.clients.FactReading;
import io.equiveil.clients.FactSection;
import io.equiveil.clients.ForgottenPins;
import io.equiveil.clients.GivenSection;
import io.equiveil.clients.IdentifierFault;
import io.equiveil.clients.Intake;
import io.equiveil.clients.LeadResult;
import io.equiveil.clients.PortalOpening;
import io.equiveil.consent.ConsentRecord;
import io.equiveil.consent.Consents;
import io.equiveil.consent.ServedNotice;
import io.equiveil.disclosure.Disclosure;
import io.equiveil.engine.PublicAddress;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Choice;
import io.equiveil.frame.Notice;
import io.equiveil.frame.TimelineEvent;
import io.equiveil.identity.People;
import io.equiveil.identity.Person;
import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.nda.AgreementKind;
import io.equiveil.nda.AgreementResult;
import io.equiveil.nda.AgreementState;
import io.equiveil.nda.AgreementSummary;
import io.equiveil.nda.Agreements;
import io.equiveil.nda.TermsPage;
import io.equiveil.nda.WantedTerms;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The staff's pages about clients: the list, a new first contact, one client.
@Controller
@RequestMapping("/clients")
class ClientController {

    private static final int PAGE = 50;
    private static final Set<Role> HAND_OVER = Set.of(Role.OWNER, Role.DEPARTMENT_HEAD, Role.COMPLIANCE_OFFICER);
    private static final Set<Role> CAN_BE_IN_CHARGE = Set.of(Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER);

    private final Clients clients;
    private final PortalOpening portals;
    private final FactReading reading;
    private final Additions additions;
    private final Consents consents;
    private final Agreements agreements;
    private final People people;
    private final ForgottenPins pins;
    private final PublicAddress address;
    private final MessageSource messages;
    private final Clock clock;

    ClientController(
            Clients clients,
            PortalOpening portals,
            FactReading reading,
            Additions additions,
            Consents consents,
            Agreements agreements,
            People people,
            ForgottenPins pins,
            PublicAddress address,
            MessageSource messages,
            Clock clock) {
        this.clients = clients;
        this.portals = portals;
        this.reading = reading;
        this.additions = additions;
        this.consents = consents;
        this.agreements = agreements;
        this.people = people;
        this.pins = pins;
        this.address = address;
        this.messages = messages;
        this.clock = clock;
    }

    /// One line of the list.
    ///
    /// @param name masked; absent where the gate keeps it back
    record Row(ClientFile file, @Nullable Cleartext name) {}

    /// A colleague as pages call them.
    record Colleague(PersonId id, String codeName) {}

    /// Who is in charge.
    ///
    /// @param others    who could be as well
    /// @param mayChange whether the reader may hand the client over
    record Charge(List<Colleague> now, List<Colleague> others, boolean mayChange) {

        public List<String> codeNames() {
            return now.stream().map(Colleague::codeName).toList();
        }
    }

    /// The client's forgotten PIN.
    record Pin(
            ForgottenPins.@Nullable Waiting waiting,
            @Nullable String askedBy,
            boolean mayAsk,
            boolean mayDecide) {}

    /// One section on the client's page.
    ///
    /// @param masks absent where nothing was given or the gate keeps it back
    record SectionPanel(
            FactSection section,
            boolean open,
            List<io.equiveil.clients.Lock> locks,
            @Nullable GivenSection given,
            @Nullable Map<String, Cleartext> masks) {

        /// Whether there is something to see or to do; if not, why not is said once for all such sections.
        boolean stands() {
            return open || given != null;
        }
    }

    @GetMapping
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER})
    ModelAndView index(
            Requester.SignedIn who,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) Optional<Instant> before) {
        List<ClientFile> page =
                clients.page(who, before.orElseGet(() -> clock.instant().plusSeconds(1)), PAGE);
        Map<SubjectId, Cleartext> names = reading.maskedNames(who, page);
        return new ModelAndView("clients/index")
                .addObject("mayAskForAll", who.has(Role.OWNER) || who.has(Role.COMPLIANCE_OFFICER))
                .addObject("mayAdd", !Collections.disjoint(who.roles(), CAN_BE_IN_CHARGE))
                .addObject(
                        "rows",
                        page.stream()
                                .map(file -> new Row(file, names.get(file.subject())))
                                .toList())
                .addObject(
                        "older",
                        page.size() < PAGE
                                ? null
                                : "/clients?before=" + page.getLast().createdAt());
    }

    @GetMapping("/new")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
    ModelAndView newLead(Locale locale) {
        return leadPage(LeadForm.empty(), Map.of(), locale);
    }

    @PostMapping
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
    ModelAndView create(
            Requester.SignedIn who, @ModelAttribute("form") LeadForm form, Locale locale, RedirectAttributes redirect) {
        ClientKind kind = Optional.ofNullable(form.kind()).orElse(ClientKind.PERSON);
        LeadResult result = clients.newLead(who, kind, cleartext(form.name()), cleartext(form.mobile()));
        return switch (result) {
            case LeadResult.Submitted(var subject, var alias) -> {
                redirect.addFlashAttribute("notice", Notice.done("clients.lead.noted", alias));
                yield new ModelAndView("redirect:/clients/" + subject);
            }
            case LeadResult.Invalid(var faults) -> {
                ModelAndView again = leadPage(form, faults, locale);
                again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
                yield again;
            }
        };
    }

    private ModelAndView leadPage(LeadForm form, Map<String, IdentifierFault> faults, Locale locale) {
        BindingResult errors = new BeanPropertyBindingResult(form, "form");
        faults.forEach((field, fault) -> errors.rejectValue(
                field,
                fault.name(),
                messages.getMessage(
                        "clients.fault." + fault.name(),
                        new Object[] {messages.getMessage("clients.field." + field, null, locale)},
                        locale)));
        return new ModelAndView("clients/new")
                .addObject("form", form)
                .addObject(BindingResult.MODEL_KEY_PREFIX + "form", errors)
                .addObject("kinds", Choice.of(ClientKind.class, "clients.kind", messages, locale));
    }

    @GetMapping("/{subject}")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER})
    ModelAndView show(Requester.SignedIn who, @PathVariable UUID subject, Locale locale) {
        return page(who, new SubjectId(subject), locale);
    }

    private ModelAndView page(Requester.SignedIn who, SubjectId subject, Locale locale) {
        ClientFile file = clients.find(who, subject).orElseThrow(ClientController::unknown);
        Intake intake = clients.intake(who, subject).orElseThrow(ClientController::unknown);
        Map<FactSection, Map<String, Cleartext>> masks = reading.masks(who, subject);
        Map<FactSection, GivenSection> given = reading.given(who, subject);
        List<SectionPanel> sections = FactSection.of(file.kind()).stream()
                .map(section -> new SectionPanel(
                        section,
                        intake.isOpen(section),
                        intake.locks().getOrDefault(section, List.of()),
                        given.get(section),
                        masks.get(section)))
                .toList();
        Optional<AgreementSummary> agreement = latestAgreement(subject);
        List<AgreementSummary> papers = agreements.ofSubject(subject);
        return new ModelAndView("clients/show")
                .addObject("file", file)
                .addObject("name", reading.maskedNames(who, List.of(file)).get(subject))
                .addObject("intake", intake)
                .addObject("additions", additions.of(who, file))
                .addObject("step", intake.next().ordinal() + 1)
                .addObject(
                        "steps",
                        List.of(
                                text("clients.step.NOTICE", locale),
                                text("clients.step.AGREEMENT", locale),
                                text("clients.step.BASIS", locale),
                                text("clients.step.FACTS", locale)))
                .addObject(
                        "sections",
                        sections.stream().filter(SectionPanel::stands).toList())
                .addObject(
                        "locked",
                        sections.stream()
                                .filter(panel -> !panel.stands())
                                .collect(Collectors.groupingBy(
                                        SectionPanel::locks,
                                        LinkedHashMap::new,
                                        Collectors.mapping(SectionPanel::section, Collectors.toList())))
                                .entrySet())
                .addObject("agreement", agreement.orElse(null))
                .addObject("papers", papers)
                .addObject("opens", opens(who, papers))
                .addObject("mine", clients.isInCharge(who.person(), subject))
                .addObject("charge", charge(who, subject))
                .addObject("pin", pin(who, subject))
                .addObject("events", events(file, given, locale));
    }

    private Charge charge(Requester.SignedIn who, SubjectId subject) {
        Set<PersonId> now = clients.inCharge(subject);
        boolean mayChange = clients.isInCharge(who.person(), subject) || !Collections.disjoint(who.roles(), HAND_OVER);
        return new Charge(
                colleagues(now.stream()),
                mayChange
                        ? colleagues(CAN_BE_IN_CHARGE.stream()
                                .flatMap(role -> people.activeWith(role).stream())
                                .map(Person::id)
                                .distinct()
                                .filter(person -> !now.contains(person)))
                        : List.of(),
                mayChange);
    }

    private List<Colleague> colleagues(Stream<PersonId> ids) {
        return ids.map(id -> new Colleague(id, people.codeName(id)))
                .sorted(Comparator.comparing(Colleague::codeName))
                .toList();
    }

    private Pin pin(Requester.SignedIn who, SubjectId subject) {
        ForgottenPins.@Nullable Waiting waiting = pins.waiting(who, subject).orElse(null);
        return new Pin(
                waiting,
                waiting == null ? null : people.codeName(waiting.askedBy()),
                waiting == null && clients.isInCharge(who.person(), subject) && pins.hasPin(who, subject),
                waiting != null && pins.mayDecide(who, waiting));
    }

    /// The number to call, in one tap.
    @PostMapping("/{subject}/call")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
    ModelAndView call(
            Requester.SignedIn who,
            @PathVariable UUID subject,
            @org.springframework.web.bind.annotation.RequestHeader(name = "HX-Request", required = false) @Nullable
                    String fragment,
            Locale locale) {
        SubjectId id = new SubjectId(subject);
        Disclosure opened = reading.openMobile(who, id).orElseThrow(ClientController::unknown);
        ClientFile file = clients.find(who, id).orElseThrow(ClientController::unknown);
        ModelAndView page = fragment == null ? page(who, id, locale) : new ModelAndView("clients/show :: call");
        // The answer stands where the button was, on the whole page and in its part alike.
        page.addObject("file", file).addObject("mine", clients.isInCharge(who.person(), id));
        switch (opened) {
            case Disclosure.Unrecorded _ -> page.addObject("callUnrecorded", true);
            case Disclosure.Answered answer -> {
                page.addObject(
                        "mobile",
                        answer.field(file.mobileAddress(), file.mobileField()).orElse(null));
                page.addObject("callRefused", refusal(answer));
            }
        }
        return page;
    }

    /// A section's values, for the purpose for which they were collected.
    @PostMapping("/{subject}/facts/{section}/opening")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
    ModelAndView open(Requester.SignedIn who, @PathVariable UUID subject, @PathVariable FactSection section) {
        SubjectId id = new SubjectId(subject);
        Disclosure opened = reading.open(who, id, section, false).orElseThrow(ClientController::unknown);
        ModelAndView page = new ModelAndView("clients/opened")
                .addObject("file", clients.find(who, id).orElseThrow(ClientController::unknown))
                .addObject("section", section);
        switch (opened) {
            case Disclosure.Unrecorded _ -> page.addObject("unrecorded", true);
            case Disclosure.Answered answer -> {
                page.addObject(
                        "values",
                        Optional.ofNullable(answer.shown().get(section.addressOf(id)))
                                .map(Disclosure.Shown::fields)
                                .orElse(null));
                page.addObject("receipt", answer.receipt());
                page.addObject("refused", refusal(answer));
            }
        }
        return page;
    }

    @PostMapping("/{subject}/kind")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
    String changeKind(Requester.SignedIn who, @PathVariable UUID subject, @RequestParam ClientKind kind) {
        if (!clients.changeKind(who, new SubjectId(subject), kind)) {
            throw new ResponseStatusException(HttpStatus.CONFLICT);
        }
        return "redirect:/clients/" + subject;
    }

    /// Prepares the client–firm agreement and goes to where it is signed.
    @PostMapping("/{subject}/agreement")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
    ModelAndView prepareAgreement(Requester.SignedIn who, @PathVariable UUID subject, Locale locale) {
        SubjectId id = new SubjectId(subject);
        return prepared(who, id, clients.prepareAgreement(who, id, locale), locale);
    }

    /// The same with other terms than the usual ones.
    @GetMapping("/{subject}/agreement")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
    ModelAndView agreementTerms(Requester.SignedIn who, @PathVariable UUID subject, Locale locale) {
        clients.find(who, new SubjectId(subject)).orElseThrow(ClientController::unknown);
        return terms(subject, WantedTerms.usual(), locale.toLanguageTag(), Set.of());
    }

    @PostMapping("/{subject}/agreement/terms")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
    ModelAndView prepareAgreement(
            Requester.SignedIn who,
            @PathVariable UUID subject,
            WantedTerms sent,
            @RequestParam(defaultValue = "zh-CN") String language,
            Locale locale) {
        SubjectId id = new SubjectId(subject);
        WantedTerms typed = TermsPage.typed(sent);
        return switch (typed.read()) {
            case WantedTerms.Read.Faulty(var faults) -> terms(subject, typed, language, faults);
            case WantedTerms.Read.Sound(var terms) ->
                prepared(
                        who,
                        id,
                        clients.prepareAgreement(
                                who, id, Locale.forLanguageTag(language.equals("en") ? "en" : "zh-CN"), terms),
                        locale);
        };
    }

    private static ModelAndView terms(UUID subject, WantedTerms typed, String language, Set<WantedTerms.Fault> faults) {
        return TermsPage.of(
                AgreementKind.CLIENT_FIRM,
                typed,
                language,
                faults,
                "/clients/" + subject + "/agreement/terms",
                "/clients/" + subject);
    }

    private ModelAndView prepared(Requester.SignedIn who, SubjectId id, AgreementResult result, Locale locale) {
        return switch (result) {
            case AgreementResult.Done(var agreement) -> new ModelAndView("redirect:/agreements/" + agreement.id());
            case AgreementResult.Unacceptable(var fault) -> {
                ModelAndView page = page(who, id, locale).addObject("problem", "nda.fault." + fault);
                page.setStatus(HttpStatus.CONFLICT);
                yield page;
            }
            case AgreementResult.Refused(var because) -> page(who, id, locale).addObject("refused", because.because());
            case AgreementResult.Unrecorded _ -> page(who, id, locale).addObject("unrecorded", true);
            case AgreementResult.Unknown _,
                    AgreementResult.NotNow _,
                    AgreementResult.ProofRefused _,
                    AgreementResult.FileRefused _ -> throw new ResponseStatusException(HttpStatus.CONFLICT);
        };
    }

    /// A code and a link to show the client across the table.
    @PostMapping("/{subject}/portal")
    @AllowedTo(
            value = {Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER},
            stepUp = true,
            returnTo = "/clients/{subject}")
    ModelAndView openPortal(Requester.SignedIn who, @PathVariable UUID subject, Locale locale) {
        SubjectId id = new SubjectId(subject);
        return switch (portals.open(who, id)) {
            case AccessResult.Ready(var code) -> {
                // Never from the request: whoever sends another Host would choose where the client goes.
                String link = address.origin() + code.linkPath().revealForDisplay();
                yield new ModelAndView("clients/portal")
                        .addObject("file", clients.find(who, id).orElseThrow(ClientController::unknown))
                        .addObject("code", code)
                        .addObject("qr", QrCode.of(link));
            }
            case AccessResult.Refused(var because) -> page(who, id, locale).addObject("refused", because.because());
            case AccessResult.Unrecorded _ -> page(who, id, locale).addObject("unrecorded", true);
            case AccessResult.Unavailable _ -> {
                ModelAndView page = page(who, id, locale).addObject("problem", "clients.portal.unavailable");
                page.setStatus(HttpStatus.CONFLICT);
                yield page;
            }
            case AccessResult.NotYours _ -> throw unknown();
        };
    }

    /// Those whose page the reader may open.
    private Set<AgreementId> opens(Requester.SignedIn who, List<AgreementSummary> papers) {
        return papers.stream()
                .map(AgreementSummary::id)
                .filter(id -> agreements.find(who, id).isPresent())
                .collect(Collectors.toSet());
    }

    private Optional<AgreementSummary> latestAgreement(SubjectId subject) {
        return agreements.ofSubject(subject).stream()
                .filter(agreement -> agreement.matter().isEmpty())
                .filter(agreement ->
                        agreement.state() != AgreementState.CANCELLED && agreement.state() != AgreementState.ENDED)
                .max(Comparator.comparing(AgreementSummary::preparedAt));
    }

    private List<TimelineEvent> events(ClientFile file, Map<FactSection, GivenSection> given, Locale locale) {
        SubjectId subject = file.subject();
        List<TimelineEvent> events = new ArrayList<>();
        events.add(event(file.createdAt(), text("clients.event.noted", locale), null));
        for (ServedNotice served : consents.servedTo(subject)) {
            events.add(event(
                    served.at(),
                    text("clients.event.served", locale),
                    text("consent.means." + served.means(), locale)));
        }
        for (ConsentRecord record : consents.recordsOf(subject)) {
            events.add(event(
                    record.at(),
                    text("access.purpose." + record.purpose(), locale),
                    text("clients.consent." + record.state(), locale)
                            + " · "
                            + text("clients.basis." + record.basis(), locale)));
        }
        agreements
                .ofSubject(subject)
                .forEach(agreement -> agreement
                        .inForceFrom()
                        .ifPresent(at -> events.add(event(at, text("clients.event.agreement", locale), null))));
        given.values()
                .forEach(section -> events.add(event(
                        section.at(),
                        text("clients.event.given", locale),
                        text("clients.section." + section.section(), locale))));
        file.leadGone().ifPresent(at -> events.add(event(at, text("clients.event.erased", locale), null)));
        events.sort(Comparator.comparing(TimelineEvent::at, Comparator.nullsLast(Comparator.naturalOrder())));
        return events.reversed();
    }

    private static TimelineEvent event(Instant at, String title, @Nullable String text) {
        return new TimelineEvent(at, TimelineEvent.Phase.DONE, title, text, null);
    }

    private static @Nullable List<ClauseOutcome> refusal(Disclosure.Answered answer) {
        return answer.refused().isEmpty()
                ? null
                : answer.refused().values().iterator().next().because();
    }

    private String text(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }

    private static Cleartext cleartext(@Nullable String typed) {
        return Cleartext.of(typed == null ? "" : typed);
    }

    private static ResponseStatusException unknown() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
