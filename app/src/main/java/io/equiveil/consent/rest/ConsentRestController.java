package io.equiveil.consent.rest;

import io.equiveil.consent.Answer;
import io.equiveil.consent.AnswerResult;
import io.equiveil.consent.ConsentKind;
import io.equiveil.consent.ConsentReceipt;
import io.equiveil.consent.ConsentRecordId;
import io.equiveil.consent.Consents;
import io.equiveil.consent.Means;
import io.equiveil.consent.Notice;
import io.equiveil.consent.NoticeLanguage;
import io.equiveil.consent.ServeNotice;
import io.equiveil.consent.ServeResult;
import io.equiveil.consent.ServedNoticeId;
import io.equiveil.consent.WithdrawResult;
import io.equiveil.consent.rest.ConsentViews.NoticeView;
import io.equiveil.consent.rest.ConsentViews.ReceiptView;
import io.equiveil.consent.rest.ConsentViews.RecordView;
import io.equiveil.consent.rest.ConsentViews.ServedView;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.OpenToAll;
import io.equiveil.frame.Problem;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Notices and consents for programs. A notice that names a buyer is served where the buyer is chosen, not here.
@RestController
@RequestMapping("/api/consent")
class ConsentRestController {

    private final Consents consents;

    ConsentRestController(Consents consents) {
        this.consents = consents;
    }

    /// @param shown content hash of what was shown
    record ServeRequest(
            @NotNull @Size(max = 40) String notice,
            @NotNull @Pattern(regexp = "zh-CN|en") String language,
            @NotNull @Pattern(regexp = "[0-9a-f]{64}") String shown,
            @NotNull Means means) {}

    /// @param notice the showing that is answered
    /// @param kind   the form of the consent; absent means the form that the question asks for
    record AnswerRequest(
            @NotNull UUID notice,
            @NotNull @Size(max = 40) String item,
            boolean yes,
            @Nullable ConsentKind kind,
            @NotNull Means means,
            @Nullable Instant until) {}

    record WithdrawalRequest(@NotNull Means means) {}

    /// @param remaining other bases on which the same purpose still stands
    record WithdrawalView(RecordView record, List<RecordView> remaining) {}

    @GetMapping("/notices")
    @OpenToAll(because = "notices are to be easy to find, read and keep (PIPL art. 17)")
    List<NoticeView> notices(@RequestParam(defaultValue = "zh-CN") @Pattern(regexp = "zh-CN|en") String lang) {
        return consents.notices(NoticeLanguage.parse(lang)).stream()
                .map(NoticeView::of)
                .toList();
    }

    @GetMapping("/notices/{id}")
    @OpenToAll(because = "notices are to be easy to find, read and keep (PIPL art. 17)")
    ResponseEntity<?> notice(
            @PathVariable String id, @RequestParam(defaultValue = "zh-CN") @Pattern(regexp = "zh-CN|en") String lang) {
        return consents.notice(id, NoticeLanguage.parse(lang))
                .<ResponseEntity<?>>map(notice -> ResponseEntity.ok(NoticeView.of(notice)))
                .orElseGet(() -> Problem.of(HttpStatus.NOT_FOUND, "unknown-notice"));
    }

