package io.equiveil.identity;

import io.equiveil.kernel.Requester;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/// Hands a handler who asks: declare a parameter of type [Requester] or [Requester.SignedIn].
final class RequesterArgument implements HandlerMethodArgumentResolver {

    private final Requesters requesters;

    RequesterArgument(Requesters requesters) {
        this.requesters = requesters;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return Requester.class.isAssignableFrom(parameter.getParameterType());
    }

    @Override
    public Requester resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest servletRequest = Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
        Requester requester = requesters.of(servletRequest);
        if (!parameter.getParameterType().isInstance(requester)) {
            throw Denial.NOT_SIGNED_IN.problem();
        }
        return requester;
    }
}
