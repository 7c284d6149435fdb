package io.equiveil.identity;

import io.equiveil.House;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A browser without script, for tests: cookies, forms with their tokens, redirects followed one by one.
public final class Browser {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final CookieManager cookies = new CookieManager();
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NEVER)
            .localAddress(someLoopback())
            .build();
    private final String base;
    private String token = "";

    public Browser(House house) {
        this.base = house.baseUrl();
    }

    /// A browser in which somebody is signed in already.
    public static Browser signedIn(House house, PeopleInTests.SignedInPerson person) {
        Browser browser = new Browser(house);
        HttpCookie session = new HttpCookie("EVSESSION", person.token());
        session.setPath("/");
        session.setVersion(0);
        browser.cookies.getCookieStore().add(URI.create(browser.base), session);
        return browser;
    }

    static InetAddress someLoopback() {
        byte[] random = new byte[2];
        ThreadLocalRandom.current().nextBytes(random);
        try {
            return InetAddress.getByAddress(new byte[] {127, 77, random[0], (byte) (random[1] & 0x7f | 1)});
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Opens a page.
    public HttpResponse<String> open(String path) {
        return remembered(send(HttpRequest.newBuilder(URI.create(base + path))
                .header("Accept", "text/html")
                .header("User-Agent", "Mozilla/5.0 (test)")
                .build()));
    }

    /// Opens a page and follows redirects.
    public HttpResponse<String> visit(String path) {
        return follow(open(path));
    }

    /// Sends a form of the page opened last, with its token.
    public HttpResponse<String> submit(String path, Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put("_csrf", token);
        return submitWithoutToken(path, all);
    }

    /// Sends a form as a foreign page would: without a token.
    public HttpResponse<String> submitWithoutToken(String path, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return remembered(send(HttpRequest.newBuilder(URI.create(base + path))
                .header("Accept", "text/html")
                .header("User-Agent", "Mozilla/5.0 (test)")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build()));
    }

    /// Follows redirects until there is a page.
    public HttpResponse<String> follow(HttpResponse<String> answer) {
        HttpResponse<String> last = answer;
        for (int i = 0; i < 5 && last.statusCode() / 100 == 3; i++) {
            last = open(place(last));
        }
        return last;
    }

    /// Where a redirect leads.
    public static String place(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Location")
                .map(place -> URI.create(place))
                .map(place -> place.getRawPath() + (place.getRawQuery() == null ? "" : "?" + place.getRawQuery()))
                .orElse("");
    }

    /// The value of a cookie.
    public Optional<String> cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    private HttpResponse<String> remembered(HttpResponse<String> answer) {
        Matcher matcher = TOKEN.matcher(answer.body());
        if (matcher.find()) {
            token = matcher.group(1);
        }
        return answer;
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
