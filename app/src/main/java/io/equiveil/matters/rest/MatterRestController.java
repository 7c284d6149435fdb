package io.equiveil.matters.rest;

import static io.equiveil.kernel.Role.ADVISOR;
import static io.equiveil.kernel.Role.AUDITOR;
import static io.equiveil.kernel.Role.CLIENT;
import static io.equiveil.kernel.Role.COMPLIANCE_OFFICER;
import static io.equiveil.kernel.Role.DEPARTMENT_HEAD;
import static io.equiveil.kernel.Role.OWNER;
import static io.equiveil.kernel.Role.PARTNER;

import io.equiveil.consent.NoticeLanguage;
import io.equiveil.disclosure.Disclosure;
import io.equiveil.disclosure.Disclosures;
import io.equiveil.disclosure.Disclosures.Wanted;
import io.equiveil.disclosure.Disclosures.Why;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Problem;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.DocumentId;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.PartnerId;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.CompanyForm;
import io.equiveil.matters.DestructionCertificate;
import io.equiveil.matters.LegalStep;
import io.equiveil.matters.MandateForm;
import io.equiveil.matters.MatterResult;
import io.equiveil.matters.MatterSummary;
import io.equiveil.matters.Matters;
import io.equiveil.nda.AgreementResult;
import io.equiveil.vault.KeyCustody.Destruction;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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

/// Matters for programs.
@RestController
@RequestMapping("/api/matters")
class MatterRestController {

    private final Matters matters;
    private final Disclosures disclosures;

    MatterRestController(Matters matters, Disclosures disclosures) {
        this.matters = matters;
        this.disclosures = disclosures;
    }

    record OpeningRequest(
            @NotNull @Size(min = 1, max = 40) String codeName,
            @NotNull CompanyForm form,
            @NotNull MandateForm mandate,
            @NotNull UUID seller) {}

    record StageRequest(@NotNull MatterStage to) {}

    record SubjectRequest(@NotNull UUID subject) {}

    record PersonRequest(@NotNull UUID person) {}

    record PartnerRequest(@NotNull UUID partner) {}

    record StepRequest(@NotNull LocalDate on, @Nullable UUID document) {}

    record DueRequest(@NotNull LocalDate due) {}

    record DealRequest(@NotEmpty Map<String, @Size(max = 500) String> fields) {}

    @PostMapping
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ResponseEntity<?> open(Requester.SignedIn who, @Valid @RequestBody OpeningRequest request) {
        return answer(matters.open(
                who,
                new Matters.Mandate(
                        request.codeName(), request.form(), request.mandate(), new SubjectId(request.seller()))));
    }

