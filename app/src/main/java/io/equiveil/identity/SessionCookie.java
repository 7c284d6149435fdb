package io.equiveil.identity;

import io.equiveil.engine.PublicAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.session.web.http.HttpSessionIdResolver;

/// Carries a page's session in a cookie that scripts cannot read and other sites cannot send. A program that brings its
/// own header is never given one.
final class SessionCookie implements HttpSessionIdResolver {

    private final boolean secure;

    SessionCookie(PublicAddress address) {
        this.secure = address.scheme().equals("https");
    }

    @Override
    public List<String> resolveSessionIds(HttpServletRequest request) {
        return SessionToken.hasHeader(request)
                ? List.of()
                : SessionToken.fromCookie(request).stream().toList();
    }

    @Override
    public void setSessionId(HttpServletRequest request, HttpServletResponse response, String secret) {
        boolean program =
                SessionToken.isApi(request) && SessionToken.fromCookie(request).isEmpty();
        if (!program && !SessionToken.hasHeader(request)) {
            write(response, secret, Duration.ofSeconds(-1));
        }
    }

    @Override
    public void expireSession(HttpServletRequest request, HttpServletResponse response) {
        if (SessionToken.fromCookie(request).isPresent()) {
            write(response, "", Duration.ZERO);
        }
    }

    private void write(HttpServletResponse response, String secret, Duration age) {
        ResponseCookie cookie = ResponseCookie.from(SessionToken.COOKIE, secret)
                .path("/")
                .httpOnly(true)
                .secure(secure)
                .sameSite("Lax")
                .maxAge(age)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
