package io.equiveil.frame;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.ModelAndView;

/// Turns an error into what its receiver can use: a page that says what happened, what was kept and what to do, a part
/// of a page for htmx, or problem details (RFC 9457) under `/api/`.
///
/// The stable types are `urn:equiveil:problem:<name>`; a room that throws an
/// [org.springframework.web.ErrorResponseException] with a type of its own keeps it.
@Component
class ErrorAnswers {

    static final String REFERENCE = ErrorAnswers.class.getName() + ".reference";

    private static final Set<Integer> WITH_OWN_TEXT = Set.of(400, 401, 403, 404, 405, 413, 429, 500, 503);
    private static final URI BLANK = URI.create("about:blank");

    private final MessageSource messages;
    private final Reader reader;
    private final Faults faults;

    ErrorAnswers(MessageSource messages, Reader reader, Faults faults) {
        this.messages = messages;
        this.reader = reader;
        this.faults = faults;
    }

    /// The answer to an exception that a handler threw.
    Object answer(Exception exception, HttpServletRequest request) {
        HttpStatusCode status = statusOf(exception);
        String reference = status.is5xxServerError() && status.value() != 503
                ? faults.unexpected(exception)
                : faults.refused(status.value(), exception);
        return answer(status, reference, request, exception);
    }

    /// The answer to a bare status.
    Object answer(HttpStatusCode status, @Nullable String reference, HttpServletRequest request) {
        return answer(status, reference != null ? reference : faults.refused(status.value()), request, null);
    }

    private Object answer(
            HttpStatusCode status, String reference, HttpServletRequest request, @Nullable Exception exception) {
        Locale locale = reader.resolveLocale(request);
        if (isApi(request)) {
            return ResponseEntity.status(status)
                    .headers(headersOf(exception))
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(problem(status, reference, locale, exception));
        }
        boolean partOfAPage = request.getHeader("HX-Request") != null;
        ModelAndView page = new ModelAndView(partOfAPage ? "frame/error :: part" : "frame/error");
        page.setStatus(status);
        page.addObject("reference", reference);
        page.addObject("text", textFor(status));
        return page;
    }

    // A room's own headers, such as Retry-After.
    private static HttpHeaders headersOf(@Nullable Exception exception) {
        return exception instanceof ErrorResponse response ? response.getHeaders() : HttpHeaders.EMPTY;
    }

    // What a room adds to a problem of its own type is constants and numbers (docs/pages.md).
    private ProblemDetail problem(
            HttpStatusCode status, String reference, Locale locale, @Nullable Exception exception) {
        ProblemDetail problem = ProblemDetail.forStatus(status);
        problem.setType(typeOf(status, exception));
        problem.setTitle(messages.getMessage("frame.error." + textFor(status) + ".title", null, locale));
        if (exception instanceof ErrorResponse own && own.getBody().getProperties() != null) {
            own.getBody().getProperties().forEach(problem::setProperty);
        }
        problem.setProperty("reference", reference);
        if (exception instanceof BindingResult binding) {
            problem.setType(URI.create("urn:equiveil:problem:invalid"));
            problem.setProperty("invalid", invalid(binding, locale));
        }
        return problem;
    }

    // Field and reason only; what was sent stays out of the answer.
    private List<Map<String, String>> invalid(BindingResult binding, Locale locale) {
        return binding.getAllErrors().stream()
                .map(error -> Map.of(
                        "field", error instanceof FieldError field ? field.getField() : error.getObjectName(),
                        "reason", reason(error),
                        "message", messages.getMessage(error, locale)))
                .toList();
    }

    private static String reason(ObjectError error) {
        String code = error.getCode();
        return code == null ? "Invalid" : code;
    }

    private static URI typeOf(HttpStatusCode status, @Nullable Exception exception) {
        if (exception instanceof ErrorResponse response) {
            URI own = response.getBody().getType();
            if (own != null && !own.equals(BLANK)) {
                return own;
            }
        }
        HttpStatus known = HttpStatus.resolve(status.value());
        String name = known == null
                ? "status-" + status.value()
                : known.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return URI.create("urn:equiveil:problem:" + name);
    }

    private static HttpStatusCode statusOf(Exception exception) {
        if (exception instanceof ErrorResponse response) {
            return response.getStatusCode();
        }
        ResponseStatus declared =
                AnnotatedElementUtils.findMergedAnnotation(exception.getClass(), ResponseStatus.class);
        if (declared != null) {
            return declared.code();
        }
        return switch (exception) {
            case org.springframework.http.converter.HttpMessageNotReadableException _ -> HttpStatus.BAD_REQUEST;
            case org.springframework.beans.TypeMismatchException _ -> HttpStatus.BAD_REQUEST;
            default -> HttpStatus.INTERNAL_SERVER_ERROR;
        };
    }

    private static int textFor(HttpStatusCode status) {
        if (WITH_OWN_TEXT.contains(status.value())) {
            return status.value();
        }
        return status.is5xxServerError() ? 500 : 400;
    }

    private static boolean isApi(HttpServletRequest request) {
        Object failed = request.getAttribute("jakarta.servlet.error.request_uri");
        String path = failed instanceof String uri ? uri : request.getRequestURI();
        return path.startsWith("/api/") || path.equals("/api");
    }
}