    @GetMapping
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER, AUDITOR, CLIENT, PARTNER})
    List<MatterView> index(Requester.SignedIn who) {
        return matters.of(who).stream().map(MatterView::of).toList();
    }

    @GetMapping("/{id}")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER, AUDITOR, CLIENT, PARTNER})
    ResponseEntity<?> show(Requester.SignedIn who, @PathVariable UUID id) {
        return matters.find(who, new MatterId(id))
                .<ResponseEntity<?>>map(matter -> ResponseEntity.ok(MatterView.of(matter)))
                .orElseGet(() -> answer(new MatterResult.Unknown()));
    }

    @PutMapping("/{id}/deal")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ResponseEntity<?> sealDeal(Requester.SignedIn who, @PathVariable UUID id, @Valid @RequestBody DealRequest request) {
        Map<String, Cleartext> fields = new HashMap<>();
        request.fields().forEach((name, value) -> fields.put(name, Cleartext.of(value)));
        return answer(matters.sealDeal(who, new MatterId(id), fields));
    }

    /// Facts of the deal, through the gate.
    @GetMapping("/{id}/deal")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER, AUDITOR, CLIENT, PARTNER})
    ResponseEntity<?> deal(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "MANDATE") Purpose purpose,
            @RequestParam(defaultValue = "false") boolean masked) {
        MatterId matter = new MatterId(id);
        if (matters.find(who, matter).isEmpty()) {
            return answer(new MatterResult.Unknown());
        }
        Address intent = Matters.dealAddress(matter, InformationClass.DEAL_INTENT);
        Address detail = Matters.dealAddress(matter, InformationClass.DEAL_DETAIL);
        List<Wanted> wanted = List.of(
                new Wanted(intent, masked, java.util.Set.copyOf(Matters.INTENT_FIELDS)),
                new Wanted(detail, masked, java.util.Set.copyOf(Matters.DETAIL_FIELDS)));
        return switch (disclosures.open(who, wanted, Why.of(purpose, matter))) {
            case Disclosure.Unrecorded _ -> Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "not-recorded");
            case Disclosure.Answered answered -> {
                Map<String, String> fields = new HashMap<>();
                answered.shown()
                        .values()
                        .forEach(shown ->
                                shown.fields().forEach((name, value) -> fields.put(name, value.revealForDisplay())));
                if (fields.isEmpty() && !answered.refused().isEmpty()) {
                    ProblemDetail detailed = Problem.detail(HttpStatus.FORBIDDEN, "refused-by-gate");
                    detailed.setProperty("refused", refusals(answered));
                    yield Problem.of(detailed);
                }
                yield ResponseEntity.ok(Map.of("fields", fields, "refused", refusals(answered)));
            }
        };
    }

    private static List<Map<String, Object>> refusals(Disclosure.Answered answered) {
        return answered.refused().entrySet().stream()
                .map(refused -> Map.<String, Object>of(
                        "class",
                        refused.getKey().informationClass().name(),
                        "because",
                        refused.getValue().because()))
                .toList();
    }

    @PostMapping("/{id}/stage")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ResponseEntity<?> advance(Requester.SignedIn who, @PathVariable UUID id, @Valid @RequestBody StageRequest request) {
        return answer(matters.advance(who, new MatterId(id), request.to()));
    }

    @PostMapping("/{id}/buyers")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ResponseEntity<?> invite(
            Requester.SignedIn who, @PathVariable UUID id, @Valid @RequestBody SubjectRequest request) {
        return answer(matters.invite(who, new MatterId(id), new SubjectId(request.subject())));
    }

    /// Writes the buyer's agreement for this matter.
    @PostMapping("/{id}/buyers/{buyer}/agreement")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ResponseEntity<?> prepareAgreement(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID buyer,
            @Valid @RequestBody LanguageRequest request) {
        AgreementResult result = matters.prepareBuyerAgreement(
                who, new MatterId(id), new SubjectId(buyer), Locale.forLanguageTag(request.language()));
        return switch (result) {
            case AgreementResult.Done(var agreement) ->
                ResponseEntity.status(HttpStatus.CREATED)
                        .body(Map.of("agreement", agreement.id().value(), "state", agreement.state()));
            case AgreementResult.Refused(var refusal) -> {
                ProblemDetail detailed = Problem.detail(HttpStatus.FORBIDDEN, "refused-by-gate");
                detailed.setProperty("refused", refusal.because());
                yield Problem.of(detailed);
            }
            case AgreementResult.Unrecorded _ -> Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "not-recorded");
            case AgreementResult.Unknown _ -> Problem.of(HttpStatus.NOT_FOUND, "unknown-matter");
            case AgreementResult.NotNow _, AgreementResult.ProofRefused _, AgreementResult.Unacceptable _ ->
                Problem.of(HttpStatus.CONFLICT, "agreement-not-prepared");
        };
    }

    /// @param shown hash of the notice's text as it was shown, lower-case hex
    record AdmissionRequest(
            @NotNull @Pattern(regexp = "zh-CN|en") String language,
            @NotNull @Pattern(regexp = "[0-9a-f]{64}") String shown) {}

    record LanguageRequest(
            @NotNull @Pattern(regexp = "zh-CN|en") String language) {}

    @PostMapping("/{id}/buyers/{buyer}/admission")
    @AllowedTo(CLIENT)
    ResponseEntity<?> admit(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID buyer,
            @Valid @RequestBody AdmissionRequest request) {
        return answer(matters.admit(
                who,
                new MatterId(id),
                new SubjectId(buyer),
                NoticeLanguage.parse(request.language()),
                Digest.of(HexFormat.of().parseHex(request.shown()))));
    }

    @DeleteMapping("/{id}/buyers/{buyer}")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, CLIENT})
    ResponseEntity<?> dismiss(Requester.SignedIn who, @PathVariable UUID id, @PathVariable UUID buyer) {
        return answer(matters.dismiss(who, new MatterId(id), new SubjectId(buyer)));
    }

    @PostMapping("/{id}/told-of-both")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ResponseEntity<?> tell(Requester.SignedIn who, @PathVariable UUID id, @Valid @RequestBody SubjectRequest request) {
        return answer(matters.tellOfBoth(who, new MatterId(id), new SubjectId(request.subject())));
    }

    @PostMapping("/{id}/team")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ResponseEntity<?> join(Requester.SignedIn who, @PathVariable UUID id, @Valid @RequestBody PersonRequest request) {
        return answer(matters.join(who, new MatterId(id), new PersonId(request.person())));
    }

    @DeleteMapping("/{id}/team/{person}")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ResponseEntity<?> leave(Requester.SignedIn who, @PathVariable UUID id, @PathVariable UUID person) {
        return answer(matters.leave(who, new MatterId(id), new PersonId(person)));
    }

    @PostMapping("/{id}/partners")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ResponseEntity<?> engage(
            Requester.SignedIn who, @PathVariable UUID id, @Valid @RequestBody PartnerRequest request) {
        return answer(matters.engage(who, new MatterId(id), new PartnerId(request.partner())));
    }

    @DeleteMapping("/{id}/partners/{partner}")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ResponseEntity<?> release(Requester.SignedIn who, @PathVariable UUID id, @PathVariable UUID partner) {
        return answer(matters.release(who, new MatterId(id), new PartnerId(partner)));
    }

    @PostMapping("/{id}/steps/{step}")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ResponseEntity<?> complete(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable LegalStep step,
            @Valid @RequestBody StepRequest request) {
        return answer(matters.completeStep(
                who,
                new MatterId(id),
                step,
                request.on(),
                Optional.ofNullable(request.document()).map(DocumentId::new)));
    }

    @PutMapping("/{id}/steps/{step}/due")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ResponseEntity<?> schedule(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable LegalStep step,
            @Valid @RequestBody DueRequest request) {
        return answer(matters.scheduleStep(who, new MatterId(id), step, request.due()));
    }

    @PostMapping("/{id}/closure")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ResponseEntity<?> close(Requester.SignedIn who, @PathVariable UUID id) {
        return answer(matters.close(who, new MatterId(id)));
    }

    @PostMapping("/{id}/destruction-request")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ResponseEntity<?> askDestruction(Requester.SignedIn who, @PathVariable UUID id) {
        return answer(matters.askDestruction(who, new MatterId(id)));
    }

    @PostMapping("/{id}/destruction")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER})
    ResponseEntity<?> approveDestruction(Requester.SignedIn who, @PathVariable UUID id) {
        return answer(matters.approveDestruction(who, new MatterId(id)));
    }

    @GetMapping("/{id}/certificate")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER, AUDITOR, CLIENT})
    ResponseEntity<?> certificate(Requester.SignedIn who, @PathVariable UUID id) {
        MatterId matter = new MatterId(id);
        return matters.find(who, matter)
                .flatMap(_ -> matters.certificate(matter))
                .<ResponseEntity<?>>map(certificate -> ResponseEntity.ok(CertificateView.of(certificate)))
                .orElseGet(() -> answer(new MatterResult.Unknown()));
    }

    /// A matter as programs see it.
    record MatterView(
            UUID id,
            String codeName,
            String form,
            String mandate,
            String stage,
            Instant openedAt,
            @Nullable Instant closedAt,
            List<PartyView> parties,
            List<MemberView> team,
            List<UUID> partners,
            List<StepView> steps) {

        static MatterView of(MatterSummary matter) {
            return new MatterView(
                    matter.id().value(),
                    matter.codeName(),
                    matter.form().name(),
                    matter.mandate().name(),
                    matter.stage().name(),
                    matter.openedAt(),
                    matter.closedAt().orElse(null),
                    matter.parties().stream()
                            .map(party -> new PartyView(
                                    party.subject().value(),
                                    party.side().name(),
                                    party.standing().name(),
                                    party.toldOfBoth()))
                            .toList(),
                    matter.team().stream()
                            .map(member -> new MemberView(member.person().value(), member.lead()))
                            .toList(),
                    matter.partners().stream().map(PartnerId::value).toList(),
                    matter.steps().stream()
                            .map(step -> new StepView(
                                    step.step().name(),
                                    step.due().orElse(null),
                                    step.done().orElse(null)))
                            .toList());
        }
    }

    record PartyView(UUID subject, String side, String standing, boolean toldOfBoth) {}

    record MemberView(UUID person, boolean lead) {}

    record StepView(
            String step, @Nullable LocalDate due, @Nullable LocalDate done) {}

    record CertificateView(UUID matter, String codeName, List<GroupView> destroyed, Map<String, String> kept) {

        static CertificateView of(DestructionCertificate certificate) {
            return new CertificateView(
                    certificate.matter().value(),
                    certificate.codeName(),
                    certificate.destroyed().stream().map(GroupView::of).toList(),
                    certificate.kept().entrySet().stream()
                            .collect(Collectors.toMap(each -> each.getKey().name(), Map.Entry::getValue)));
        }
    }

    /// @param state            CLOSED, UNRECOVERABLE or NOT_DESTROYED
    /// @param unrecoverableBy  when it is certain to be gone, as far as measured
    record GroupView(
            String group,
            String state,
            @Nullable Instant closedAt,
            @Nullable Instant unrecoverableBy) {

        static GroupView of(DestructionCertificate.Group group) {
            return switch (group.destruction()) {
                case Destruction.NotDestroyed _ -> new GroupView(group.group().name(), "NOT_DESTROYED", null, null);
                case Destruction.Closed(var at, var by) ->
                    new GroupView(group.group().name(), "CLOSED", at, by);
                case Destruction.Unrecoverable(var at, var since) ->
                    new GroupView(group.group().name(), "UNRECOVERABLE", at, since);
            };
        }
    }

    static ResponseEntity<?> answer(MatterResult result) {
        return switch (result) {
            case MatterResult.Done done -> ResponseEntity.ok(MatterView.of(done.matter()));
            case MatterResult.Unknown _ -> Problem.of(HttpStatus.NOT_FOUND, "unknown-matter");
            case MatterResult.Blocked(var blockers) -> {
                ProblemDetail detail = Problem.detail(HttpStatus.CONFLICT, "matter-blocked");
                detail.setProperty("blockers", blockers);
                yield Problem.of(detail);
            }
        };
    }
}
