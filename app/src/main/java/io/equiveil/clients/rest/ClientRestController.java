package io.equiveil.clients.rest;

import io.equiveil.clients.AccessResult;
import io.equiveil.clients.ClientFile;
import io.equiveil.clients.ClientKind;
import io.equiveil.clients.Clients;
import io.equiveil.clients.DuplicateId;
import io.equiveil.clients.Duplicates;
import io.equiveil.clients.FactGiving;
import io.equiveil.clients.FactReading;
import io.equiveil.clients.FactSection;
import io.equiveil.clients.GiveResult;
import io.equiveil.clients.LeadResult;
import io.equiveil.clients.PortalOpening;
import io.equiveil.clients.rest.ClientViews.BecauseView;
import io.equiveil.clients.rest.ClientViews.ClientView;
import io.equiveil.clients.rest.ClientViews.DuplicateView;
import io.equiveil.clients.rest.ClientViews.FileView;
import io.equiveil.clients.rest.ClientViews.IntakeView;
import io.equiveil.clients.rest.ClientViews.OpenedView;
import io.equiveil.clients.rest.ClientViews.SectionView;
import io.equiveil.consent.Means;
import io.equiveil.consent.NoticeLanguage;
import io.equiveil.consent.ServeResult;
import io.equiveil.disclosure.Disclosure;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Problem;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.nda.AgreementResult;
import io.equiveil.nda.WantedTerms;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Clients for programs: everything that the pages can do.
@RestController
@RequestMapping("/api/clients")
class ClientRestController {

    private static final int PAGE = 50;

    private final Clients clients;
    private final Duplicates duplicates;
    private final PortalOpening portals;
    private final FactReading reading;
    private final FactGiving giving;
    private final Clock clock;

    ClientRestController(
            Clients clients,
            Duplicates duplicates,
            PortalOpening portals,
            FactReading reading,
            FactGiving giving,
            Clock clock) {
        this.clients = clients;
        this.duplicates = duplicates;
        this.portals = portals;
        this.reading = reading;
        this.giving = giving;
        this.clock = clock;
    }

    /// A first contact. Does not print itself.
    record LeadRequest(
            @NotNull ClientKind kind,
            @NotNull @Size(max = 200) String name,
            @NotNull @Size(max = 40) String mobile) {
        @Override
        public String toString() {
            return "LeadRequest[" + kind + "]";
        }
    }

    record LeadView(UUID subject, String alias) {}

    /// @param shown content hash of what was shown
    record NoticeRequest(
            @NotNull @Pattern(regexp = "zh-CN|en") String language,
            @NotNull @Pattern(regexp = "[0-9a-f]{64}") String shown,
            @NotNull Means means) {}

    record ServedView(UUID notice, Instant at) {}

    /// @param terms what is left out is as usual
    record AgreementRequest(
            @NotNull @Pattern(regexp = "zh-CN|en") String language,
            @Nullable WantedTerms terms) {}

    record PreparedView(UUID agreement, String state) {}

    /// A section as typed. Does not print itself.
    record FactsRequest(@NotNull @Size(max = 20) Map<String, @Size(max = 1_000) String> fields) {
        @Override
        public String toString() {
            return "FactsRequest[" + fields.size() + " fields]";
        }
    }

    /// @param warnings to be confirmed later
    record KeptView(List<String> warnings) {}

    record OpeningRequest(boolean masked) {}

    /// What to show the client across the table. Does not print itself.
    record PortalView(String code, String linkPath, Instant expiresAt) {
        @Override
        public String toString() {
            return "PortalView[" + expiresAt + "]";
        }
    }

    record DecisionRequest(boolean same) {}

    @PostMapping
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
    ResponseEntity<?> newLead(Requester.SignedIn who, @Valid @RequestBody LeadRequest request) {
        return switch (clients.newLead(
                who, request.kind(), Cleartext.of(request.name()), Cleartext.of(request.mobile()))) {
            case LeadResult.Submitted(var subject, var alias) ->
                ResponseEntity.created(URI.create("/api/clients/" + subject))
                        .body(new LeadView(subject.value(), alias));
            case LeadResult.Invalid(var faults) -> invalid(faults);
        };
    }

