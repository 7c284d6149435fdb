package io.equiveil.matters;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Pages over HTTP as a browser without script asks for them.
public final class APage {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final House house;

    public APage(House house) {
        this.house = house;
    }

    /// The page is there in both languages, has this in it, and leaves no text unsaid.
    public void shows(String path, SignedInPerson who, String sign) {
        for (String language : List.of("zh-CN", "en")) {
            HttpResponse<String> answer = get(path, who, language);
            assertThat(answer.statusCode()).as("%s in %s", path, language).isEqualTo(200);
            assertThat(answer.body())
                    .as("%s in %s", path, language)
                    .contains(sign)
                    .doesNotContain("??");
        }
    }

    public HttpResponse<String> get(String path, SignedInPerson who) {
        return get(path, who, "zh-CN");
    }

    public HttpResponse<String> get(String path, SignedInPerson who, String language) {
        return send(request(path, who).header("Accept-Language", language).build());
    }

    /// Sends a form with the token that another page holds.
    public HttpResponse<String> submit(SignedInPerson who, String path, Map<String, String> fields) {
        HttpResponse<String> form = get("/account", who);
        Matcher matcher = TOKEN.matcher(form.body());
        assertThat(matcher.find()).isTrue();
        String cookies = form.headers().allValues("Set-Cookie").stream()
                .map(cookie -> "; " + cookie.substring(0, cookie.indexOf(';')))
                .collect(Collectors.joining());
        String body = "_csrf=" + encoded(matcher.group(1))
                + fields.entrySet().stream()
                        .map(field -> "&" + field.getKey() + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining());
        return send(HttpRequest.newBuilder(URI.create(house.baseUrl() + path))
                .header("Accept", "text/html")
                .header("Accept-Language", "zh-CN")
                .header("Cookie", "EVSESSION=" + who.token() + cookies)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private HttpRequest.Builder request(String path, SignedInPerson who) {
        return HttpRequest.newBuilder(URI.create(house.baseUrl() + path))
                .header("Accept", "text/html")
                .header("Cookie", "EVSESSION=" + who.token());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
