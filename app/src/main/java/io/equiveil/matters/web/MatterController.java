package io.equiveil.matters.web;

import static io.equiveil.kernel.Role.ADVISOR;
import static io.equiveil.kernel.Role.AUDITOR;
import static io.equiveil.kernel.Role.COMPLIANCE_OFFICER;
import static io.equiveil.kernel.Role.DEPARTMENT_HEAD;
import static io.equiveil.kernel.Role.OWNER;

import io.equiveil.clients.ClientFile;
import io.equiveil.clients.ClientState;
import io.equiveil.clients.Clients;
import io.equiveil.disclosure.Disclosure;
import io.equiveil.disclosure.Disclosures;
import io.equiveil.disclosure.Disclosures.Wanted;
import io.equiveil.disclosure.Disclosures.Why;
import io.equiveil.disclosure.ValueView;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Choice;
import io.equiveil.frame.Confirmation;
import io.equiveil.frame.Notice;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.CompanyForm;
import io.equiveil.matters.DestructionCertificate;
import io.equiveil.matters.MandateForm;
import io.equiveil.matters.MatterResult;
import io.equiveil.matters.MatterResult.Blocker;
import io.equiveil.matters.MatterSummary;
import io.equiveil.matters.Matters;
import io.equiveil.matters.Side;
import io.equiveil.matters.Standing;
import io.equiveil.nda.AgreementKind;
import io.equiveil.nda.AgreementResult;
import io.equiveil.nda.AgreementState;
import io.equiveil.nda.AgreementSummary;
import io.equiveil.nda.Agreements;
import io.equiveil.vault.KeyCustody.Destruction;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
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

/// The staff's pages about matters: the list, a new mandate, one matter, its end.
@Controller
@RequestMapping("/matters")
class MatterController {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final int MOST_CLIENTS = 200;

    private final Matters matters;
    private final Clients clients;
    private final Agreements agreements;
    private final Disclosures disclosures;
    private final MessageSource messages;
    private final Clock clock;

    MatterController(
            Matters matters,
            Clients clients,
            Agreements agreements,
            Disclosures disclosures,
            MessageSource messages,
            Clock clock) {
        this.matters = matters;
        this.clients = clients;
        this.agreements = agreements;
        this.disclosures = disclosures;
        this.messages = messages;
        this.clock = clock;
    }

    /// A party on the page.
    ///
    /// @param alias     the file's code name
    /// @param agreement the buyer's agreement for this matter, if one was written
    record PartyLine(
            MatterSummary.Party party,
            String alias,
            @Nullable AgreementSummary agreement) {

        public boolean mayPrepare() {
            return party.side() == Side.BUYER && party.standing() != Standing.LEFT && agreement == null;
        }
    }

    /// One destroyed group on the certificate.
    ///
    /// @param closed when opening stopped
    /// @param gone   since when, or by when, it is unrecoverable
    record GroupLine(
            RetentionGroup group,
            @Nullable Instant closed,
            @Nullable Instant gone,
            boolean certain) {

        /// Whether it is destroyed but not yet noted outside the database: then this is no certificate yet.
        public boolean unnoted() {
            return closed != null && gone == null;
        }

        static GroupLine of(DestructionCertificate.Group group) {
            return switch (group.destruction()) {
                case Destruction.NotDestroyed _ -> new GroupLine(group.group(), null, null, false);
                case Destruction.Unnoted(var at) -> new GroupLine(group.group(), at, null, false);
                case Destruction.Closed(var at, var by) -> new GroupLine(group.group(), at, by, false);
                case Destruction.Unrecoverable(var at, var since) -> new GroupLine(group.group(), at, since, true);
            };
        }
    }

