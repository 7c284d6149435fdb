package io.equiveil.declarations.rest;

import io.equiveil.declarations.Declaration;
import io.equiveil.declarations.DeclarationKind;
import io.equiveil.declarations.DeclarationReading.Read;
import io.equiveil.declarations.DeclarationResult;
import io.equiveil.disclosure.Disclosure;
import io.equiveil.frame.Problem;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/// How programs see declarations, and what they hear of acts upon them.
final class DeclarationViews {

    private DeclarationViews() {}

    /// @param named whether the one who is to sign was named
    /// @param told  the day on which that one was told
    record DeclarationView(
            DeclarationKind paper,
            Declaration.State state,
            boolean named,
            @Nullable LocalDate told,
            Declaration.@Nullable Telling how,
            @Nullable LocalDate signed,
            @Nullable LocalDate settled) {

        static DeclarationView of(Declaration said) {
            return new DeclarationView(
                    said.kind(),
                    said.state(),
                    said.named(),
                    said.told().orElse(null),
                    said.how().orElse(null),
                    said.signed().orElse(null),
                    said.settledOn().orElse(null));
        }
    }

    static ResponseEntity<?> answer(DeclarationResult result) {
        return switch (result) {
            case DeclarationResult.Done(var said) -> ResponseEntity.ok(DeclarationView.of(said));
            case DeclarationResult.Unknown _ -> Problem.of(HttpStatus.NOT_FOUND, "unknown-declaration");
            case DeclarationResult.Blocked(var faults) -> {
                ProblemDetail detail = Problem.detail(HttpStatus.CONFLICT, "declaration-blocked");
                detail.setProperty("because", faults);
                yield Problem.of(detail);
            }
            case DeclarationResult.FileRefused(var because) -> {
                ProblemDetail detail = Problem.detail(HttpStatus.UNPROCESSABLE_CONTENT, "file-refused");
                detail.setProperty("because", because);
                yield Problem.of(detail);
            }
        };
    }

    static ResponseEntity<?> read(Optional<Read> read) {
        if (read.isEmpty()) {
            return ResponseEntity.ok(Map.of());
        }
        return switch (read.get().answer()) {
            case Disclosure.Unrecorded _ -> Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "not-recorded");
            case Disclosure.Answered answered
            when !answered.refused().isEmpty() -> {
                ProblemDetail detail = Problem.detail(HttpStatus.FORBIDDEN, "refused-by-gate");
                detail.setProperty(
                        "because",
                        answered.refused().values().stream()
                                .flatMap(refused -> refused.because().stream())
                                .distinct()
                                .toList());
                yield Problem.of(detail);
            }
            case Disclosure.Answered _ -> {
                Map<String, String> fields = new TreeMap<>();
                read.get().fields().forEach((name, value) -> fields.put(name, value.revealForDisplay()));
                yield ResponseEntity.ok(fields);
            }
        };
    }
}
