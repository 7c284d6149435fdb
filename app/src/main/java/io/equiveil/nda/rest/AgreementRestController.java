package io.equiveil.nda.rest;

import io.equiveil.frame.AllowedTo;
import io.equiveil.identity.SigningProofs.Proof;
import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.nda.AgreementFilter;
import io.equiveil.nda.AgreementKind;
import io.equiveil.nda.AgreementPictures;
import io.equiveil.nda.AgreementQuery;
import io.equiveil.nda.Agreements;
import io.equiveil.nda.Agreements.Reading;
import io.equiveil.nda.EndReason;
import io.equiveil.nda.PromisedMeasures;
import io.equiveil.nda.rest.AgreementViews.AgreementView;
import io.equiveil.nda.rest.AgreementViews.HistoryView;
import io.equiveil.nda.rest.AgreementViews.ListingView;
import io.equiveil.nda.rest.AgreementViews.PromiseView;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Agreements for programs. Writing one starts at the client or the matter that it belongs to.
@RestController
@RequestMapping("/api/agreements")
class AgreementRestController {

    private final Agreements agreements;
    private final AgreementPictures pictures;
    private final PromisedMeasures measures;

    AgreementRestController(Agreements agreements, AgreementPictures pictures, PromisedMeasures measures) {
        this.agreements = agreements;
        this.pictures = pictures;
        this.measures = measures;
    }

    /// @param code current one-time password of the member of staff who signs for the firm
    record SendingRequest(@NotNull @Size(min = 6, max = 8) String code) {}

    /// @param handwriting PNG, base64
    record SignatureRequest(
            @NotNull @Size(min = 6, max = 8) String code,
            @NotNull @Size(min = 6, max = 6) String pin,
            byte @NotNull [] handwriting) {}

    /// @param because why; `LAPSED` is for the clock alone
    record EndRequest(@NotNull EndReason because) {}

    /// Agreements that the asker may know of, newest first, fifty at most.
    ///
    /// @param number as people say it, `EV-0A1B2C3D`
    /// @param after  what the page before gave as `next`
    @GetMapping
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER})
    ResponseEntity<?> list(
            Requester.SignedIn who,
            @RequestParam(defaultValue = "ALL") AgreementFilter filter,
            @RequestParam Optional<AgreementKind> kind,
            @RequestParam Optional<String> number,
            @RequestParam(defaultValue = "") String after) {
        Optional<String> digits = number.flatMap(AgreementQuery::number);
        if (number.isPresent() && digits.isEmpty()) {
            return AgreementViews.notAcceptable("not-acceptable", "NUMBER");
        }
        Agreements.Listing listing =
                agreements.list(who, new AgreementQuery(filter, kind, digits, AgreementQuery.Place.parse(after)));
        return ResponseEntity.ok(new ListingView(
                listing.agreements().stream().map(AgreementView::of).toList(),
                listing.next().map(AgreementQuery.Place::text).orElse(null)));
    }

    @GetMapping("/{id}")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER, Role.CLIENT})
    ResponseEntity<?> show(Requester.SignedIn who, @PathVariable UUID id) {
        return agreements
                .find(who, new AgreementId(id))
                .<ResponseEntity<?>>map(agreement -> ResponseEntity.ok(AgreementView.of(agreement)))
                .orElseGet(AgreementViews::unknown);
    }

    /// What happened to it, the paper, and the codes of its pages.
    @GetMapping("/{id}/history")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER})
    ResponseEntity<?> history(Requester.SignedIn who, @PathVariable UUID id) {
        return agreements
                .history(who, new AgreementId(id))
                .<ResponseEntity<?>>map(history -> ResponseEntity.ok(HistoryView.of(history)))
                .orElseGet(AgreementViews::unknown);
    }

    /// Whether each promised measure holds today.
    @GetMapping("/{id}/measures")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER, Role.CLIENT})
    ResponseEntity<?> measures(Requester.SignedIn who, @PathVariable UUID id) {
        return agreements
                .find(who, new AgreementId(id))
                .<ResponseEntity<?>>map(agreement -> {
                    List<PromiseView> promises = measures.of(agreement.terms()).stream()
                            .map(PromiseView::of)
                            .toList();
                    return ResponseEntity.ok(promises);
                })
                .orElseGet(AgreementViews::unknown);
    }

    @PostMapping("/{id}/sending")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
    ResponseEntity<?> send(Requester.SignedIn who, @PathVariable UUID id, @Valid @RequestBody SendingRequest request) {
        return AgreementViews.answer(
                agreements.send(who, new AgreementId(id), new Proof.AuthenticatorCode(Cleartext.of(request.code()))));
    }

    @PostMapping("/{id}/signature")
    @AllowedTo(Role.CLIENT)
    ResponseEntity<?> sign(
            Requester.SignedIn who, @PathVariable UUID id, @Valid @RequestBody SignatureRequest request) {
        return AgreementViews.answer(agreements.sign(
                who,
                new AgreementId(id),
                new Proof.CodeAndPin(Cleartext.of(request.code()), Cleartext.of(request.pin())),
                Optional.of(request.handwriting())));
    }

    /// Ends an agreement in force, now.
    @PostMapping("/{id}/end")
    @AllowedTo(
            value = {Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER},
            stepUp = true)
    ResponseEntity<?> end(Requester.SignedIn who, @PathVariable UUID id, @Valid @RequestBody EndRequest request) {
        return request.because() == EndReason.LAPSED
                ? AgreementViews.notAcceptable("not-acceptable", "BECAUSE")
                : AgreementViews.answer(agreements.end(who, new AgreementId(id), request.because()));
    }

    /// Withdraws an agreement that is not in force yet.
    @PostMapping("/{id}/cancellation")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER})
    ResponseEntity<?> cancel(Requester.SignedIn who, @PathVariable UUID id) {
        return AgreementViews.answer(agreements.cancel(who, new AgreementId(id)));
    }

    /// The text: as PDF for the counterpart, and for staff who have it signed on paper; else as one JPEG of all
    /// pages with the reader's mark.
    @GetMapping("/{id}/document")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER, Role.CLIENT})
    ResponseEntity<?> document(Requester.SignedIn who, @PathVariable UUID id) {
        return switch (agreements.read(who, new AgreementId(id))) {
            case Reading.Text text -> AgreementViews.sent(pictures.toKeep(text, who));
            case Reading.No no -> AgreementViews.answer(no.result());
        };
    }

    /// The filled Word document of a text written from a template of the firm; not where the gate lets go marked pages
    /// only.
    @GetMapping("/{id}/word")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
    ResponseEntity<?> word(Requester.SignedIn who, @PathVariable UUID id) {
        return switch (agreements.readWord(who, new AgreementId(id))) {
            case Reading.Text(var _, var word, var showing)
            when showing == Agreements.Showing.FILE ->
                ResponseEntity.ok()
                        .contentType(WordTemplatesRestController.WORD)
                        .body(word);
            case Reading.Text _ -> AgreementViews.notAcceptable("not-acceptable", "NO_EXPORT");
            case Reading.No no -> AgreementViews.answer(no.result());
        };
    }
}
