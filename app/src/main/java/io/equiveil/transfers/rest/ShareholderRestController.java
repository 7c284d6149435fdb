package io.equiveil.transfers.rest;

import static io.equiveil.kernel.Role.ADVISOR;
import static io.equiveil.kernel.Role.AUDITOR;
import static io.equiveil.kernel.Role.COMPLIANCE_OFFICER;
import static io.equiveil.kernel.Role.DEPARTMENT_HEAD;
import static io.equiveil.kernel.Role.OWNER;
import static io.equiveil.transfers.rest.TransferViews.answer;

import io.equiveil.disclosure.Disclosure;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Problem;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Requester;
import io.equiveil.transfers.Preemption;
import io.equiveil.transfers.Shareholder;
import io.equiveil.transfers.ShareholderId;
import io.equiveil.transfers.TransferResult;
import io.equiveil.transfers.Transfers;
import io.equiveil.transfers.rest.TransferViews.FactsView;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
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

/// The other shareholders of a company for programs.
@RestController
@RequestMapping("/api/matters/{id}/shareholders")
class ShareholderRestController {

    private final Transfers transfers;

    ShareholderRestController(Transfers transfers) {
        this.transfers = transfers;
    }

    record BasisRequest(@NotNull Preemption.Basis basis) {}

    /// @param share its share of the capital in percent
    record ShareholderRequest(
            @NotNull @Size(max = 200) String name,
            @Nullable @Size(max = 300) String contact,
            @NotNull @Size(max = 20) String share) {}

    /// @param received empty as long as the notice is on its way
    record NoticeRequest(@NotNull LocalDate sent, @Nullable LocalDate received) {}

    record ReplyRequest(
            @NotNull Shareholder.Reply reply,
            @NotNull LocalDate on,
            @Nullable @Size(max = 1000) String words) {}

    /// Names, contributions and replies through the gate.
    @GetMapping
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER, AUDITOR})
    ResponseEntity<?> read(
            Requester.SignedIn who, @PathVariable UUID id, @RequestParam(defaultValue = "true") boolean masked) {
        MatterId matter = new MatterId(id);
        if (transfers.of(who, matter).isEmpty()) {
            return answer(new TransferResult.Unknown());
        }
        return transfers
                .readShareholders(who, matter, masked)
                .<ResponseEntity<?>>map(read -> switch (read.answer()) {
                    case Disclosure.Unrecorded _ -> Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "not-recorded");
                    case Disclosure.Answered answered when answered.shown().isEmpty() -> refused(answered);
                    case Disclosure.Answered _ ->
                        ResponseEntity.ok(read.facts().entrySet().stream()
                                .map(each -> FactsView.of(
                                        each.getKey(),
                                        each.getValue(),
                                        read.parts().get(each.getKey())))
                                .toList());
                })
                .orElseGet(() -> ResponseEntity.ok(List.of()));
    }

    @PutMapping("/basis")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ResponseEntity<?> basis(Requester.SignedIn who, @PathVariable UUID id, @Valid @RequestBody BasisRequest request) {
        return answer(transfers.setBasis(who, new MatterId(id), request.basis()));
    }

    @PostMapping
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ResponseEntity<?> enter(
            Requester.SignedIn who, @PathVariable UUID id, @Valid @RequestBody ShareholderRequest request) {
        return answer(transfers.enterShareholder(
                who,
                new MatterId(id),
                Cleartext.of(request.name()),
                Cleartext.of(Optional.ofNullable(request.contact()).orElse("")),
                Cleartext.of(request.share())));
    }

    @DeleteMapping("/{shareholder}")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ResponseEntity<?> remove(Requester.SignedIn who, @PathVariable UUID id, @PathVariable UUID shareholder) {
        return answer(transfers.removeShareholder(who, new MatterId(id), new ShareholderId(shareholder)));
    }

    @PutMapping("/{shareholder}/notice")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ResponseEntity<?> notice(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID shareholder,
            @Valid @RequestBody NoticeRequest request) {
        return answer(transfers.recordNotice(
                who,
                new MatterId(id),
                new ShareholderId(shareholder),
                request.sent(),
                Optional.ofNullable(request.received())));
    }

    @PutMapping("/{shareholder}/reply")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ResponseEntity<?> reply(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID shareholder,
            @Valid @RequestBody ReplyRequest request) {
        return answer(transfers.recordReply(
                who,
                new MatterId(id),
                new ShareholderId(shareholder),
                request.reply(),
                request.on(),
                Cleartext.of(Optional.ofNullable(request.words()).orElse(""))));
    }

    /// Shareholders who exercised their right buy instead of the outside buyers.
    @PostMapping("/purchase")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ResponseEntity<?> purchase(Requester.SignedIn who, @PathVariable UUID id) {
        return answer(transfers.letShareholdersBuy(who, new MatterId(id)));
    }

    /// What the notice to one shareholder says, through the gate.
    @GetMapping("/{shareholder}/letter")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ResponseEntity<?> letter(Requester.SignedIn who, @PathVariable UUID id, @PathVariable UUID shareholder) {
        return transfers
                .readLetter(who, new MatterId(id), new ShareholderId(shareholder))
                .<ResponseEntity<?>>map(answer -> switch (answer) {
                    case Disclosure.Unrecorded _ -> Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "not-recorded");
                    case Disclosure.Answered answered when !answered.refused().isEmpty() -> refused(answered);
                    case Disclosure.Answered answered -> {
                        Map<String, String> fields = new TreeMap<>();
                        answered.shown()
                                .values()
                                .forEach(shown -> shown.fields()
                                        .forEach((name, value) -> fields.put(name, value.revealForDisplay())));
                        yield ResponseEntity.ok(fields);
                    }
                })
                .orElseGet(() -> answer(new TransferResult.Unknown()));
    }

    private static ResponseEntity<?> refused(Disclosure.Answered answered) {
        ProblemDetail detail = Problem.detail(HttpStatus.FORBIDDEN, "refused-by-gate");
        detail.setProperty(
                "because",
                answered.refused().values().stream()
                        .flatMap(refused -> refused.because().stream())
                        .distinct()
                        .toList());
        return Problem.of(detail);
    }
}