    @GetMapping
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER})
    List<FileView> index(
            Requester.SignedIn who,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) Optional<Instant> before) {
        return clients.page(who, before.orElseGet(() -> clock.instant().plusSeconds(1)), PAGE).stream()
                .map(FileView::of)
                .toList();
    }

    /// The files for which a client's signer acts.
    @GetMapping("/mine")
    @AllowedTo(Role.CLIENT)
    List<FileView> mine(Requester.SignedIn who) {
        return clients.filesOf(who).stream().map(FileView::of).toList();
    }

    /// What may be asked of a kind of client, field by field.
    @GetMapping("/sections")
    @AllowedTo({Role.CLIENT, Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER})
    List<SectionView> sections(@RequestParam ClientKind kind) {
        return FactSection.of(kind).stream().map(SectionView::of).toList();
    }

    @GetMapping("/{subject}")
    @AllowedTo({Role.CLIENT, Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER})
    ResponseEntity<?> show(Requester.SignedIn who, @PathVariable UUID subject) {
        SubjectId id = new SubjectId(subject);
        Optional<ClientFile> file = clients.find(who, id);
        return file.<ResponseEntity<?>>map(found -> ResponseEntity.ok(new ClientView(
                        FileView.of(found),
                        IntakeView.of(clients.intake(who, id).orElseThrow()),
                        clients.inCharge(id).stream().map(PersonId::value).toList())))
                .orElseGet(ClientRestController::unknown);
    }

    @PostMapping("/{subject}/notice")
    @AllowedTo({Role.CLIENT, Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
    ResponseEntity<?> serveNotice(
            Requester.SignedIn who, @PathVariable UUID subject, @Valid @RequestBody NoticeRequest request) {
        ServeResult result = clients.serveNotice(
                who,
                new SubjectId(subject),
                NoticeLanguage.parse(request.language()),
                Digest.of(HexFormat.of().parseHex(request.shown())),
                request.means());
        return switch (result) {
            case ServeResult.Served(var served) ->
                ResponseEntity.status(HttpStatus.CREATED)
                        .body(new ServedView(served.id().value(), served.at()));
            case ServeResult.Changed _ -> Problem.of(HttpStatus.CONFLICT, "notice-changed");
            case ServeResult.HandlerUnnamed _ -> Problem.of(HttpStatus.CONFLICT, "firm-unnamed");
            case ServeResult.UnknownNotice _, ServeResult.RecipientMissing _, ServeResult.NotYours _ -> unknown();
        };
    }

    @PostMapping("/{subject}/agreement")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
    ResponseEntity<?> prepareAgreement(
            Requester.SignedIn who, @PathVariable UUID subject, @Valid @RequestBody AgreementRequest request) {
        WantedTerms wanted = request.terms() == null ? WantedTerms.usual() : request.terms();
        return switch (wanted.read()) {
            case WantedTerms.Read.Faulty(var faults) -> {
                ProblemDetail detail = Problem.detail(HttpStatus.UNPROCESSABLE_CONTENT, "not-acceptable");
                detail.setProperty(
                        "faults", faults.stream().map(Enum::name).sorted().toList());
                yield Problem.of(detail);
            }
            case WantedTerms.Read.Sound(var terms) ->
                answer(clients.prepareAgreement(
                        who, new SubjectId(subject), Locale.forLanguageTag(request.language()), terms));
        };
    }

    private static ResponseEntity<?> answer(AgreementResult result) {
        return switch (result) {
            case AgreementResult.Done(var agreement) ->
                ResponseEntity.created(URI.create("/api/agreements/" + agreement.id()))
                        .body(new PreparedView(
                                agreement.id().value(), agreement.state().name()));
            case AgreementResult.Refused(var because) -> refused(because);
            case AgreementResult.Unrecorded _ -> unrecorded();
            case AgreementResult.Unknown _ -> Problem.of(HttpStatus.CONFLICT, "notice-not-served");
            case AgreementResult.NotNow _,
                    AgreementResult.ProofRefused _,
                    AgreementResult.Unacceptable _,
                    AgreementResult.FileRefused _ -> Problem.of(HttpStatus.CONFLICT, "agreement-not-prepared");
        };
    }

    record KindRequest(@NotNull ClientKind kind) {}

    /// Says what a first contact is, as long as no fact was given.
    @PutMapping("/{subject}/kind")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
    ResponseEntity<?> changeKind(
            Requester.SignedIn who, @PathVariable UUID subject, @Valid @RequestBody KindRequest request) {
        return clients.changeKind(who, new SubjectId(subject), request.kind())
                ? ResponseEntity.noContent().build()
                : Problem.of(HttpStatus.CONFLICT, "kind-stands");
    }

    @PutMapping("/{subject}/facts/{section}")
    @AllowedTo({Role.CLIENT, Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
    ResponseEntity<?> give(
            Requester.SignedIn who,
            @PathVariable UUID subject,
            @PathVariable FactSection section,
            @Valid @RequestBody FactsRequest request) {
        Map<String, Cleartext> typed = new LinkedHashMap<>();
        request.fields().forEach((name, value) -> typed.put(name, Cleartext.of(value)));
        return switch (giving.give(who, new SubjectId(subject), section, typed)) {
            case GiveResult.Kept(var warnings) ->
                ResponseEntity.ok(
                        new KeptView(warnings.stream().map(Enum::name).sorted().toList()));
            case GiveResult.Locked(var missing) -> {
                ProblemDetail detail = Problem.detail(HttpStatus.CONFLICT, "section-locked");
                detail.setProperty("missing", missing);
                yield ResponseEntity.status(HttpStatus.CONFLICT).body(detail);
            }
            case GiveResult.Invalid(var faults) -> invalid(faults);
            case GiveResult.NotYours _ -> unknown();
        };
    }

    @DeleteMapping("/{subject}/facts/{section}")
    @AllowedTo({Role.CLIENT, Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
    ResponseEntity<?> takeBack(Requester.SignedIn who, @PathVariable UUID subject, @PathVariable FactSection section) {
        return switch (giving.takeBack(who, new SubjectId(subject), section)) {
            case GONE -> ResponseEntity.noContent().build();
            case NOTHING -> Problem.of(HttpStatus.CONFLICT, "nothing-to-take-back");
            case KEPT_BY_LAW -> Problem.of(HttpStatus.CONFLICT, "kept-by-law");
        };
    }

    /// Asks the gate for a section. A POST, since each asking is recorded.
    @PostMapping("/{subject}/facts/{section}/opening")
    @AllowedTo({Role.CLIENT, Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER})
    ResponseEntity<?> open(
            Requester.SignedIn who,
            @PathVariable UUID subject,
            @PathVariable FactSection section,
            @Valid @RequestBody OpeningRequest request) {
        return opened(reading.open(who, new SubjectId(subject), section, request.masked()));
    }

    /// Asks the gate for the number to call.
    @PostMapping("/{subject}/mobile/opening")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
    ResponseEntity<?> openMobile(Requester.SignedIn who, @PathVariable UUID subject) {
        return opened(reading.openMobile(who, new SubjectId(subject)));
    }

    @PostMapping("/{subject}/portal")
    @AllowedTo(
            value = {Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER},
            stepUp = true)
    ResponseEntity<?> openPortal(Requester.SignedIn who, @PathVariable UUID subject) {
        return access(portals.open(who, new SubjectId(subject)));
    }

    static ResponseEntity<?> access(AccessResult result) {
        return switch (result) {
            case AccessResult.Ready(var code) ->
                ResponseEntity.status(HttpStatus.CREATED)
                        .body(new PortalView(
                                code.code().revealForDisplay(), code.linkPath().revealForDisplay(), code.expiresAt()));
            case AccessResult.Refused(var because) -> refused(because);
            case AccessResult.Unrecorded _ -> unrecorded();
            case AccessResult.Unavailable _ -> Problem.of(HttpStatus.CONFLICT, "portal-unavailable");
            case AccessResult.NotYours _ -> unknown();
        };
    }

    @PutMapping("/{subject}/in-charge/{person}")
    @AllowedTo(
            value = {Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER},
            stepUp = true)
    ResponseEntity<?> putInCharge(Requester.SignedIn who, @PathVariable UUID subject, @PathVariable UUID person) {
        return assigned(clients.assign(who, new SubjectId(subject), new PersonId(person), true));
    }

    @DeleteMapping("/{subject}/in-charge/{person}")
    @AllowedTo(
            value = {Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER},
            stepUp = true)
    ResponseEntity<?> endInCharge(Requester.SignedIn who, @PathVariable UUID subject, @PathVariable UUID person) {
        return assigned(clients.assign(who, new SubjectId(subject), new PersonId(person), false));
    }

    @GetMapping("/duplicates")
    @AllowedTo(Role.COMPLIANCE_OFFICER)
    List<DuplicateView> duplicates(Requester.SignedIn who) {
        return duplicates.open(who).stream().map(DuplicateView::of).toList();
    }

    @PostMapping("/duplicates/{id}/decision")
    @AllowedTo(Role.COMPLIANCE_OFFICER)
    ResponseEntity<?> decide(
            Requester.SignedIn who, @PathVariable UUID id, @Valid @RequestBody DecisionRequest request) {
        return duplicates.decide(who, new DuplicateId(id), request.same())
                ? ResponseEntity.noContent().build()
                : Problem.of(HttpStatus.NOT_FOUND, "unknown-duplicate");
    }

    private static ResponseEntity<?> opened(Optional<Disclosure> asked) {
        if (asked.isEmpty()) {
            return unknown();
        }
        return switch (asked.get()) {
            case Disclosure.Unrecorded _ -> unrecorded();
            case Disclosure.Answered answer
            when !answer.shown().isEmpty() ->
                ResponseEntity.ok(
                        OpenedView.of(answer.shown().values().iterator().next(), answer));
            case Disclosure.Answered answer ->
                refused(answer.refused().values().iterator().next());
        };
    }

    private static ResponseEntity<?> assigned(boolean done) {
        return done ? ResponseEntity.noContent().build() : unknown();
    }

    static ResponseEntity<?> refused(Disclosure.Refused because) {
        ProblemDetail detail = Problem.detail(HttpStatus.FORBIDDEN, "not-released");
        detail.setProperty(
                "because", because.because().stream().map(BecauseView::of).toList());
        return ResponseEntity.status(HttpStatus.FORBIDDEN).body(detail);
    }

    static ResponseEntity<?> invalid(Map<String, ? extends Enum<?>> faults) {
        ProblemDetail detail = Problem.detail(HttpStatus.UNPROCESSABLE_CONTENT, "invalid");
        detail.setProperty("faults", faults);
        return ResponseEntity.status(HttpStatus.UNPROCESSABLE_CONTENT).body(detail);
    }

    static ResponseEntity<?> unrecorded() {
        return Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "not-recorded");
    }

    private static ResponseEntity<?> unknown() {
        return Problem.of(HttpStatus.NOT_FOUND, "unknown-subject");
    }
}
