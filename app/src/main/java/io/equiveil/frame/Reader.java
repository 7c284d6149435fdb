package io.equiveil.frame;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.servlet.LocaleResolver;

/// How somebody wants to read: which of the two languages, and how large.
///
/// Language: `?lang=` of this request, else the cookie, else what the browser prefers of the two, else Chinese.
/// Text size: `?text=` of this request, else the cookie.
final class Reader implements LocaleResolver {

    private static final String LANGUAGE_COOKIE = "ev_lang";
    private static final String TEXT_COOKIE = "ev_text";
    private static final String LARGE = "large";
    private static final Set<String> TEXT_SIZES = Set.of(LARGE, "normal");

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        return chosen(request, "lang")
                .flatMap(Reader::language)
                .or(() -> cookie(request, LANGUAGE_COOKIE).flatMap(Reader::language))
                .or(() -> preferred(request))
                .orElse(Locale.SIMPLIFIED_CHINESE);
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        if (response != null && locale != null) {
            keep(request, response, LANGUAGE_COOKIE, locale.getLanguage().equals("en") ? "en" : "zh-CN");
        }
    }

    boolean wantsLargeText(HttpServletRequest request) {
        return chosen(request, "text")
                .filter(TEXT_SIZES::contains)
                .or(() -> cookie(request, TEXT_COOKIE))
                .filter(LARGE::equals)
                .isPresent();
    }

    /// Keeps what this request chose for the next ones.
    void keepChoices(HttpServletRequest request, HttpServletResponse response) {
        chosen(request, "lang").flatMap(Reader::language).ifPresent(locale -> setLocale(request, response, locale));
        chosen(request, "text")
                .filter(TEXT_SIZES::contains)
                .ifPresent(size -> keep(request, response, TEXT_COOKIE, size));
    }

    // Only of a GET: reading parameters of a POST would read its body.
    private static Optional<String> chosen(HttpServletRequest request, String name) {
        return request.getMethod().equals("GET") ? Optional.ofNullable(request.getParameter(name)) : Optional.empty();
    }

    private static Optional<Locale> language(String tag) {
        return switch (tag) {
            case "en" -> Optional.of(Locale.ENGLISH);
            case "zh", "zh-CN" -> Optional.of(Locale.SIMPLIFIED_CHINESE);
            default -> Optional.empty();
        };
    }

    private static Optional<Locale> preferred(HttpServletRequest request) {
        if (request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) == null) {
            return Optional.empty();
        }
        return Collections.list(request.getLocales()).stream()
                .flatMap(locale -> language(locale.getLanguage()).stream())
                .findFirst();
    }

    private static Optional<String> cookie(HttpServletRequest request, String name) {
        if (request.getCookies() == null) {
            return Optional.empty();
        }
        for (Cookie cookie : request.getCookies()) {
            if (cookie.getName().equals(name)) {
                return Optional.of(cookie.getValue());
            }
        }
        return Optional.empty();
    }

    private static void keep(HttpServletRequest request, HttpServletResponse response, String name, String value) {
        ResponseCookie cookie = ResponseCookie.from(name, value)
                .path("/")
                .httpOnly(true)
                .sameSite("Lax")
                .secure(request.isSecure())
                .maxAge(Duration.ofDays(365))
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
