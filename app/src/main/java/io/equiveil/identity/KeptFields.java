package io.equiveil.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What somebody had chosen in a form when a fresh proof of identity was wanted first. Kept in the sealed session, not
/// in the address: a link that somebody else wrote chooses nothing.
public final class KeptFields {

    private static final String ATTRIBUTE = "kept-fields";
    private static final int MOST = 100;
    private static final String CHOSEN = "[0-9A-Z_]{1,60}";

    private KeptFields() {}

    /// Puts fields by, together with where the form was going; whatever was put by before is gone.
    static void putBy(HttpServletRequest request, String[] fields) {
        List<String> kept = Arrays.stream(fields)
                .flatMap(field -> Optional.ofNullable(request.getParameterValues(field)).stream()
                        .flatMap(Arrays::stream)
                        .filter(value -> value.matches(CHOSEN))
                        .map(value -> field + "=" + value))
                .limit(MOST)
                .toList();
        if (!kept.isEmpty()) {
            request.getSession(true).setAttribute(ATTRIBUTE, request.getRequestURI() + "\n" + String.join("\n", kept));
        }
    }

    /// The values that were put by for a field, and puts them by no longer.
    ///
    /// @param form where the form was going
    public static List<String> take(HttpServletRequest request, String form, String field) {
        HttpSession session = request.getSession(false);
        if (session == null || !(session.getAttribute(ATTRIBUTE) instanceof String kept)) {
            return List.of();
        }
        List<String> lines = kept.lines().toList();
        if (!lines.getFirst().equals(form)) {
            return List.of();
        }
        session.removeAttribute(ATTRIBUTE);
        return lines.stream()
                .filter(line -> line.startsWith(field + "="))
                .map(line -> line.substring(field.length() + 1))
                .toList();
    }
}
