package io.equiveil.matters.rest;

import static io.equiveil.kernel.Role.ADVISOR;
import static io.equiveil.kernel.Role.CLIENT;
import static io.equiveil.kernel.Role.DEPARTMENT_HEAD;
import static io.equiveil.kernel.Role.OWNER;

import io.equiveil.disclosure.Disclosure;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Problem;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.Attribute;
import io.equiveil.matters.Interest;
import io.equiveil.matters.InterestResult;
import io.equiveil.matters.Matters;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What a client would buy, for programs.
@RestController
@RequestMapping("/api/interests/{subject}")
class InterestRestController {

    private final Matters matters;

    InterestRestController(Matters matters) {
        this.matters = matters;
    }

    /// @param said per attribute the coarse words chosen, several separated by commas; INDUSTRY, REGION, STAKE,
    ///             PRICE
    record InterestRequest(@NotEmpty Map<Attribute, @Size(max = 300) String> said) {}

    @PutMapping
    @AllowedTo({CLIENT, ADVISOR, DEPARTMENT_HEAD, OWNER})
    ResponseEntity<?> give(
            Requester.SignedIn who, @PathVariable UUID subject, @Valid @RequestBody InterestRequest request) {
        Map<Attribute, Cleartext> said = new EnumMap<>(Attribute.class);
        request.said().forEach((attribute, words) -> said.put(attribute, Cleartext.of(words)));
        return answer(matters.giveInterest(who, new SubjectId(subject), new Interest(said)));
    }

    @DeleteMapping
    @AllowedTo({CLIENT, ADVISOR, DEPARTMENT_HEAD, OWNER})
    ResponseEntity<?> takeBack(Requester.SignedIn who, @PathVariable UUID subject) {
        return answer(matters.takeBackInterest(who, new SubjectId(subject)));
    }

    @GetMapping
    @AllowedTo({CLIENT, ADVISOR, DEPARTMENT_HEAD, OWNER})
    ResponseEntity<?> read(Requester.SignedIn who, @PathVariable UUID subject) {
        return matters.readInterest(who, new SubjectId(subject))
                .<ResponseEntity<?>>map(answer -> switch (answer) {
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
                                .forEach(shown -> shown.fields()
                                        .forEach((name, value) -> said.put(name, value.revealForDisplay())));
                        yield ResponseEntity.ok(said);
                    }
                })
                .orElseGet(() -> Problem.of(HttpStatus.NOT_FOUND, "no-interest"));
    }

    private static ResponseEntity<?> answer(InterestResult result) {
        return switch (result) {
            case InterestResult.Kept _ -> ResponseEntity.noContent().build();
            case InterestResult.Unknown _ -> Problem.of(HttpStatus.NOT_FOUND, "unknown-subject");
            case InterestResult.Blocked(var why) -> {
                ProblemDetail detail = Problem.detail(HttpStatus.CONFLICT, "interest-blocked");
                detail.setProperty("because", why);
                yield Problem.of(detail);
            }
        };
    }
}
