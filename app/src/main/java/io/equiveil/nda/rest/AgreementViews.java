package io.equiveil.nda.rest;

import io.equiveil.disclosure.Disclosure;
import io.equiveil.frame.Problem;
import io.equiveil.kernel.ControlId;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.nda.AgreementHistory;
import io.equiveil.nda.AgreementHistory.Event;
import io.equiveil.nda.AgreementHistory.PaperSheet;
import io.equiveil.nda.AgreementPictures;
import io.equiveil.nda.AgreementResult;
import io.equiveil.nda.AgreementSummary;
import io.equiveil.nda.EndReason;
import io.equiveil.nda.Liability;
import io.equiveil.nda.PromisedMeasures.Promise;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/// Agreements as programs see them, and what comes of acting upon them.
final class AgreementViews {

    private AgreementViews() {}

    /// An agreement.
    record AgreementView(
            UUID id,
            String number,
            String kind,
            String state,
            String medium,
            UUID subject,
            @Nullable UUID matter,
            String language,
            List<String> scope,
            int yearsAfterClosing,
            boolean mutual,
            LiabilityView liability,
            List<String> measures,
            String textHash,
            int pages,
            Instant preparedAt,
            @Nullable Instant inForceFrom,
            @Nullable Instant endsAt,
            @Nullable String endedBecause,
            boolean theirs,
            @Nullable Integer wordTemplate,
            boolean genuine,
            List<SignatureView> signatures) {

        static AgreementView of(AgreementSummary agreement) {
            return new AgreementView(
                    agreement.id().value(),
                    agreement.number(),
                    agreement.kind().name(),
                    agreement.state().name(),
                    agreement.medium().name(),
                    agreement.subject().value(),
                    agreement.matter().map(MatterId::value).orElse(null),
                    agreement.language().toLanguageTag(),
                    agreement.terms().scope().stream()
                            .sorted()
                            .map(InformationClass::name)
                            .toList(),
                    agreement.terms().yearsAfterClosing(),
                    agreement.terms().mutual(),
                    LiabilityView.of(agreement.terms().liability()),
                    agreement.terms().measures().stream().map(ControlId::value).toList(),
                    agreement.textHash(),
                    agreement.pages(),
                    agreement.preparedAt(),
                    agreement.inForceFrom().orElse(null),
                    agreement.endsAt().orElse(null),
                    agreement.endedBecause().map(EndReason::name).orElse(null),
                    agreement.theirs(),
                    agreement.wordTemplate().orElse(null),
                    agreement.genuine(),
                    agreement.signatures().stream()
                            .map(signed -> new SignatureView(signed.side().name(), signed.grade(), signed.at()))
                            .toList());
        }
    }

    /// A signature that was given.
    record SignatureView(String side, String grade, Instant at) {}

    /// What follows from a breach.
    record LiabilityView(@Nullable Long damagesYuan, boolean coversCosts, int answerWithinDays) {

        static LiabilityView of(Liability liability) {
            return new LiabilityView(
                    liability.damagesYuan().orElse(null), liability.coversCosts(), liability.answerWithinDays());
        }
    }

    /// @param next what to send as `after` for the next page
    record ListingView(
            List<AgreementView> agreements, @Nullable String next) {}

    /// @param pagesSeen pages of the text whose codes were read on the scan
    record PaperView(
            int pages, List<Integer> pagesSeen, LocalDate signedOn, UUID takenInBy, Instant takenInAt, boolean waits) {

        static PaperView of(PaperSheet sheet) {
            return new PaperView(
                    sheet.pages(),
                    sheet.pagesSeen(),
                    sheet.signedOn(),
                    sheet.takenInBy().value(),
                    sheet.takenInAt(),
                    sheet.waits());
        }
    }

