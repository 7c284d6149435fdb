package io.equiveil.identity;

import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.OpenToAll;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;
import org.springframework.web.util.UriComponentsBuilder;

/// Stands before every handler and lets nobody in whom the handler does not name (promise P3).
///
/// What a handler says is `@AllowedTo(roles)` or `@OpenToAll(because)`, on the method or on its class. One that says
/// nothing is closed to everybody. Anybody but a stranger must have proven two factors.
@Component
class HandlerGuard implements HandlerInterceptor {

    /// For how long one proof of identity is good for sensitive acts.
    static final Duration STEP_UP = Duration.ofMinutes(15);

    static final int FACTORS_NEEDED = 2;

    // Handlers of libraries that cannot carry our annotations and show nothing but what is public anyway: the
    // description of the REST interface and the status page of an error.
    private static final Set<String> PUBLIC_FOREIGN_HANDLERS = Set.of(
            "org.springdoc.webmvc.api.OpenApiWebMvcResource",
            "org.springframework.boot.webmvc.autoconfigure.error.BasicErrorController");

    private final Requesters requesters;
    private final Clock clock;

    HandlerGuard(Requesters requesters, Clock clock) {
        this.requesters = requesters;
        this.clock = clock;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (request.getDispatcherType() == DispatcherType.ERROR || handler instanceof ResourceHttpRequestHandler) {
            return true;
        }
        if (!(handler instanceof HandlerMethod method)) {
            throw Denial.NOT_DECLARED.problem();
        }
        Requester requester = requesters.of(request);
        if (isOpenToAll(method)) {
            return true;
        }
        AllowedTo allowed = declared(method);
        if (allowed == null) {
            throw Denial.NOT_DECLARED.problem();
        }
        return switch (judge(requester, allowed)) {
            case Judgement.Welcome _ -> true;
            case Judgement.Refused(var denial) -> turnAway(request, response, allowed, denial);
        };
    }

    private Judgement judge(Requester requester, AllowedTo allowed) {
        if (!(requester instanceof Requester.SignedIn person) || person.factors() < FACTORS_NEEDED) {
            return new Judgement.Refused(Denial.NOT_SIGNED_IN);
        }
        if (Arrays.stream(allowed.value()).noneMatch(person::has)) {
            return new Judgement.Refused(Denial.NOT_IN_ROLE);
        }
        if (allowed.stepUp() && person.provenAt().plus(STEP_UP).isBefore(clock.instant())) {
            return new Judgement.Refused(Denial.CONFIRM_IDENTITY);
        }
        return new Judgement.Welcome();
    }

    /// A browser that can be helped is sent to the page that helps; everybody else gets the problem.
    private boolean turnAway(HttpServletRequest request, HttpServletResponse response, AllowedTo allowed, Denial denial)
            throws IOException {
        if (SessionToken.isApi(request) || denial == Denial.NOT_IN_ROLE || !wantsPage(request)) {
            throw denial.problem();
        }
        remember(request, allowed);
        String place = place(allowed, denial);
        if (request.getHeader("HX-Request") != null) {
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
            response.setHeader("HX-Redirect", place);
        } else {
            response.sendRedirect(place, HttpStatus.SEE_OTHER.value());
        }
        return false;
    }

    private static void remember(HttpServletRequest request, AllowedTo allowed) {
        KeptFields.putBy(request, allowed.keeps());
        if (allowed.returnTo().isEmpty()) {
            ReturnPath.remember(request);
        } else {
            Map<String, String> variables = new HashMap<>();
            if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> found) {
                found.forEach((name, value) -> variables.put(String.valueOf(name), String.valueOf(value)));
            }
            ReturnPath.remember(
                    request,
                    UriComponentsBuilder.fromPath(allowed.returnTo())
                            .encode()
                            .buildAndExpand(variables)
                            .toUriString());
        }
    }

    private static String place(AllowedTo allowed, Denial denial) {
        if (denial == Denial.CONFIRM_IDENTITY) {
            return "/confirm-identity";
        }
        boolean clientsOnly = Arrays.stream(allowed.value()).allMatch(role -> role == Role.CLIENT);
        return clientsOnly ? "/client/sign-in" : "/sign-in";
    }

    private static boolean wantsPage(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept == null
                || accept.contains(MediaType.TEXT_HTML_VALUE)
                || request.getHeader("HX-Request") != null
                || accept.startsWith("*/*");
    }

    private static boolean isOpenToAll(HandlerMethod method) {
        return PUBLIC_FOREIGN_HANDLERS.contains(method.getBeanType().getName())
                || AnnotatedElementUtils.hasAnnotation(method.getMethod(), OpenToAll.class)
                || (declaredOn(method) == null
                        && AnnotatedElementUtils.hasAnnotation(method.getBeanType(), OpenToAll.class));
    }

    private static @Nullable AllowedTo declared(HandlerMethod method) {
        AllowedTo own = declaredOn(method);
        return own != null ? own : AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), AllowedTo.class);
    }

    private static @Nullable AllowedTo declaredOn(HandlerMethod method) {
        return AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), AllowedTo.class);
    }

    /// What the guard thinks of a caller.
    private sealed interface Judgement {
        record Welcome() implements Judgement {}

        record Refused(Denial denial) implements Judgement {}
    }
}
