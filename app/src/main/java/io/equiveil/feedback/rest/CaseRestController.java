package io.equiveil.feedback.rest;

import io.equiveil.feedback.Case;
import io.equiveil.feedback.CaseFilter;
import io.equiveil.feedback.CaseId;
import io.equiveil.feedback.CaseKind;
import io.equiveil.feedback.CaseReadings;
import io.equiveil.feedback.CaseReadings.May;
import io.equiveil.feedback.CaseReadings.Page;
import io.equiveil.feedback.CaseResult;
import io.equiveil.feedback.CaseState;
import io.equiveil.feedback.CaseStep;
import io.equiveil.feedback.CaseWay;
import io.equiveil.feedback.Cases;
import io.equiveil.feedback.Cases.Call;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Problem;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Cases for programs: a client its own, staff those that they answer or wrote down.
@RestController
@RequestMapping("/api/cases")
@AllowedTo({Role.COMPLIANCE_OFFICER, Role.OWNER, Role.SECURITY_OFFICER, Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.CLIENT
})
class CaseRestController {

    private final Cases cases;
    private final CaseReadings readings;
    private final Clock clock;

    CaseRestController(Cases cases, CaseReadings readings, Clock clock) {
        this.cases = cases;
        this.readings = readings;
        this.clock = clock;
    }

    /// @param subject absent for a caller who is no client
    /// @param rule    `AGREEMENT`, or the rule of the law book that sets the period
    record CaseView(
            UUID id,
            long number,
            CaseKind kind,
            CaseWay way,
            CaseState state,
            @Nullable UUID subject,
            Instant openedAt,
            Instant due,
            String rule,
            boolean late,
            @Nullable CaseWay agreed,
            boolean genuine) {}

    /// @param next ask again with `before` set to this for older ones
    record ListView(List<CaseView> cases, @Nullable Long next) {}

    @GetMapping
    ListView list(
            Requester.SignedIn who,
            @RequestParam(defaultValue = "ALL") CaseFilter filter,
            @RequestParam(required = false) @Nullable Long before) {
        if (who.has(Role.CLIENT)) {
            return new ListView(readings.own(who).stream().map(this::view).toList(), null);
        }
        Page page = readings.list(who, filter, before == null ? Long.MAX_VALUE : before);
        return new ListView(
                page.cases().stream().map(this::view).toList(),
                page.next().isPresent() ? page.next().getAsLong() : null);
    }

    private CaseView view(Case one) {
        return new CaseView(
                one.id().value(),
                one.number(),
                one.kind(),
                one.way(),
                one.state(),
                one.caller() ? null : one.subject().value(),
                one.openedAt(),
                one.due(),
                one.rule(),
                one.lateAt(clock.instant()),
                one.agreed().orElse(null),
                one.genuine());
    }

    /// @param text    absent if it was not opened
    /// @param caller  who called, where it was written down for one who is no client
    /// @param genuine false if the row no longer says who said it
    record LineView(
            CaseStep step,
            UUID by,
            Instant at,
            @Nullable String text,
            @Nullable String caller,
            boolean genuine) {}

    /// @param whole whether everything that was said is still there
    record ReadingView(CaseView of, List<LineView> said, boolean whole, Set<May> may) {}

    @GetMapping("/{id}")
    ResponseEntity<?> read(Requester.SignedIn who, @PathVariable UUID id) {
        return readings.read(who, new CaseId(id))
                .<ResponseEntity<?>>map(reading -> ResponseEntity.ok(new ReadingView(
                        view(reading.of()),
                        reading.lines().stream()
                                .map(line -> new LineView(
                                        line.said().step(),
                                        line.said().by().value(),
                                        line.said().at(),
                                        line.text()
                                                .map(Cleartext::revealForDisplay)
                                                .orElse(null),
                                        line.caller()
                                                .map(Cleartext::revealForDisplay)
                                                .orElse(null),
                                        line.genuine()))
                                .toList(),
                        reading.whole(),
                        reading.may())))
                .orElseGet(() -> Problem.of(HttpStatus.NOT_FOUND, "not-found"));
    }

