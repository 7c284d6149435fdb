package io.equiveil.nda.web;

import io.equiveil.firm.FirmProfile;
import io.equiveil.kernel.Requester;
import io.equiveil.nda.OwnAgreements;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Leads whoever still has to sign from 今日, where signing in ends, to the page where that is done. `/?later`
/// lets them pass: what needs the undertaking is refused by the gate, not by this. As long as the firm has no
/// name there is no text to sign, and 今日 says what comes first.
@Component
class FirstSigning implements HandlerInterceptor, WebMvcConfigurer {

    private static final String LATER = "later";

    private final OwnAgreements own;
    private final FirmProfile firm;

    FirstSigning(OwnAgreements own, FirmProfile firm) {
        this.own = own;
        this.firm = firm;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        boolean toSign = request.getMethod().equals("GET")
                && request.getParameter(LATER) == null
                && request.getAttribute(Requester.class.getName()) instanceof Requester.SignedIn who
                && firm.current().isNamed()
                && own.missing(who);
        if (toSign) {
            response.setStatus(HttpStatus.SEE_OTHER.value());
            response.setHeader("Location", "/own-agreement");
        }
        return !toSign;
    }
}
