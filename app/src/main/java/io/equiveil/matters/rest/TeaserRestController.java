package io.equiveil.matters.rest;

import static io.equiveil.kernel.Role.ADVISOR;
import static io.equiveil.kernel.Role.CLIENT;
import static io.equiveil.kernel.Role.DEPARTMENT_HEAD;
import static io.equiveil.kernel.Role.OWNER;

import io.equiveil.disclosure.Disclosure;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Problem;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Requester;
import io.equiveil.matters.Attribute;
import io.equiveil.matters.Matters;
import io.equiveil.matters.Suggestion;
import io.equiveil.matters.Teaser;
import io.equiveil.matters.TeaserFault;
import io.equiveil.matters.TeaserResult;
import io.equiveil.matters.TeaserState;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
import org.springframework.web.bind.annotation.RestController;

/// Blind teasers and suggestions for programs.
@RestController
@RequestMapping("/api/matters/{id}")
class TeaserRestController {

    private final Matters matters;

    TeaserRestController(Matters matters) {
        this.matters = matters;
    }

    /// @param leaveOut about which the teaser shall say nothing
    record WritingRequest(@Nullable Set<@NotNull Attribute> leaveOut) {}

    record ApprovalRequest(@NotNull UUID draft) {}

    record TeaserView(
            UUID id,
            TeaserState state,
            Instant writtenAt,
            @Nullable Instant approvedAt,
            Map<String, String> words) {

        static TeaserView of(Teaser teaser, Map<String, String> words) {
            return new TeaserView(
                    teaser.id(),
                    teaser.state(),
                    teaser.writtenAt(),
                    teaser.approvedAt().orElse(null),
                    words);
        }
    }

    /// @param word which word of the house's own list was met
    record FaultView(
            TeaserFault.Kind kind,
            Attribute attribute,
            @Nullable String word) {

        static FaultView of(TeaserFault fault) {
            return new FaultView(fault.kind(), fault.attribute(), fault.word().orElse(null));
        }
    }

    record SuggestionView(UUID subject, String alias, List<Attribute> fits) {

        static SuggestionView of(Suggestion suggestion) {
            return new SuggestionView(suggestion.subject().value(), suggestion.alias(), suggestion.fits());
        }
    }

    @PostMapping("/teaser")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ResponseEntity<?> write(Requester.SignedIn who, @PathVariable UUID id, @Valid @RequestBody WritingRequest request) {
        return answer(matters.writeTeaser(
                who, new MatterId(id), Optional.ofNullable(request.leaveOut()).orElse(Set.of())));
    }

    @PostMapping("/teaser/approval")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ResponseEntity<?> approve(
            Requester.SignedIn who, @PathVariable UUID id, @Valid @RequestBody ApprovalRequest request) {
        return answer(matters.approveTeaser(who, new MatterId(id), request.draft()));
    }

    /// The latest teaser that the requester may know of, with its words as far as the gate shows them.
    @GetMapping("/teaser")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, CLIENT})
    ResponseEntity<?> read(Requester.SignedIn who, @PathVariable UUID id) {
        MatterId matter = new MatterId(id);
        Optional<Teaser> teaser = matters.teaser(who, matter);
        if (teaser.isEmpty()) {
            return Problem.of(HttpStatus.NOT_FOUND, "no-teaser");
        }
        Optional<Disclosure> words = matters.readTeaser(who, matter);
        if (words.isEmpty()) {
            return ResponseEntity.ok(TeaserView.of(teaser.get(), Map.of()));
        }
        return switch (words.get()) {
            case Disclosure.Unrecorded _ -> Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "not-recorded");
            case Disclosure.Answered answered
            when answered.shown().isEmpty() -> {
                ProblemDetail detail = Problem.detail(HttpStatus.FORBIDDEN, "refused-by-gate");
                detail.setProperty("refused", DealRestController.refusals(answered));
                yield Problem.of(detail);
            }
            case Disclosure.Answered answered -> {
                Map<String, String> said = new TreeMap<>();
                answered.shown()
                        .values()
                        .forEach(shown ->
                                shown.fields().forEach((name, value) -> said.put(name, value.revealForDisplay())));
                yield ResponseEntity.ok(TeaserView.of(teaser.get(), said));
            }
        };
    }

    /// Clients of this advisor who might fit the matter.
    @PostMapping("/suggestions")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ResponseEntity<?> suggest(Requester.SignedIn who, @PathVariable UUID id) {
        return matters.suggestBuyers(who, new MatterId(id))
                .<ResponseEntity<?>>map(found ->
                        ResponseEntity.ok(found.stream().map(SuggestionView::of).toList()))
                .orElseGet(() -> Problem.of(HttpStatus.NOT_FOUND, "unknown-matter"));
    }

    private static ResponseEntity<?> answer(TeaserResult result) {
        return switch (result) {
            case TeaserResult.Done(var teaser) -> ResponseEntity.ok(TeaserView.of(teaser, Map.of()));
            case TeaserResult.Faulty(var faults) -> {
                ProblemDetail detail = Problem.detail(HttpStatus.UNPROCESSABLE_CONTENT, "teaser-recognisable");
                detail.setProperty("faults", faults.stream().map(FaultView::of).toList());
                yield Problem.of(detail);
            }
            case TeaserResult.NotNow _ -> Problem.of(HttpStatus.CONFLICT, "teaser-not-now");
            case TeaserResult.FactsChanged _ -> Problem.of(HttpStatus.CONFLICT, "teaser-facts-changed");
            case TeaserResult.Unknown _ -> Problem.of(HttpStatus.NOT_FOUND, "unknown-matter");
            case TeaserResult.Unrecorded _ -> Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "not-recorded");
        };
    }
}
