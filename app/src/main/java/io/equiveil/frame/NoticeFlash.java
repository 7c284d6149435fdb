package io.equiveil.frame;

import io.equiveil.kernel.PracticeHouse;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.support.AbstractFlashMapManager;

/// Carries a [Notice] over a redirect in a cookie. Carries nothing else: what a form was about to say belongs on the
/// page of the form, not into a redirect.
final class NoticeFlash extends AbstractFlashMapManager {

    static final String ATTRIBUTE = "notice";

    private static final String COOKIE = PracticeHouse.cookie("ev_notice");
    private static final int LONGEST = 2_000;
    private static final int MOST_ARGUMENTS = 8;
    private static final Pattern KEY = Pattern.compile("[a-z]+(?:[.-][A-Za-z0-9_]+)+");

    @Override
    protected @Nullable List<FlashMap> retrieveFlashMaps(HttpServletRequest request) {
        return read(request)
                .map(notice -> {
                    FlashMap map = new FlashMap();
                    map.put(ATTRIBUTE, notice);
                    List<FlashMap> maps = new ArrayList<>();
                    maps.add(map);
                    return maps;
                })
                .orElse(null);
    }

    @Override
    protected void updateFlashMaps(List<FlashMap> flashMaps, HttpServletRequest request, HttpServletResponse response) {
        Notice notice = flashMaps.isEmpty() ? null : noticeIn(flashMaps.getLast());
        ResponseCookie cookie = ResponseCookie.from(COOKIE, notice == null ? "" : write(notice))
                .path("/")
                .httpOnly(true)
                .sameSite("Lax")
                .secure(request.isSecure())
                .maxAge(notice == null ? Duration.ZERO : Duration.ofMinutes(1))
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    private static Notice noticeIn(FlashMap map) {
        if (map.size() == 1 && map.get(ATTRIBUTE) instanceof Notice notice) {
            return notice;
        }
        throw new IllegalArgumentException("a redirect carries one notice and nothing else, but got "
                + Map.copyOf(map).keySet());
    }

    private static String write(Notice notice) {
        String text = notice.state() + "\n" + notice.messageKey() + "\n" + String.join("\n", notice.arguments());
        String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        if (encoded.length() > LONGEST) {
            throw new IllegalArgumentException("a notice is one sentence; its arguments are too long");
        }
        return encoded;
    }

    private static Optional<Notice> read(HttpServletRequest request) {
        if (request.getCookies() == null) {
            return Optional.empty();
        }
        return Arrays.stream(request.getCookies())
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .map(Cookie::getValue)
                .findFirst()
                .flatMap(NoticeFlash::parse);
    }

    // The cookie comes from outside: whatever is not exactly ours is nothing.
    private static Optional<Notice> parse(String value) {
        if (value.isEmpty() || value.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            String[] lines = new String(Base64.getUrlDecoder().decode(value), StandardCharsets.UTF_8).split("\n", -1);
            if (lines.length < 2
                    || lines.length > 2 + MOST_ARGUMENTS
                    || !KEY.matcher(lines[1]).matches()) {
                return Optional.empty();
            }
            List<String> arguments = Arrays.stream(lines)
                    .skip(2)
                    .filter(argument -> !argument.isEmpty())
                    .toList();
            return Optional.of(new Notice(State.valueOf(lines[0]), lines[1], arguments));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
