package io.equiveil.texts.rest;

import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Display;
import io.equiveil.frame.Problem;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.TextId;
import io.equiveil.texts.Difference;
import io.equiveil.texts.Edition;
import io.equiveil.texts.TextLanguage;
import io.equiveil.texts.TextResult;
import io.equiveil.texts.TextStanding;
import io.equiveil.texts.Texts;
import io.equiveil.texts.Wording;
import io.equiveil.texts.rest.TextViews.DifferenceView;
import io.equiveil.texts.rest.TextViews.TextView;
import io.equiveil.texts.rest.TextViews.WholeTextView;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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

/// The firm's texts for programs: the same as the pages.
@RestController
@RequestMapping("/api/texts")
@AllowedTo({
    Role.OWNER,
    Role.ADMINISTRATOR,
    Role.COMPLIANCE_OFFICER,
    Role.SECURITY_OFFICER,
    Role.ADVISOR,
    Role.DEPARTMENT_HEAD,
    Role.AUDITOR
})
class TextsRestController {

    private static final String HASH = "[0-9a-f]{64}";

    private final Texts texts;
    private final Clock clock;

    TextsRestController(Texts texts, Clock clock) {
        this.texts = texts;
        this.clock = clock;
    }

    /// @param shown   hash of the words that the person has seen
    /// @param shipped true to take over what ships in place of the firm's own words; absent means no
    record Adoption(
            @NotNull @Pattern(regexp = HASH) String shown,
            @Nullable Boolean shipped) {}

    record Delay(@NotNull LocalDate until) {}

    /// @param basis hash of the words that were changed
    record Words(
            @NotNull @Pattern(regexp = "zh-CN|en") String language,
            @NotNull @Size(max = 200_000) String body,
            @NotNull @Pattern(regexp = HASH) String basis) {}

    record LawyersReview(
            @NotNull @Pattern(regexp = HASH) String words,
            @NotNull LocalDate on,
            @NotNull @Size(max = 200) String reference) {}

    @GetMapping
    List<TextView> all() {
        return texts.all().stream().map(text -> TextView.of(text, today())).toList();
    }

    @GetMapping("/{id}")
    ResponseEntity<?> one(@PathVariable String id) {
        return found(id, text -> ResponseEntity.ok(WholeTextView.of(text, today())));
    }

    /// What differs between the firm's words and the newest version that ships.
    @GetMapping("/{id}/difference")
    ResponseEntity<?> difference(
            @PathVariable String id, @RequestParam(defaultValue = "zh-CN") @Pattern(regexp = "zh-CN|en") String lang) {
        TextLanguage language = TextLanguage.of(lang).orElse(TextLanguage.ZH_CN);
        return found(id, text -> {
            Wording own = text.draft().map(Edition::wording).orElseGet(text::current);
            Wording shipped = text.shipped().wording();
            return ResponseEntity.ok(
                    new DifferenceView(Difference.between(own.nearest(language), shipped.nearest(language))
                            .lines()));
        });
    }

    @PostMapping("/{id}/adoption")
    @AllowedTo(
            value = {Role.OWNER, Role.COMPLIANCE_OFFICER},
            stepUp = true)
    ResponseEntity<?> adopt(Requester.SignedIn who, @PathVariable String id, @Valid @RequestBody Adoption adoption) {
        return answered(
                id,
                text -> Boolean.TRUE.equals(adoption.shipped())
                        ? texts.takeOver(who, text, hash(adoption.shown()))
                        : texts.adopt(who, text, hash(adoption.shown())));
    }

    @PostMapping("/{id}/delay")
    @AllowedTo({Role.OWNER, Role.COMPLIANCE_OFFICER})
    ResponseEntity<?> putOff(Requester.SignedIn who, @PathVariable String id, @Valid @RequestBody Delay delay) {
        return answered(id, text -> texts.putOff(who, text, delay.until()));
    }

    @PostMapping("/{id}/keeping")
    @AllowedTo({Role.OWNER, Role.COMPLIANCE_OFFICER})
    ResponseEntity<?> keep(Requester.SignedIn who, @PathVariable String id) {
        return answered(id, text -> texts.keep(who, text));
    }

    @PutMapping("/{id}/draft")
    @AllowedTo({Role.OWNER, Role.COMPLIANCE_OFFICER})
    ResponseEntity<?> edit(Requester.SignedIn who, @PathVariable String id, @Valid @RequestBody Words words) {
        TextLanguage language = TextLanguage.of(words.language()).orElse(TextLanguage.ZH_CN);
        return answered(id, text -> texts.edit(who, text, language, words.body(), hash(words.basis())));
    }

    @DeleteMapping("/{id}/draft")
    @AllowedTo({Role.OWNER, Role.COMPLIANCE_OFFICER})
    ResponseEntity<?> putAway(Requester.SignedIn who, @PathVariable String id) {
        return answered(id, text -> texts.putAway(who, text));
    }

    @PostMapping("/{id}/review")
    @AllowedTo(
            value = {Role.OWNER, Role.COMPLIANCE_OFFICER},
            stepUp = true)
    ResponseEntity<?> confirmReview(
            Requester.SignedIn who, @PathVariable String id, @Valid @RequestBody LawyersReview review) {
        return answered(
                id, text -> texts.confirmReview(who, text, hash(review.words()), review.on(), review.reference()));
    }

    private ResponseEntity<?> answered(String id, Function<TextId, TextResult> act) {
        return text(id).map(act)
                .<ResponseEntity<?>>map(result -> switch (result) {
                    case TextResult.Done _ -> one(id);
                    case TextResult.Refused(var fault) -> {
                        ProblemDetail detail = Problem.detail(HttpStatus.UNPROCESSABLE_CONTENT, "text-refused");
                        detail.setProperty("reason", fault.name());
                        yield Problem.of(detail);
                    }
                    case TextResult.Unsound(var fields, var citations) -> {
                        ProblemDetail detail = Problem.detail(HttpStatus.UNPROCESSABLE_CONTENT, "text-unsound");
                        detail.setProperty("unknownFields", fields);
                        detail.setProperty("unknownCitations", citations);
                        yield Problem.of(detail);
                    }
                })
                .orElseGet(() -> Problem.of(HttpStatus.NOT_FOUND, "unknown-text"));
    }

    private ResponseEntity<?> found(String id, Function<TextStanding, ResponseEntity<?>> answer) {
        return text(id).flatMap(texts::find)
                .<ResponseEntity<?>>map(answer)
                .orElseGet(() -> Problem.of(HttpStatus.NOT_FOUND, "unknown-text"));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Display.SHANGHAI);
    }

    private static Optional<TextId> text(String id) {
        try {
            return Optional.of(new TextId(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Digest hash(String hex) {
        return Digest.of(HexFormat.of().parseHex(hex));
    }
}
