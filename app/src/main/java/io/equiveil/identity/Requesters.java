package io.equiveil.identity;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.Requester;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Finds out who sent a request, once per request.
@Component
class Requesters {

    /// The request attribute under which other filters and pages find the answer.
    static final String ATTRIBUTE = Requester.class.getName();

    /// Who a secret belongs to.
    interface Lookup {
        Optional<Requester.SignedIn> requester(String secret, String source, Optional<Digest> device);
    }

    private final Lookup sessions;

    Requesters(Lookup sessions) {
        this.sessions = sessions;
    }

    Requester of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Requester known) {
            return known;
        }
        Requester found = find(request);
        request.setAttribute(ATTRIBUTE, found);
        return found;
    }

    private Requester find(HttpServletRequest request) {
        String source = request.getRemoteAddr();
        return SessionToken.of(request)
                .flatMap(secret -> sessions.requester(secret, source, DeviceToken.of(request)))
                .<Requester>map(person -> person)
                .orElseGet(() -> new Requester.Anonymous(source));
    }

    /// From where a request comes, for signing in.
    static Visit visit(HttpServletRequest request) {
        return new Visit(request.getRemoteAddr(), appliance(request), DeviceToken.of(request));
    }

    private static Visit.Appliance appliance(HttpServletRequest request) {
        String agent = request.getHeader("User-Agent");
        if (SessionToken.isApi(request) || agent == null || !agent.startsWith("Mozilla/")) {
            return Visit.Appliance.PROGRAM;
        }
        if (agent.contains("MicroMessenger")) {
            return Visit.Appliance.WECHAT;
        }
        return agent.contains("Mobile") || agent.contains("Android") ? Visit.Appliance.PHONE : Visit.Appliance.COMPUTER;
    }
}
