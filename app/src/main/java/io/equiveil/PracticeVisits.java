package io.equiveil;

import io.equiveil.engine.PublicAddress;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.OncePerRequestFilter;

/// Remembers when somebody last came to the practice house, and lets in only who asks for it by its own name:
/// not a page of a foreign site whose name was made to lead here (DNS rebinding).
@Order(Ordered.HIGHEST_PRECEDENCE)
final class PracticeVisits extends OncePerRequestFilter {

    private final String host;
    private volatile long last = System.nanoTime();

    /// @param address where browsers are
    PracticeVisits(PublicAddress address) {
        this.host = address.origin().getAuthority();
    }

    Duration sinceLast() {
        return Duration.ofNanos(System.nanoTime() - last);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        last = System.nanoTime();
        if (host.equalsIgnoreCase(request.getHeader("Host"))) {
            chain.doFilter(request, response);
        } else {
            response.setStatus(LoopbackHosts.MISDIRECTED);
            response.setHeader("Cache-Control", "no-store");
        }
    }
}
