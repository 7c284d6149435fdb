package io.equiveil.clients;

import io.equiveil.House;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Somebody's browser on the staff's pages, without pictures.
public final class ClientPage {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final House house;
    private final SignedInPerson who;

    public ClientPage(House house, SignedInPerson who) {
        this.house = house;
        this.who = who;
    }

    public String get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(), path, "").body();
    }

    /// Sends a form that stands on a page.
    public int submit(String page, String below, Map<String, String> fields) throws IOException, InterruptedException {
        return send(page, page + below, fields).statusCode();
    }

    /// Sends fields with the token of a form that stands on a page.
    HttpResponse<String> send(String page, String path, Map<String, String> fields)
            throws IOException, InterruptedException {
        return send(page, path, fields, HttpRequest.newBuilder());
    }

    /// Presses a button that puts its answer into the page that stands there.
    HttpResponse<String> press(String page, String path) throws IOException, InterruptedException {
        return send(page, path, Map.of(), HttpRequest.newBuilder().header("HX-Request", "true"));
    }

    private HttpResponse<String> send(String page, String path, Map<String, String> fields, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        HttpResponse<String> shown = send(HttpRequest.newBuilder(), page, "");
        Matcher token = TOKEN.matcher(shown.body());
        if (!token.find()) {
            throw new AssertionError("no form on the page");
        }
        Map<String, String> sent = new LinkedHashMap<>(fields);
        sent.put("_csrf", token.group(1));
        String csrf = shown.headers().allValues("set-cookie").stream()
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .collect(Collectors.joining("; "));
        String body = sent.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(
                request.header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                path,
                "; " + csrf);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String path, String cookies)
            throws IOException, InterruptedException {
        return HTTP.send(
                request.uri(URI.create(house.baseUrl() + path))
                        .header("Cookie", "EVSESSION=" + who.token() + cookies)
                        .header("Accept", "text/html")
                        .header("Accept-Language", "zh-CN")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
