package io.equiveil.frame;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/// A refusal for programs: problem details (RFC 9457) with a stable type `urn:equiveil:problem:<name>`.
public final class Problem {

    private Problem() {}

    /// A problem that its name says whole.
    ///
    /// @param name lower-case words joined by hyphens; stable, since programs compare it
    public static ResponseEntity<ProblemDetail> of(HttpStatus status, String name) {
        return of(detail(status, name));
    }

    /// A problem with further properties, which hold identifiers and enum names only.
    public static ResponseEntity<ProblemDetail> of(ProblemDetail detail) {
        return ResponseEntity.status(detail.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(detail);
    }

    /// The details, for a room that adds properties.
    public static ProblemDetail detail(HttpStatus status, String name) {
        ProblemDetail detail = ProblemDetail.forStatus(status);
        detail.setType(URI.create("urn:equiveil:problem:" + name));
        return detail;
    }
}
