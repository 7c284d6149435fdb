package io.equiveil.identity;

import io.equiveil.kernel.PracticeHouse;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;

/// Where the secret of a session travels: in a cookie for pages, in a header for programs.
///
/// A header counts below `/api/` only, and where it is sent the cookie is not looked at.
final class SessionToken {

    static final String COOKIE = PracticeHouse.cookie("EVSESSION");

    // 32 random bytes, base64url without padding.
    private static final Pattern BEARER = Pattern.compile("Bearer ([A-Za-z0-9_-]{43})");
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{43}");

    private SessionToken() {}

    /// The secret that came with a request.
    static Optional<String> of(HttpServletRequest request) {
        return hasHeader(request) ? fromHeader(request) : fromCookie(request);
    }

    /// Whether the request says itself who it is from, so that a browser's cookie plays no part.
    static boolean hasHeader(HttpServletRequest request) {
        return isApi(request) && request.getHeader(HttpHeaders.AUTHORIZATION) != null;
    }

    private static Optional<String> fromHeader(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                .map(BEARER::matcher)
                .filter(java.util.regex.Matcher::matches)
                .map(matcher -> matcher.group(1));
    }

    static Optional<String> fromCookie(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return Optional.empty();
        }
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(COOKIE)
                    && SHAPE.matcher(cookie.getValue()).matches()) {
                return Optional.of(cookie.getValue());
            }
        }
        return Optional.empty();
    }

    /// Whether a foreign page cannot have sent this through a visitor's browser with that visitor's rights: it carries
    /// a header that browsers never add by themselves, or it is a program's call that comes without any cookie.
    static boolean cannotBeForged(HttpServletRequest request) {
        return isApi(request) && (hasHeader(request) || fromCookie(request).isEmpty());
    }

    static boolean isApi(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/api/");
    }
}
