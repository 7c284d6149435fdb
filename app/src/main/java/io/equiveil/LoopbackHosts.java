package io.equiveil;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/// On plain HTTP the server answers to `localhost` and `127.0.0.1` only.
///
/// The attack it stops: a page of a foreign site whose name is made to resolve to 127.0.0.1 (DNS rebinding) talks to
/// the demo through the visitor's own browser.
final class LoopbackHosts extends OncePerRequestFilter {

    static final int MISDIRECTED = 421;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String host = request.getHeader("Host");
        int port = request.getLocalPort();
        if (("localhost:" + port).equalsIgnoreCase(host) || ("127.0.0.1:" + port).equals(host)) {
            chain.doFilter(request, response);
            return;
        }
        response.setStatus(MISDIRECTED);
        response.setContentType("text/plain;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.getWriter()
                .write("演示只接受 http://localhost:" + port + " 这一个地址。\n" + "The demo answers to http://localhost:" + port
                        + " only.\n");
    }
}
