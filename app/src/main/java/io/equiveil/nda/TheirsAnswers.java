package io.equiveil.nda;

import io.equiveil.frame.Problem;
import java.net.URI;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/// What programs hear of a text that the other side wrote, for the rooms at whose clients and matters it comes in.
public final class TheirsAnswers {

    private TheirsAnswers() {}

    public static ResponseEntity<?> of(TheirsPage.Outcome outcome) {
        if (!outcome.faults().isEmpty()) {
            ProblemDetail detail = Problem.detail(HttpStatus.UNPROCESSABLE_CONTENT, "not-acceptable");
            detail.setProperty(
                    "faults", outcome.faults().stream().map(Enum::name).sorted().toList());
            return Problem.of(detail);
        }
        return switch (outcome.result()) {
            case AgreementResult.Done(var agreement) ->
                ResponseEntity.created(URI.create("/api/agreements/" + agreement.id()))
                        .body(Map.of("agreement", agreement.id().value(), "state", agreement.state()));
            case AgreementResult.Unacceptable(var fault) -> notAcceptable("not-acceptable", fault.name());
            case AgreementResult.FileRefused(var because) -> notAcceptable("file-refused", because.name());
            case AgreementResult.Unrecorded _ -> Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "not-recorded");
            case AgreementResult.Refused _,
                    AgreementResult.NotNow _,
                    AgreementResult.ProofRefused _,
                    AgreementResult.Unknown _ -> Problem.of(HttpStatus.NOT_FOUND, "unknown-counterpart");
            case null -> throw new IllegalStateException("neither faults nor a result");
        };
    }

    private static ResponseEntity<?> notAcceptable(String type, String fault) {
        ProblemDetail detail = Problem.detail(HttpStatus.UNPROCESSABLE_CONTENT, type);
        detail.setProperty("fault", fault);
        return Problem.of(detail);
    }
}