    @GetMapping
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER, AUDITOR})
    ModelAndView index(Requester.SignedIn who) {
        return new ModelAndView("matters/index")
                .addObject("matters", matters.of(who))
                .addObject("mayOpen", mayOpen(who));
    }

    @GetMapping("/new")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView newMatter(Requester.SignedIn who, @RequestParam Optional<UUID> client, Locale locale) {
        return formPage(
                who,
                new MatterForm("", CompanyForm.LIMITED_COMPANY, MandateForm.SELLER, client.orElse(null)),
                List.of(),
                locale);
    }

    @PostMapping
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView open(
            Requester.SignedIn who,
            @ModelAttribute("form") MatterForm typed,
            Locale locale,
            RedirectAttributes redirect) {
        String codeName = Optional.ofNullable(typed.codeName()).orElse("");
        UUID client = typed.client();
        if (client == null) {
            return again(formPage(who, typed, List.of(), locale, "matters.new.client.missing"));
        }
        MatterResult result = matters.open(
                who,
                new Matters.Mandate(
                        codeName,
                        Optional.ofNullable(typed.form()).orElse(CompanyForm.LIMITED_COMPANY),
                        Optional.ofNullable(typed.mandate()).orElse(MandateForm.SELLER),
                        new SubjectId(client)));
        return switch (result) {
            case MatterResult.Done(var matter) -> {
                redirect.addFlashAttribute("notice", Notice.done("matters.new.done", matter.codeName()));
                yield new ModelAndView("redirect:/matters/" + matter.id());
            }
            case MatterResult.Blocked(var blockers) -> again(formPage(who, typed, blockers, locale));
            case MatterResult.Unknown _ -> throw unknown();
        };
    }

    @GetMapping("/{id}")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER, AUDITOR})
    ModelAndView show(Requester.SignedIn who, @PathVariable UUID id, Locale locale) {
        return page(who, new MatterId(id), locale);
    }

    @PostMapping("/{id}/stage")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView advance(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @RequestParam MatterStage to,
            Locale locale,
            RedirectAttributes redirect) {
        return answer(who, matters.advance(who, new MatterId(id), to), id, locale, redirect);
    }

    @PostMapping("/{id}/buyers")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView invite(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @RequestParam UUID subject,
            Locale locale,
            RedirectAttributes redirect) {
        SubjectId buyer = new SubjectId(subject);
        if (clients.find(who, buyer).isEmpty()) {
            throw unknown();
        }
        return answer(who, matters.invite(who, new MatterId(id), buyer), id, locale, redirect);
    }

    @PostMapping("/{id}/buyers/{buyer}/agreement")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView prepareAgreement(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID buyer,
            @RequestParam(defaultValue = "zh-CN") String language,
            Locale locale) {
        MatterId matter = new MatterId(id);
        AgreementResult result = matters.prepareBuyerAgreement(
                who,
                matter,
                new SubjectId(buyer),
                language.equals("en") ? Locale.ENGLISH : Locale.forLanguageTag("zh-CN"));
        return switch (result) {
            case AgreementResult.Done(var agreement) -> new ModelAndView("redirect:/agreements/" + agreement.id());
            case AgreementResult.Unknown _ -> throw unknown();
            case AgreementResult.Refused(var refused) ->
                conflict(page(who, matter, locale).addObject("refusals", List.of(ValueView.Refusal.of("no", refused))));
            case AgreementResult.Unrecorded _ -> unrecorded(page(who, matter, locale));
            case AgreementResult.NotNow _, AgreementResult.ProofRefused _, AgreementResult.Unacceptable _ ->
                conflict(page(who, matter, locale).addObject("problem", "matters.show.agreement.failed"));
        };
    }

    @PostMapping("/{id}/buyers/{buyer}/dismissal")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView dismiss(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID buyer,
            Locale locale,
            RedirectAttributes redirect) {
        return answer(who, matters.dismiss(who, new MatterId(id), new SubjectId(buyer)), id, locale, redirect);
    }

    @PostMapping("/{id}/told-of-both")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView tell(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @RequestParam UUID subject,
            Locale locale,
            RedirectAttributes redirect) {
        return answer(who, matters.tellOfBoth(who, new MatterId(id), new SubjectId(subject)), id, locale, redirect);
    }

    /// Seals the fields of the deal that were typed; what was typed never comes back on a page.
    @PostMapping("/{id}/deal")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView sealDeal(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> typed,
            Locale locale,
            RedirectAttributes redirect) {
        Map<String, Cleartext> fields = new HashMap<>();
        for (List<String> names : List.of(Matters.INTENT_FIELDS, Matters.DETAIL_FIELDS)) {
            for (String name : names) {
                String value = typed.getFirst(name);
                if (value != null && !value.isBlank()) {
                    fields.put(name, Cleartext.of(value.length() > 500 ? value.substring(0, 500) : value));
                }
            }
        }
        return answer(who, matters.sealDeal(who, new MatterId(id), fields), id, locale, redirect);
    }

    /// Opens the deal through the gate and shows it for a minute.
    @PostMapping("/{id}/deal/opening")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER, AUDITOR})
    ModelAndView openDeal(Requester.SignedIn who, @PathVariable UUID id, Locale locale, HttpServletResponse response) {
        MatterId matter = new MatterId(id);
        ModelAndView page = page(who, matter, locale);
        List<Wanted> wanted = List.of(
                new Wanted(
                        Matters.dealAddress(matter, InformationClass.DEAL_INTENT),
                        false,
                        Set.copyOf(Matters.INTENT_FIELDS)),
                new Wanted(
                        Matters.dealAddress(matter, InformationClass.DEAL_DETAIL),
                        false,
                        Set.copyOf(Matters.DETAIL_FIELDS)));
        Purpose purpose = who.has(COMPLIANCE_OFFICER) ? Purpose.COMPLIANCE_REVIEW : Purpose.MANDATE;
        return switch (disclosures.open(who, wanted, Why.of(purpose, matter))) {
            case Disclosure.Unrecorded _ -> unrecorded(page);
            case Disclosure.Answered answered -> {
                Map<String, Cleartext> shown = new HashMap<>();
                answered.shown().values().forEach(values -> shown.putAll(values.fields()));
                Map<String, Cleartext> inOrder = new LinkedHashMap<>();
                for (List<String> names : List.of(Matters.INTENT_FIELDS, Matters.DETAIL_FIELDS)) {
                    for (String name : names) {
                        Optional.ofNullable(shown.get(name)).ifPresent(value -> inOrder.put(name, value));
                    }
                }
                List<ValueView.Refusal> refusals = answered.refused().entrySet().stream()
                        .map(refused -> ValueView.Refusal.of(
                                "no-"
                                        + refused.getKey()
                                                .informationClass()
                                                .name()
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', '-'),
                                refused.getValue()))
                        .toList();
                if (inOrder.isEmpty() && !refusals.isEmpty()) {
                    page.setStatus(HttpStatus.FORBIDDEN);
                } else {
                    // Works without script: the browser leaves when the time is over.
                    response.setHeader("Refresh", ValueView.Open.OTHERS.toSeconds() + "; url=/matters/" + matter);
                }
                yield page.addObject("opened", inOrder)
                        .addObject("stays", ValueView.Open.OTHERS.toSeconds())
                        .addObject("refusals", refusals);
            }
        };
    }

    @PostMapping("/{id}/closure")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView close(Requester.SignedIn who, @PathVariable UUID id, Locale locale, RedirectAttributes redirect) {
        return answer(who, matters.close(who, new MatterId(id)), id, locale, redirect);
    }

    @GetMapping("/{id}/destruction-request")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView askPage(Requester.SignedIn who, @PathVariable UUID id, Locale locale) {
        return confirmation(confirmation(found(who, id), "/destruction-request", "matters.show.destroy.ask", locale));
    }

    @PostMapping("/{id}/destruction-request")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView ask(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String codeName,
            Locale locale,
            RedirectAttributes redirect) {
        Confirmation asked = confirmation(found(who, id), "/destruction-request", "matters.show.destroy.ask", locale);
        return asked.isConfirmedBy(codeName)
                ? answer(who, matters.askDestruction(who, new MatterId(id)), id, locale, redirect)
                : again(confirmation(asked.again()));
    }

    @GetMapping("/{id}/destruction")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER})
    ModelAndView approvePage(Requester.SignedIn who, @PathVariable UUID id, Locale locale) {
        return confirmation(confirmation(found(who, id), "/destruction", "matters.show.destroy.approve", locale));
    }

    @PostMapping("/{id}/destruction")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER})
    ModelAndView approve(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String codeName,
            Locale locale,
            RedirectAttributes redirect) {
        Confirmation asked = confirmation(found(who, id), "/destruction", "matters.show.destroy.approve", locale);
        return asked.isConfirmedBy(codeName)
                ? answer(who, matters.approveDestruction(who, new MatterId(id)), id, locale, redirect)
                : again(confirmation(asked.again()));
    }

    @GetMapping("/{id}/certificate")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER, AUDITOR})
    ModelAndView certificate(Requester.SignedIn who, @PathVariable UUID id) {
        DestructionCertificate certificate =
                matters.certificate(found(who, id).id()).orElseThrow(MatterController::unknown);
        return new ModelAndView("matters/certificate")
                .addObject("certificate", certificate)
                .addObject(
                        "groups",
                        certificate.destroyed().stream().map(GroupLine::of).toList());
    }

    private ModelAndView answer(
            Requester.SignedIn who, MatterResult result, UUID id, Locale locale, RedirectAttributes redirect) {
        return switch (result) {
            case MatterResult.Done(var matter) -> {
                redirect.addFlashAttribute("notice", Notice.done("matters.show.done", matter.codeName()));
                yield new ModelAndView("redirect:/matters/" + id);
            }
            case MatterResult.Unknown _ -> throw unknown();
            case MatterResult.Blocked(var blockers) ->
                conflict(page(who, new MatterId(id), locale).addObject("blockers", blockers));
        };
    }

    private ModelAndView page(Requester.SignedIn who, MatterId id, Locale locale) {
        MatterSummary matter = matters.find(who, id).orElseThrow(MatterController::unknown);
        boolean acts = mayOpen(who)
                && matter.team().stream().anyMatch(member -> member.person().equals(who.person()));
        Optional<Matters.NextStage> next = matters.next(matter);
        boolean asked = matters.destructionAskedBy(id).isPresent();
        boolean second = matters.destructionAskedBy(id)
                .filter(person -> !person.equals(who.person()))
                .isPresent();
        List<MatterStage> way = way(matter);
        return new ModelAndView("matters/show")
                .addObject("matter", matter)
                .addObject("acts", acts)
                .addObject("next", next.orElse(null))
                .addObject(
                        "stages",
                        way.stream()
                                .map(stage -> text("matters.stage." + stage, locale))
                                .toList())
                .addObject("at", way.indexOf(matter.stage()) + (matter.stage() == MatterStage.CLOSED ? 2 : 1))
                .addObject("parties", parties(matter))
                .addObject("candidates", acts ? candidates(who, matter) : List.of())
                .addObject("intentFields", Matters.INTENT_FIELDS)
                .addObject("detailFields", Matters.DETAIL_FIELDS)
                .addObject("duties", matters.duties(matter))
                .addObject("today", LocalDate.ofInstant(clock.instant(), SHANGHAI))
                .addObject("mayClose", acts && matter.stage() == MatterStage.REGISTRATION)
                .addObject(
                        "mayAsk",
                        acts
                                && matter.closedAt().isPresent()
                                && !asked
                                && matters.certificate(id).isEmpty())
                .addObject("mayApprove", second && (acts || who.has(COMPLIANCE_OFFICER)))
                .addObject("asked", asked)
                .addObject("certified", matters.certificate(id).isPresent());
    }

    private static List<MatterStage> way(MatterSummary matter) {
        return Arrays.stream(MatterStage.values())
                .filter(stage -> stage != MatterStage.ABANDONED)
                .filter(stage ->
                        stage != MatterStage.SHAREHOLDER_NOTICE || matter.form() == CompanyForm.LIMITED_COMPANY)
                .toList();
    }

    private List<PartyLine> parties(MatterSummary matter) {
        List<AgreementSummary> written = agreements.ofMatter(matter.id()).stream()
                .filter(agreement -> agreement.kind() == AgreementKind.BUYER)
                .filter(agreement -> agreement.state() != AgreementState.CANCELLED)
                .toList();
        return matter.parties().stream()
                .map(party -> new PartyLine(
                        party,
                        alias(party.subject()),
                        written.stream()
                                .filter(agreement -> agreement.subject().equals(party.subject()))
                                .findFirst()
                                .orElse(null)))
                .toList();
    }

    private String alias(SubjectId subject) {
        return clients.find(subject).map(ClientFile::alias).orElse("C-?");
    }

    private List<Choice> candidates(Requester.SignedIn who, MatterSummary matter) {
        return own(who).stream()
                .filter(file -> matter.party(file.subject())
                        .filter(party -> party.standing() != Standing.LEFT)
                        .isEmpty())
                .map(file -> new Choice(file.subject().toString(), file.alias()))
                .toList();
    }

    private List<ClientFile> own(Requester.SignedIn who) {
        return clients.page(who, clock.instant().plusSeconds(1), MOST_CLIENTS).stream()
                .filter(file -> file.state() == ClientState.LEAD || file.state() == ClientState.CLIENT)
                .toList();
    }

    private ModelAndView formPage(
            Requester.SignedIn who, MatterForm form, List<Blocker> blockers, Locale locale, String... others) {
        BindingResult errors = new BeanPropertyBindingResult(form, "form");
        for (Blocker blocker : blockers) {
            String message = text("matters.blocker." + blocker, locale);
            switch (blocker) {
                case CODE_NAME_EMPTY, CODE_NAME_TAKEN -> errors.rejectValue("codeName", blocker.name(), message);
                default -> errors.rejectValue("client", blocker.name(), message);
            }
        }
        for (String key : others) {
            errors.rejectValue("client", key, text(key, locale));
        }
        return new ModelAndView("matters/new")
                .addObject("form", form)
                .addObject(BindingResult.MODEL_KEY_PREFIX + "form", errors)
                .addObject(
                        "clients",
                        own(who).stream()
                                .map(file -> new Choice(file.subject().toString(), file.alias()))
                                .toList())
                .addObject("forms", Choice.of(CompanyForm.class, "matters.form", messages, locale))
                .addObject("mandates", Choice.of(MandateForm.class, "matters.mandate", messages, locale));
    }

    private Confirmation confirmation(MatterSummary matter, String act, String title, Locale locale) {
        List<String> gone = new ArrayList<>();
        gone.add(text("matters.group.DOCUMENTS", locale));
        gone.add(text("matters.group.OPTIONAL", locale));
        String back = "/matters/" + matter.id();
        return new Confirmation(
                text(title, locale),
                gone,
                text("matters.show.destroy.lead", locale),
                matter.codeName(),
                text(title, locale),
                back + act,
                back,
                false);
    }

    private static ModelAndView confirmation(Confirmation confirmation) {
        return new ModelAndView("matters/confirm").addObject("confirmation", confirmation);
    }

    private MatterSummary found(Requester.SignedIn who, UUID id) {
        return matters.find(who, new MatterId(id)).orElseThrow(MatterController::unknown);
    }

    private static boolean mayOpen(Requester.SignedIn who) {
        return who.has(ADVISOR) || who.has(DEPARTMENT_HEAD) || who.has(OWNER);
    }

    private static ModelAndView again(ModelAndView page) {
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private static ModelAndView conflict(ModelAndView page) {
        page.setStatus(HttpStatus.CONFLICT);
        return page;
    }

    private static ModelAndView unrecorded(ModelAndView page) {
        page.setStatus(HttpStatus.SERVICE_UNAVAILABLE);
        return page.addObject("problem", "matters.show.unrecorded");
    }

    private String text(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }

    private static ResponseStatusException unknown() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
