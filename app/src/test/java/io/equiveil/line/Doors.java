package io.equiveil.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.dataroom.SampleDocuments;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Role;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every door through which something is sent into the house, and who has gone through it: forms of pages and calls of
/// programs, as the running application maps them.
final class Doors {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final String BOUNDARY = "----equiveil7MA4YWxk";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final PathPatternParser PATTERNS = new PathPatternParser();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;
    private final Map<String, RequestMappingInfo> doors = new TreeMap<>();
    private final Map<String, HandlerMethod> handlers = new HashMap<>();
    private final Map<String, Set<String>> wentThrough = new TreeMap<>();
    private final Map<String, Form> forms = new HashMap<>();
    private final Canaries canaries;
    private final Map<Boolean, SignedInPerson> strangers = new HashMap<>();
    private final Set<String> letIn = new TreeSet<>();

    Doors(House house, Canaries canaries) {
        this.base = house.baseUrl();
        this.canaries = canaries;
        house.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((mapping, handler) -> {
                    if (handler.getBeanType().getName().startsWith("io.equiveil.")) {
                        for (RequestMethod method :
                                mapping.getMethodsCondition().getMethods()) {
                            if (Set.of(RequestMethod.POST, RequestMethod.PUT, RequestMethod.DELETE, RequestMethod.PATCH)
                                    .contains(method)) {
                                mapping.getPatternValues().forEach(pattern -> {
                                    doors.put(method + " " + pattern, mapping);
                                    handlers.put(method + " " + pattern, handler);
                                });
                            }
                        }
                    }
                });
    }

    /// Doors that somebody went through, being let in, as `POST /clients/{subject}/call`.
    Set<String> used() {
        return new TreeSet<>(wentThrough.keySet());
    }

    /// Doors that take text of people, through which no canary was carried.
    Set<String> withoutCanary() {
        return wentThrough.keySet().stream()
                .filter(door -> takesText(handlers.get(door)))
                .filter(door -> wentThrough.get(door).isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Whether a handler takes something confidential: cleartext, free maps of fields, or files.
    private static boolean takesText(HandlerMethod handler) {
        return Arrays.stream(handler.getMethodParameters())
                .map(parameter -> parameter.getParameterType())
                .anyMatch(Doors::isText);
    }

    private static boolean isText(Class<?> type) {
        if (type.getName().equals("io.equiveil.kernel.Cleartext")
                || Map.class.isAssignableFrom(type)
                        && !type.getName().startsWith("org.springframework.ui")
                        && !type.getName().contains("RedirectAttributes")
                || type.getSimpleName().equals("StreamedForm")) {
            return true;
        }
        return type.isRecord()
                && type.getName().startsWith("io.equiveil.")
                && Arrays.stream(type.getRecordComponents()).anyMatch(part -> isText(part.getType()));
    }

    // --- strangers -----------------------------------------------------------------------------------------------

    /// From now on a stranger tries each request first that names somebody or something.
    void strangersTryFirst(SignedInPerson colleague, SignedInPerson client) {
        strangers.put(false, colleague);
        strangers.put(true, client);
    }

    /// Doors at which strangers were let in with the same request.
    Set<String> whereStrangersWereLetIn() {
        return new TreeSet<>(letIn);
    }

    private void strangersTry(
            SignedInPerson who,
            String method,
            String path,
            String sent,
            Function<SignedInPerson, HttpRequest> request) {
        SignedInPerson stranger = strangers.get(who.requester().has(Role.CLIENT));
        if (stranger == null || !ID.matcher(path + sent).find()) {
            return;
        }
        int status = send(request.apply(stranger)).statusCode();
        if (status < 400) {
            letIn.add(door(method, path));
        }
    }

    // --- programs ------------------------------------------------------------------------------------------------

    /// A call as a program makes it; must be let in.
    JsonNode call(SignedInPerson who, String method, String path, Map<String, ?> body) {
        strangersTry(
                who,
                method,
                path,
                body.toString(),
                stranger -> program(Optional.of(stranger.token()), method, path, JSON.writeValueAsString(body)));
        return call(Optional.of(who.token()), method, path, body);
    }

    JsonNode call(Optional<String> token, String method, String path, Map<String, ?> body) {
        String json = JSON.writeValueAsString(body);
        HttpResponse<String> answer = send(program(token, method, path, json));
        assertThat(answer.statusCode() / 100)
                .as("%s %s: %s", method, path, answer.body())
                .isEqualTo(2);
        note(method, path, json);
        return answer.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(answer.body());
    }

    private HttpRequest program(Optional<String> token, String method, String path, String json) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Accept", "application/json")
                .header("Content-Type", "application/json");
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        return request.method(
                        method,
                        method.equals("GET")
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(json))
                .build();
    }

    // --- pages ---------------------------------------------------------------------------------------------------

    private record Form(String token, String cookies) {}

    /// A page.
    String page(SignedInPerson who, String path) {
        HttpResponse<String> answer = send(browser(path, who, "").GET().build());
        assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
        return answer.body();
    }

    /// Sends a form as a browser without script does; must be let in. Returns where it leads, or what it shows.
    String submit(SignedInPerson who, String path, Map<String, String> fields) {
        String sent = String.join(" ", fields.values());
        strangersTry(who, "POST", path, sent, stranger -> posted(stranger, path, fields));
        return entered(path, sent, send(posted(who, path, fields)));
    }

    private HttpRequest posted(SignedInPerson who, String path, Map<String, String> fields) {
        Form form = form(who);
        String body = "_csrf=" + encoded(form.token())
                + fields.entrySet().stream()
                        .flatMap(field -> Arrays.stream(field.getValue().split("\0"))
                                .map(value -> "&" + field.getKey() + "=" + encoded(value)))
                        .collect(Collectors.joining());
        return browser(path, who, form.cookies())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    /// Sends a form with its token, and says what came of it.
    Visitor.Said knock(SignedInPerson who, String path, Map<String, String> fields) {
        return said(send(posted(who, path, fields)));
    }

    /// The same with a file.
    Visitor.Said knockWithFile(SignedInPerson who, String path, boolean program, Map<String, String> fields) {
        return said(send(sent(who, path, program, fields, "a.png", SampleDocuments.png())));
    }

    private static Visitor.Said said(HttpResponse<String> answer) {
        return new Visitor.Said(answer.statusCode(), List.of(), answer.body());
    }

    /// Sends a form with a file.
    String upload(SignedInPerson who, String path, boolean program, Map<String, String> fields, byte[] file) {
        String sent = String.join(" ", fields.values());
        String name = canaries.name() + (isPng(file) ? ".png" : ".pdf");
        strangersTry(who, "POST", path, sent, stranger -> sent(stranger, path, program, fields, name, file));
        return entered(path, sent, send(sent(who, path, program, fields, name, file)));
    }

    private HttpRequest sent(
            SignedInPerson who, String path, boolean program, Map<String, String> fields, String name, byte[] file) {
        Form form = program ? new Form("", "") : form(who);
        Map<String, String> all = new LinkedHashMap<>();
        if (!program) {
            all.put("_csrf", form.token());
        }
        all.putAll(fields);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        all.forEach((field, value) -> body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\""
                        + field + "\"\r\n\r\n" + value + "\r\n")
                .getBytes(StandardCharsets.UTF_8)));
        body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"files\"; filename=\"" + name
                        + "\"\r\nContent-Type: "
                        + (isPng(file) ? "image/png" : "application/pdf") + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        HttpRequest.Builder request = program
                ? HttpRequest.newBuilder(URI.create(base + path))
                        .header("Accept", "application/json")
                        .header("Authorization", "Bearer " + who.token())
                : browser(path, who, form.cookies());
        return request.header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build();
    }

