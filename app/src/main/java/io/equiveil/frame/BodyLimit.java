package io.equiveil.frame;

import io.equiveil.kernel.Requester;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/// Bounds what one request can make the server hold in memory: every body that is read whole ends at
/// [#FOR_ANYBODY] bytes for whoever is not signed in, at [#FOR_SIGNED_IN] for the others, whatever length and type it
/// declares. The answer is then 413. Who is signed in is known by the time a body is read: the guard of the doors has
/// asked.
///
/// Only a [StreamedForm] reads past this bound, since it never holds a file in memory and has bounds of its own.
/// Fields of an ordinary form are read by the server, which has a bound of its own (`max-http-form-post-size`).
final class BodyLimit extends OncePerRequestFilter {

    /// Bytes.
    static final int FOR_ANYBODY = 256 << 10;

    /// Bytes; enough for the longest text that a door takes, each character written as an escape.
    static final int FOR_SIGNED_IN = 2 << 20;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(new Bounded(request), response);
    }

    /// The body without this bound, for a reader that never holds it whole.
    static ServletInputStream unbounded(HttpServletRequest request) throws IOException {
        Bounded bounded = WebUtils.getNativeRequest(request, Bounded.class);
        return bounded == null ? request.getInputStream() : bounded.getRequest().getInputStream();
    }

    /// The bound was met somewhere below an exception.
    static @Nullable TooLarge in(Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (each instanceof TooLarge found) {
                return found;
            }
        }
        return null;
    }

    /// Not an [IOException], which converters would report as a body that cannot be read.
    static final class TooLarge extends ErrorResponseException {
        private TooLarge() {
            super(HttpStatus.CONTENT_TOO_LARGE);
        }
    }

    private static int limit(HttpServletRequest request) {
        return request.getAttribute(Requester.class.getName()) instanceof Requester.SignedIn
                ? FOR_SIGNED_IN
                : FOR_ANYBODY;
    }

    private static final class Bounded extends HttpServletRequestWrapper {

        private @Nullable ServletInputStream body;

        private Bounded(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (body == null) {
                int limit = limit(this);
                if (getContentLengthLong() > limit) {
                    throw new TooLarge();
                }
                body = new Counted(super.getInputStream(), limit);
            }
            return body;
        }

        @Override
        public BufferedReader getReader() throws IOException {
            String encoding = getCharacterEncoding();
            return new BufferedReader(
                    encoding == null
                            ? new InputStreamReader(getInputStream(), StandardCharsets.UTF_8)
                            : new InputStreamReader(getInputStream(), encoding));
        }
    }

    private static final class Counted extends ServletInputStream {

        private final ServletInputStream body;
        private int left;

        private Counted(ServletInputStream body, int limit) {
            this.body = body;
            this.left = limit;
        }

        @Override
        public int read() throws IOException {
            int read = body.read();
            if (read >= 0) {
                count(1);
            }
            return read;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = body.read(into, from, length);
            if (read > 0) {
                count(read);
            }
            return read;
        }

        private void count(int bytes) {
            left -= bytes;
            if (left < 0) {
                throw new TooLarge();
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(jakarta.servlet.ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
