package io.equiveil.identity.rest;

import java.net.URI;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/// What programs are told; the types are part of the REST contract and never change.
enum Problems {
    /// Something given was not right. Which is not said.
    SIGN_IN_REFUSED(HttpStatus.UNAUTHORIZED, "sign-in-refused"),
    /// All was right, but this one-time password was used before: wait for the next one.
    CODE_USED(HttpStatus.UNAUTHORIZED, "one-time-password-used"),
    /// All was right, but the audit is over.
    AUDIT_OVER(HttpStatus.FORBIDDEN, "audit-over"),
    TOO_MANY_TRIES(HttpStatus.TOO_MANY_REQUESTS, "too-many-tries"),
    NO_GATEWAY(HttpStatus.CONFLICT, "no-sms-gateway"),
    NOT_A_NUMBER(HttpStatus.UNPROCESSABLE_CONTENT, "not-a-mobile-number"),
    PIN_TO_BE_CHOSEN(HttpStatus.CONFLICT, "pin-to-be-chosen"),
    PIN_TOO_WEAK(HttpStatus.UNPROCESSABLE_CONTENT, "pin-too-weak"),
    PASSWORD_TOO_WEAK(HttpStatus.UNPROCESSABLE_CONTENT, "password-too-weak"),
    LINK_DEAD(HttpStatus.GONE, "link-dead"),
    WRONG_CODE(HttpStatus.UNPROCESSABLE_CONTENT, "wrong-code"),
    PASSKEY_REFUSED(HttpStatus.UNPROCESSABLE_CONTENT, "passkey-refused"),
    INVITATION_REJECTED(HttpStatus.UNPROCESSABLE_CONTENT, "invitation-rejected"),
    CHANGE_REFUSED(HttpStatus.CONFLICT, "account-change-refused"),
    UNKNOWN_PERSON(HttpStatus.NOT_FOUND, "unknown-person");

    private final HttpStatus status;
    private final String name;

    Problems(HttpStatus status, String name) {
        this.status = status;
        this.name = name;
    }

    private ProblemDetail detail() {
        ProblemDetail detail = ProblemDetail.forStatus(status);
        detail.setType(URI.create("urn:equiveil:problem:" + name));
        return detail;
    }

    ErrorResponseException problem() {
        return new ErrorResponseException(status, detail(), null);
    }

    /// With a reason: constants of an enum only.
    ErrorResponseException because(Object reason) {
        ProblemDetail detail = detail();
        detail.setProperty("reason", reason);
        return new ErrorResponseException(status, detail, null);
    }

    ErrorResponseException waiting(Duration wait) {
        ErrorResponseException problem = problem();
        problem.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, wait.toSeconds())));
        return problem;
    }
}
