package io.equiveil.identity;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/// Why a handler was not called. The types are part of the REST contract and never change.
enum Denial {
    /// Nobody is signed in.
    NOT_SIGNED_IN(HttpStatus.UNAUTHORIZED, "not-signed-in"),
    /// The last proof of identity is too old for this (再次确认身份).
    CONFIRM_IDENTITY(HttpStatus.UNAUTHORIZED, "confirm-identity"),
    /// Signed in, but not in a role that may do this.
    NOT_IN_ROLE(HttpStatus.FORBIDDEN, "not-in-role"),
    /// The handler says nothing about who may call it.
    NOT_DECLARED(HttpStatus.FORBIDDEN, "not-declared"),
    /// A form without its token.
    FORM_EXPIRED(HttpStatus.FORBIDDEN, "form-expired");

    private final HttpStatus status;
    private final String name;

    Denial(HttpStatus status, String name) {
        this.status = status;
        this.name = name;
    }

    /// The stable type of the problem (RFC 9457).
    URI type() {
        return URI.create("urn:equiveil:problem:" + name);
    }

    ErrorResponseException problem() {
        ProblemDetail detail = ProblemDetail.forStatus(status);
        detail.setType(type());
        return new ErrorResponseException(status, detail, null);
    }
}