    @PostMapping("/subjects/{subject}/notices")
    @AllowedTo({Role.CLIENT, Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
    ResponseEntity<?> serve(
            Requester.SignedIn who, @PathVariable UUID subject, @Valid @RequestBody ServeRequest request) {
        SubjectId told = new SubjectId(subject);
        ServeResult result = consents.serve(
                who,
                new ServeNotice(
                        Owner.of(told),
                        told,
                        request.notice(),
                        NoticeLanguage.parse(request.language()),
                        Digest.of(HexFormat.of().parseHex(request.shown())),
                        request.means(),
                        Optional.empty(),
                        Map.of()));
        return switch (result) {
            case ServeResult.Served(var served) ->
                ResponseEntity.status(HttpStatus.CREATED).body(ServedView.of(served));
            case ServeResult.Changed(var current) ->
                ResponseEntity.status(HttpStatus.CONFLICT).body(NoticeView.of(current));
            case ServeResult.HandlerUnnamed _ -> Problem.of(HttpStatus.CONFLICT, "firm-unnamed");
            case ServeResult.UnknownNotice _ -> Problem.of(HttpStatus.NOT_FOUND, "unknown-notice");
            case ServeResult.RecipientMissing _ -> Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "recipient-missing");
            case ServeResult.NotYours _ -> Problem.of(HttpStatus.NOT_FOUND, "unknown-subject");
        };
    }

    @GetMapping("/subjects/{subject}/notices")
    @AllowedTo({Role.CLIENT, Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER})
    ResponseEntity<?> served(Requester.SignedIn who, @PathVariable UUID subject) {
        SubjectId told = new SubjectId(subject);
        return mayRead(who, told)
                ? ResponseEntity.ok(
                        consents.servedTo(told).stream().map(ServedView::of).toList())
                : Problem.of(HttpStatus.NOT_FOUND, "unknown-subject");
    }

    @GetMapping("/subjects/{subject}/records")
    @AllowedTo({Role.CLIENT, Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER})
    ResponseEntity<?> records(Requester.SignedIn who, @PathVariable UUID subject) {
        SubjectId asked = new SubjectId(subject);
        return mayRead(who, asked)
                ? ResponseEntity.ok(
                        consents.recordsOf(asked).stream().map(RecordView::of).toList())
                : Problem.of(HttpStatus.NOT_FOUND, "unknown-subject");
    }

    @PostMapping("/answers")
    @AllowedTo({Role.CLIENT, Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
    ResponseEntity<?> answer(Requester.SignedIn who, @Valid @RequestBody AnswerRequest request) {
        ServedNoticeId notice = new ServedNoticeId(request.notice());
        ConsentKind kind = request.kind() != null ? request.kind() : asked(notice, request.item());
        AnswerResult result = consents.answer(
                who,
                new Answer(
                        notice,
                        request.item(),
                        request.yes(),
                        kind,
                        request.means(),
                        Optional.ofNullable(request.until())));
        return switch (result) {
            case AnswerResult.Answered(var record) ->
                ResponseEntity.status(HttpStatus.CREATED).body(RecordView.of(record));
            case AnswerResult.NoticeNotServed _ -> Problem.of(HttpStatus.CONFLICT, "notice-not-served");
            case AnswerResult.UnknownItem _ -> Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "unknown-item");
            case AnswerResult.FormTooWeak _ -> Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "consent-form-too-weak");
            case AnswerResult.NotYours _ -> Problem.of(HttpStatus.NOT_FOUND, "unknown-subject");
        };
    }

    @PostMapping("/records/{id}/withdrawal")
    @AllowedTo({Role.CLIENT, Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
    ResponseEntity<?> withdraw(
            Requester.SignedIn who, @PathVariable UUID id, @Valid @RequestBody WithdrawalRequest request) {
        return switch (consents.withdraw(who, new ConsentRecordId(id), request.means())) {
            case WithdrawResult.Withdrawn(var record, var remaining) ->
                ResponseEntity.status(HttpStatus.CREATED)
                        .body(new WithdrawalView(
                                RecordView.of(record),
                                remaining.stream().map(RecordView::of).toList()));
            case WithdrawResult.NothingToWithdraw _ -> Problem.of(HttpStatus.CONFLICT, "nothing-to-withdraw");
            case WithdrawResult.NotByConsent _ -> Problem.of(HttpStatus.CONFLICT, "not-by-consent");
            case WithdrawResult.NotYours _ -> Problem.of(HttpStatus.NOT_FOUND, "unknown-record");
        };
    }

    @GetMapping("/records/{id}/receipt")
    @AllowedTo({Role.CLIENT, Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER})
    ResponseEntity<?> receipt(Requester.SignedIn who, @PathVariable UUID id) {
        return consents.receipt(new ConsentRecordId(id))
                .filter(receipt -> mayRead(who, receipt))
                .<ResponseEntity<?>>map(receipt -> ResponseEntity.ok(ReceiptView.of(receipt)))
                .orElseGet(() -> Problem.of(HttpStatus.NOT_FOUND, "unknown-record"));
    }

    private ConsentKind asked(ServedNoticeId notice, String item) {
        return consents.served(notice)
                .flatMap(served -> consents.notice(served.notice(), served.language()))
                .flatMap(notice1 -> notice1.item(item))
                .map(Notice.Item::kind)
                .orElse(ConsentKind.GENERAL);
    }

    private boolean mayRead(Requester.SignedIn who, SubjectId subject) {
        return who.has(Role.COMPLIANCE_OFFICER) || consents.mayAct(who, Owner.of(subject), subject);
    }

    private boolean mayRead(Requester.SignedIn who, ConsentReceipt receipt) {
        return who.has(Role.COMPLIANCE_OFFICER)
                || consents.mayAct(
                        who, receipt.present().owner(), receipt.present().subject());
    }
}
