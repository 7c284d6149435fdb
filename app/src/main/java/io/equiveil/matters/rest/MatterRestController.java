package io.equiveil.matters.rest;

import static io.equiveil.kernel.Role.ADVISOR;
import static io.equiveil.kernel.Role.AUDITOR;
import static io.equiveil.kernel.Role.CLIENT;
import static io.equiveil.kernel.Role.COMPLIANCE_OFFICER;
import static io.equiveil.kernel.Role.DEPARTMENT_HEAD;
import static io.equiveil.kernel.Role.OWNER;
import static io.equiveil.kernel.Role.PARTNER;
import static io.equiveil.matters.rest.MatterViews.answer;

import io.equiveil.frame.AllowedTo;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.AbandonReason;
import io.equiveil.matters.CompanyForm;
import io.equiveil.matters.ListSetting;
import io.equiveil.matters.ListView;
import io.equiveil.matters.MandateForm;
import io.equiveil.matters.MatterResult;
import io.equiveil.matters.Matters;
import io.equiveil.matters.Whose;
import io.equiveil.matters.rest.MatterViews.CardView;
import io.equiveil.matters.rest.MatterViews.MatterView;
import io.equiveil.matters.rest.MatterViews.OldBooksView;
import io.equiveil.matters.rest.MatterViews.PointView;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Matters for programs: opened, listed, taken from stage to stage, closed.
@RestController
@RequestMapping("/api/matters")
class MatterRestController {

    private final Matters matters;

    MatterRestController(Matters matters) {
        this.matters = matters;
    }

    /// @param targetName  full name of the company whose shares are transferred
    /// @param targetCode  its unified social credit code, as far as it is known
    /// @param ownInterest whether the one who opens the matter has an interest of its own in it
    record OpeningRequest(
            @NotNull @Size(min = 1, max = 40) String codeName,
            @NotNull CompanyForm form,
            @NotNull MandateForm mandate,
            @NotNull UUID seller,
            @NotNull @Size(min = 1, max = 200) String targetName,
            @Nullable @Size(max = 30) String targetCode,
            @NotNull Boolean ownInterest) {}

    record AbandonRequest(@NotNull AbandonReason reason) {}

    record StageRequest(@NotNull MatterStage to) {}

    @PostMapping
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ResponseEntity<?> open(Requester.SignedIn who, @Valid @RequestBody OpeningRequest request) {
        return answer(matters.open(
                who,
                new Matters.Mandate(
                        request.codeName(),
                        request.form(),
                        request.mandate(),
                        new SubjectId(request.seller()),
                        Cleartext.of(request.targetName()),
                        Optional.ofNullable(request.targetCode())
                                .filter(code -> !code.isBlank())
                                .map(Cleartext::of),
                        request.ownInterest())));
    }

    @GetMapping
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER, AUDITOR, CLIENT, PARTNER})
    List<MatterView> index(Requester.SignedIn who) {
        return matters.of(who).stream().map(MatterView::of).toList();
    }

    /// Open matters with what comes next in each, the next date first; as the board of the pages has them.
    ///
    /// @param whose as it was chosen last if nothing is said
    @GetMapping("/board")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER, AUDITOR})
    List<CardView> board(Requester.SignedIn who, @RequestParam Optional<Whose> whose) {
        return matters.board(who, whose.orElseGet(() -> matters.listSetting(who).whose())).stream()
                .map(CardView::of)
                .toList();
    }

    record ViewRequest(@NotNull ListView view, @NotNull Whose whose) {}

    @GetMapping("/view")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER, AUDITOR})
    ListSetting shownAs(Requester.SignedIn who) {
        return matters.listSetting(who);
    }

    /// Keeps how the reader likes to see open matters.
    @PutMapping("/view")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER, AUDITOR})
    ListSetting showAs(Requester.SignedIn who, @Valid @RequestBody ViewRequest request) {
        matters.showAs(who, new ListSetting(request.view(), request.whose()));
        return matters.listSetting(who);
    }

    @GetMapping("/{id}")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER, AUDITOR, CLIENT, PARTNER})
    ResponseEntity<?> show(Requester.SignedIn who, @PathVariable UUID id) {
        return matters.find(who, new MatterId(id))
                .<ResponseEntity<?>>map(matter -> ResponseEntity.ok(MatterView.of(matter)))
                .orElseGet(() -> answer(new MatterResult.Unknown()));
    }

    @PostMapping("/{id}/stage")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ResponseEntity<?> advance(Requester.SignedIn who, @PathVariable UUID id, @Valid @RequestBody StageRequest request) {
        return answer(matters.advance(who, new MatterId(id), request.to()));
    }

    /// @param targetName  full name of the company whose shares are transferred
    /// @param targetCode  its unified social credit code, as far as it is known
    /// @param ownInterest whether the one who takes the matter up has an interest of its own in it
    record TakingUpRequest(
            @NotNull @Size(min = 1, max = 200) String targetName,
            @Nullable @Size(max = 30) String targetCode,
            @NotNull Boolean ownInterest) {}

    /// Takes a matter from the old books up, once the seller's agreement and consent are there.
    @PostMapping("/{id}/taking-up")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ResponseEntity<?> takeUp(
            Requester.SignedIn who, @PathVariable UUID id, @Valid @RequestBody TakingUpRequest request) {
        return answer(matters.takeUp(
                who,
                new MatterId(id),
                Cleartext.of(request.targetName().strip()),
                Optional.ofNullable(request.targetCode())
                        .filter(code -> !code.isBlank())
                        .map(Cleartext::of),
                request.ownInterest()));
    }

    /// How a matter from the old books stood when it was brought in.
    @GetMapping("/{id}/old-books")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER, AUDITOR})
    ResponseEntity<?> oldBooks(Requester.SignedIn who, @PathVariable UUID id) {
        return matters.find(who, new MatterId(id))
                .<ResponseEntity<?>>map(
                        _ -> ResponseEntity.ok(OldBooksView.of(matters.oldMatter(who, new MatterId(id)))))
                .orElseGet(() -> answer(new MatterResult.Unknown()));
    }

    @PostMapping("/{id}/closure")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ResponseEntity<?> close(Requester.SignedIn who, @PathVariable UUID id) {
        return answer(matters.close(who, new MatterId(id)));
    }

    /// Ends the matter without a transfer.
    @PostMapping("/{id}/abandonment")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ResponseEntity<?> abandon(
            Requester.SignedIn who, @PathVariable UUID id, @Valid @RequestBody AbandonRequest request) {
        return answer(matters.abandon(who, new MatterId(id), request.reason()));
    }

    /// The matter's way, stage by stage, with what has to be done in each; for the firm's people and for the
    /// parties.
    @GetMapping("/{id}/time-line")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER, AUDITOR, CLIENT})
    ResponseEntity<?> timeLine(Requester.SignedIn who, @PathVariable UUID id) {
        return matters.find(who, new MatterId(id))
                .<ResponseEntity<?>>map(matter -> ResponseEntity.ok(
                        matters.timeLine(matter).stream().map(PointView::of).toList()))
                .orElseGet(() -> answer(new MatterResult.Unknown()));
    }
}
