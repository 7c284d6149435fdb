package io.equiveil.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.util.Optional;

/// Where a visitor wanted to go before having to sign in. Only paths of our own, kept in the sealed session.
final class ReturnPath {

    private static final String ATTRIBUTE = "return-path";
    private static final int LONGEST = 300;

    private ReturnPath() {}

    /// Remembers the page itself; for a part of a page, the page that htmx says it stands on; for a form, the page it
    /// hangs below (`/staff/7/roles` → `/staff/7`).
    static void remember(HttpServletRequest request) {
        Optional<String> around = pageAround(request);
        String path = around.orElseGet(request::getRequestURI);
        if (around.isEmpty() && !request.getMethod().equals("GET")) {
            path = path.substring(0, Math.max(1, path.lastIndexOf('/')));
        }
        remember(request, path);
    }

    // Only its path: whoever could set this header leads nobody to another host.
    private static Optional<String> pageAround(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("HX-Request"))
                .flatMap(_ -> Optional.ofNullable(request.getHeader("HX-Current-URL")))
                .flatMap(ReturnPath::pathOf);
    }

    private static Optional<String> pathOf(String address) {
        try {
            return Optional.ofNullable(URI.create(address).getRawPath()).filter(ReturnPath::isOwn);
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    /// Remembers a path if it is one of ours.
    static void remember(HttpServletRequest request, String path) {
        if (isOwn(path)) {
            request.getSession(true).setAttribute(ATTRIBUTE, path);
        }
    }

    /// The remembered path, or `otherwise`.
    static String recall(HttpServletRequest request, String otherwise) {
        HttpSession session = request.getSession(false);
        Object path = session == null ? null : session.getAttribute(ATTRIBUTE);
        return path instanceof String own && isOwn(own) ? own : otherwise;
    }

    // "//host" and "/\host" lead elsewhere in a browser (CWE-601).
    private static boolean isOwn(String path) {
        return path.length() <= LONGEST
                && path.startsWith("/")
                && !path.startsWith("//")
                && path.indexOf('\\') < 0
                && path.chars().noneMatch(c -> c < 0x20);
    }
}
