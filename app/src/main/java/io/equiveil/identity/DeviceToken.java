package io.equiveil.identity;

import io.equiveil.access.spi.SessionDevices;
import io.equiveil.kernel.Digest;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/// The token by which a browser shows which registered device it is; see [SessionDevices].
final class DeviceToken {

    private static final Set<String> COOKIES = Set.of(SessionDevices.COOKIE, SessionDevices.LOOPBACK_COOKIE);
    private static final int BYTES = 32;

    private DeviceToken() {}

    static Optional<Digest> of(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return Optional.empty();
        }
        for (Cookie cookie : cookies) {
            if (COOKIES.contains(cookie.getName())) {
                return hash(cookie.getValue());
            }
        }
        return Optional.empty();
    }

    private static Optional<Digest> hash(String token) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            return bytes.length == BYTES ? Optional.of(Digest.sha256(bytes)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