    private static boolean isPng(byte[] file) {
        return file[1] == 'P' && file[2] == 'N';
    }

    private String entered(String path, String sent, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isBetween(200, 399);
        note("POST", path, sent);
        return answer.headers()
                .firstValue("Location")
                .map(place -> place.replaceFirst("^https?://[^/]+", "").replaceFirst("[?#;].*$", ""))
                .orElse(answer.body());
    }

    private Form form(SignedInPerson who) {
        return forms.computeIfAbsent(who.token(), _ -> {
            HttpResponse<String> page = send(browser("/account", who, "").GET().build());
            Matcher token = TOKEN.matcher(page.body());
            assertThat(token.find()).as(page.body()).isTrue();
            return new Form(
                    token.group(1),
                    page.headers().allValues("Set-Cookie").stream()
                            .map(cookie -> "; " + cookie.substring(0, cookie.indexOf(';')))
                            .collect(Collectors.joining()));
        });
    }

    private HttpRequest.Builder browser(String path, SignedInPerson who, String cookies) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .header("Accept", "text/html")
                .header("Accept-Language", "zh-CN")
                .header("Cookie", "EVSESSION=" + who.token() + cookies);
    }

    // --- who went through ----------------------------------------------------------------------------------------

    /// Notes that somebody was let in at a door, with what they carried.
    void note(String method, String path, String carried) {
        String door = door(method, path);
        if (!door.isEmpty()) {
            wentThrough.computeIfAbsent(door, _ -> new LinkedHashSet<>()).addAll(canaries.in(carried));
        }
    }

    /// The most exact of the doors that fit, as Spring chooses; blank for what changes nothing.
    private String door(String method, String path) {
        PathContainer asked = PathContainer.parsePath(path.replaceFirst("\\?.*$", ""));
        return doors.keySet().stream()
                .filter(door -> door.startsWith(method + " ") && pattern(door).matches(asked))
                .min(Comparator.comparing(Doors::pattern))
                .orElse("");
    }

    private static PathPattern pattern(String door) {
        return PATTERNS.parse(door.substring(door.indexOf(' ') + 1));
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
