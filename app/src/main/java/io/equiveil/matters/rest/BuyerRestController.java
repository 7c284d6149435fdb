package io.equiveil.matters.rest;

import static io.equiveil.kernel.Role.ADVISOR;
import static io.equiveil.kernel.Role.CLIENT;
import static io.equiveil.kernel.Role.DEPARTMENT_HEAD;
import static io.equiveil.kernel.Role.OWNER;
import static io.equiveil.matters.rest.MatterViews.answer;

import io.equiveil.consent.NoticeLanguage;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Problem;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.BuyerAnswer;
import io.equiveil.matters.BuyerConsent;
import io.equiveil.matters.BuyerConsent.Item;
import io.equiveil.matters.BuyerConsent.State;
import io.equiveil.matters.Matters;
import io.equiveil.matters.Standing;
import io.equiveil.nda.AgreementResult;
import io.equiveil.nda.WantedTerms;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Buyers of a matter for programs: invited, decided about by the seller, sent away.
@RestController
@RequestMapping("/api/matters")
class BuyerRestController {

    private final Matters matters;

    BuyerRestController(Matters matters) {
        this.matters = matters;
    }

    record SubjectRequest(@NotNull UUID subject) {}

    record LanguageRequest(
            @NotNull @Pattern(regexp = "zh-CN|en") String language) {}

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
            @Valid @RequestBody PreparationRequest request) {
        WantedTerms wanted = request.terms() == null ? WantedTerms.usual() : request.terms();
        return switch (wanted.read()) {
            case WantedTerms.Read.Faulty(var faults) -> {
                ProblemDetail detail = Problem.detail(HttpStatus.UNPROCESSABLE_CONTENT, "not-acceptable");
                detail.setProperty(
                        "faults", faults.stream().map(Enum::name).sorted().toList());
                yield Problem.of(detail);
            }
            case WantedTerms.Read.Sound(var terms) ->
                prepared(matters.prepareBuyerAgreement(
                        who, new MatterId(id), new SubjectId(buyer), Locale.forLanguageTag(request.language()), terms));
        };
    }

    /// @param terms what is left out is as usual
    record PreparationRequest(
            @NotNull @Pattern(regexp = "zh-CN|en") String language,
            @Nullable WantedTerms terms) {}

    private static ResponseEntity<?> prepared(AgreementResult result) {
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
            case AgreementResult.NotNow _,
                    AgreementResult.ProofRefused _,
                    AgreementResult.Unacceptable _,
                    AgreementResult.FileRefused _ -> Problem.of(HttpStatus.CONFLICT, "agreement-not-prepared");
        };
    }

    /// How the seller has answered about each buyer.
    record AnswerView(UUID buyer, Standing standing, boolean signed, State disclose, State complete) {
        static AnswerView of(BuyerConsent consent) {
            return new AnswerView(
                    consent.buyer().value(),
                    consent.standing(),
                    consent.signed(),
                    consent.disclose(),
                    consent.complete());
        }
    }

    /// The seller's answers about the buyers of its matter; nobody else has any.
    @GetMapping("/{id}/admissions")
    @AllowedTo(CLIENT)
    List<AnswerView> admissions(Requester.SignedIn who, @PathVariable UUID id) {
        return matters.buyerConsents(who, new MatterId(id)).stream()
                .map(AnswerView::of)
                .toList();
    }

    /// @param shown hash of the notice's text as it was shown, lower-case hex
    record AdmissionsRequest(
            @NotNull @Pattern(regexp = "zh-CN|en") String language,
            @NotNull @Pattern(regexp = "[0-9a-f]{64}") String shown,
            @NotEmpty List<@Valid AnswerRequest> answers) {}

    /// One answer for each purpose; a no where a yes stood takes it back.
    record AnswerRequest(
            @NotNull UUID buyer,
            @NotNull Boolean disclose,
            @NotNull Boolean complete) {}

    @PostMapping("/{id}/admissions")
    @AllowedTo(CLIENT)
    ResponseEntity<?> decide(
            Requester.SignedIn who, @PathVariable UUID id, @Valid @RequestBody AdmissionsRequest request) {
        return answer(matters.decideOnBuyers(
                who,
                new MatterId(id),
                request.answers().stream()
                        .map(each -> new BuyerAnswer(new SubjectId(each.buyer()), each.disclose(), each.complete()))
                        .toList(),
                NoticeLanguage.parse(request.language()),
                Digest.of(HexFormat.of().parseHex(request.shown()))));
    }

    /// Takes one of the two answers about a buyer back; the other stands.
    @DeleteMapping("/{id}/admissions/{buyer}/{item}")
    @AllowedTo(CLIENT)
    ResponseEntity<?> takeBack(
            Requester.SignedIn who, @PathVariable UUID id, @PathVariable UUID buyer, @PathVariable Item item) {
        return answer(matters.takeBack(who, new MatterId(id), new SubjectId(buyer), item));
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
}
