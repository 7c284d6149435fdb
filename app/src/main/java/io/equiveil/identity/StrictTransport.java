package io.equiveil.identity;

import io.equiveil.engine.TlsDoor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.header.HeaderWriter;

/// Tells browsers to come over TLS only (HSTS, RFC 6797), while a certificate of the firm's own is served: uploaded, or
/// given at the start.
///
/// Never with the certificate of our local authority: a browser that has once read this header lets nobody past a
/// warning any more, and before the authority is imported there is nothing but that warning. So whoever goes back from
/// an own certificate to the local authority has to import it on every device, for as long as the header held. It names
/// this host alone, since other names of the firm's domain are not ours to bind. Asked afresh for each answer, because
/// an uploaded certificate is served without a restart.
final class StrictTransport implements HeaderWriter {

    static final String HEADER = "Strict-Transport-Security";

    /// For a year, counted anew from each answer.
    static final String A_YEAR = "max-age=31536000";

    private final Supplier<@Nullable TlsDoor> door;

    /// @param door empty where nothing is encrypted
    StrictTransport(Supplier<@Nullable TlsDoor> door) {
        this.door = door;
    }

    @Override
    public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
        TlsDoor open = door.get();
        if (request.isSecure() && open != null && open.origin() != TlsDoor.Origin.LOCAL_AUTHORITY) {
            response.setHeader(HEADER, A_YEAR);
        }
    }
}