    /// @param about the colleague whom it is about
    record CaseRequest(
            @NotNull UUID subject,
            @NotNull CaseKind kind,
            @Nullable UUID about,
            @Size(max = 4_000) @Nullable String text) {}

    record OpenedView(UUID id, long number) {}

    @PostMapping
    @AllowedTo(Role.CLIENT)
    ResponseEntity<?> open(Requester.SignedIn who, @Valid @RequestBody CaseRequest request) {
        return answered(cases.open(
                who,
                new SubjectId(request.subject()),
                request.kind(),
                Optional.ofNullable(request.about()).map(PersonId::new),
                words(request.text())));
    }

    /// What was said on the telephone.
    ///
    /// @param client the client who called; absent for one who is none
    /// @param caller who called; wanted for one who is no client
    record CallRequest(
            @Nullable UUID client,
            @Size(max = 200) @Nullable String caller,
            @NotNull CaseKind kind,
            @NotNull @Size(max = 4_000) String text) {}

    @PostMapping("/calls")
    @AllowedTo({Role.COMPLIANCE_OFFICER, Role.OWNER, Role.SECURITY_OFFICER, Role.ADVISOR, Role.DEPARTMENT_HEAD})
    ResponseEntity<?> writeDown(Requester.SignedIn who, @Valid @RequestBody CallRequest request) {
        return answered(cases.writeDown(
                who,
                new Call(
                        Optional.ofNullable(request.client()).map(SubjectId::new),
                        words(request.caller()),
                        request.kind(),
                        words(request.text()))));
    }

    record WordsRequest(@Size(max = 4_000) @Nullable String text) {}

    @PostMapping("/{id}/answer")
    @AllowedTo({Role.COMPLIANCE_OFFICER, Role.OWNER})
    ResponseEntity<?> answer(Requester.SignedIn who, @PathVariable UUID id, @Valid @RequestBody WordsRequest request) {
        return answered(cases.answer(who, new CaseId(id), words(request.text())));
    }

    /// The client's yes; from staff the yes of a caller who has no account.
    @PostMapping("/{id}/agreement")
    @AllowedTo({Role.COMPLIANCE_OFFICER, Role.OWNER, Role.CLIENT})
    ResponseEntity<?> agree(Requester.SignedIn who, @PathVariable UUID id, @Valid @RequestBody WordsRequest request) {
        return answered(
                who.has(Role.CLIENT)
                        ? cases.agree(who, new CaseId(id))
                        : cases.agreedOnTheTelephone(who, new CaseId(id), words(request.text())));
    }

    /// @param second whether somebody else has to answer
    record ObjectionRequest(@Size(max = 4_000) @Nullable String text, boolean second) {}

    @PostMapping("/{id}/objection")
    @AllowedTo(Role.CLIENT)
    ResponseEntity<?> contest(
            Requester.SignedIn who, @PathVariable UUID id, @Valid @RequestBody ObjectionRequest request) {
        return answered(cases.contest(who, new CaseId(id), words(request.text()), request.second()));
    }

    private static Cleartext words(@Nullable String text) {
        return Cleartext.of(text == null ? "" : text);
    }

    private static ResponseEntity<?> answered(CaseResult result) {
        return switch (result) {
            case CaseResult.Done(var id, var number) ->
                ResponseEntity.status(HttpStatus.CREATED).body(new OpenedView(id.value(), number));
            case CaseResult.Refused(var fault) -> {
                ProblemDetail detail = Problem.detail(HttpStatus.UNPROCESSABLE_CONTENT, "case-refused");
                detail.setProperty(
                        "because", fault.name().toLowerCase(Locale.ROOT).replace('_', '-'));
                yield Problem.of(detail);
            }
            case CaseResult.Unknown _ -> Problem.of(HttpStatus.NOT_FOUND, "not-found");
        };
    }
}
