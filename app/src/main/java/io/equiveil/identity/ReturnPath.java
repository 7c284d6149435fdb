package io.equiveil.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;

/// Where a visitor wanted to go before having to sign in. Only paths of our own, kept in the sealed session.
final class ReturnPath {

    private static final String ATTRIBUTE = "return-path";
    private static final int LONGEST = 300;

    private ReturnPath() {}

    /// Remembers the page itself; for a form, the page it hangs below (`/staff/7/roles` → `/staff/7`).
    static void remember(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (!request.getMethod().equals("GET")) {
            path = path.substring(0, Math.max(1, path.lastIndexOf('/')));
        }
        remember(request, path);
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