    /// @param what `prepared`, `signed`, `paper-taken-in`, `paper-confirmed`, `paper-returned`, `in-force`,
    ///             `covers`, `ends`
    record EventView(
            Instant at,
            String what,
            @Nullable UUID by,
            @Nullable String detail) {

        static EventView of(Event event) {
            return switch (event) {
                case Event.Prepared(var at, var by) -> new EventView(at, "prepared", by.value(), null);
                case Event.Signed(var at, var side, var by, var grade) ->
                    new EventView(at, "signed", by.value(), side + " " + grade);
                case Event.PaperTakenIn(var at, var by, var signedOn, var _) ->
                    new EventView(at, "paper-taken-in", by.value(), signedOn.toString());
                case Event.PaperConfirmed(var at, var by) -> new EventView(at, "paper-confirmed", by.value(), null);
                case Event.PaperReturned(var at, var by, var because) ->
                    new EventView(at, "paper-returned", by.value(), because.name());
                case Event.InForce(var at) -> new EventView(at, "in-force", null, null);
                case Event.Covers(var at, var matter) -> new EventView(at, "covers", null, matter.toString());
                case Event.Ends(var at, var because) ->
                    new EventView(at, "ends", null, because.map(EndReason::name).orElse(null));
            };
        }
    }

    /// @param pageCodes the code at the foot of each page of the print, in order
    record HistoryView(List<EventView> events, @Nullable PaperView paper, List<String> pageCodes) {

        static HistoryView of(AgreementHistory history) {
            return new HistoryView(
                    history.events().stream().map(EventView::of).toList(),
                    history.paper().map(PaperView::of).orElse(null),
                    history.codes());
        }
    }

    /// @param status `holds`, `fails` or `unknown`
    record PromiseView(
            String measure, String status, @Nullable Instant checkedAt) {

        static PromiseView of(Promise promise) {
            return new PromiseView(
                    promise.measure().value(),
                    promise.status().word(),
                    promise.checkedAt().orElse(null));
        }
    }

    static ResponseEntity<?> answer(AgreementResult result) {
        return switch (result) {
            case AgreementResult.Done done -> ResponseEntity.ok(AgreementView.of(done.agreement()));
            case AgreementResult.Unknown _ -> unknown();
            case AgreementResult.NotNow(var state) -> {
                ProblemDetail detail = Problem.detail(HttpStatus.CONFLICT, "agreement-not-now");
                detail.setProperty("state", state.name());
                yield Problem.of(detail);
            }
            case AgreementResult.ProofRefused _ -> Problem.of(HttpStatus.FORBIDDEN, "proof-refused");
            case AgreementResult.Refused(var refusal) -> refused(refusal);
            case AgreementResult.Unrecorded _ -> unrecorded();
            case AgreementResult.Unacceptable(var fault) -> notAcceptable("not-acceptable", fault.name());
            case AgreementResult.FileRefused(var because) -> notAcceptable("file-refused", because.name());
        };
    }

    static ResponseEntity<?> sent(AgreementPictures.Sheet sheet) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(sheet.type()))
                .body(sheet.content());
    }

    static ResponseEntity<?> unknown() {
        return Problem.of(HttpStatus.NOT_FOUND, "unknown-agreement");
    }

    static ResponseEntity<?> unrecorded() {
        return Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "not-recorded");
    }

    static ResponseEntity<?> refused(Disclosure.Refused refusal) {
        ProblemDetail detail = Problem.detail(HttpStatus.FORBIDDEN, "refused-by-gate");
        detail.setProperty("refused", refusal.because());
        return Problem.of(detail);
    }

    static ResponseEntity<?> notAcceptable(String type, String fault) {
        ProblemDetail detail = Problem.detail(HttpStatus.UNPROCESSABLE_CONTENT, type);
        detail.setProperty("fault", fault);
        return Problem.of(detail);
    }

    /// The one value that was asked for.
    static Optional<Disclosure.Refused> refusalOf(Disclosure.Answered answered) {
        return answered.refused().values().stream().findFirst();
    }
}
