package io.equiveil.identity;

import io.equiveil.kernel.Requester;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/// Finds out who sent a request, once per request.
@Component
class Requesters {

    /// The request attribute under which other filters and pages find the answer.
    static final String ATTRIBUTE = Requester.class.getName();

    Requester of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Requester known) {
            return known;
        }
        Requester found = new Requester.Anonymous(request.getRemoteAddr());
        request.setAttribute(ATTRIBUTE, found);
        return found;
    }
}
