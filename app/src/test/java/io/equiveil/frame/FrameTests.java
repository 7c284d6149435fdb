package io.equiveil.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equiveil.frame.worklist.Worklist;
import io.equiveil.kernel.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.view.RedirectView;

/// What every page gets from the frame, on a real server.
class FrameTests {

    private static final String SECRET = "110101199003078814";
    private static final FrameStage STAGE = new FrameStage(Guests.class, GuestHandlers.class);

    @AfterAll
    static void close() {
        STAGE.close();
    }

    @Test
    void visitorsReadChineseUnlessTheySayOtherwise() {
        assertThat(STAGE.get("/style-guide").body()).contains("<html lang=\"zh-CN\">", "样式指南");
        assertThat(language("fr-FR, en;q=0.5").body()).contains("<html lang=\"en\">");
        assertThat(language("de").body()).contains("<html lang=\"zh-CN\">");
        assertThat(STAGE.get("/style-guide?lang=en").body()).contains("<html lang=\"en\">", "Style guide");
    }

    @Test
    void aChosenLanguageAndTextSizeStay() {
        HttpResponse<String> chosen = STAGE.get("/style-guide?lang=en&text=large");
        String cookies = String.join(
                "; ",
                chosen.headers().allValues("Set-Cookie").stream()
                        .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                        .toList());

        HttpResponse<String> next = STAGE.send(HttpRequest.newBuilder().header("Cookie", cookies), "/style-guide");

        assertThat(chosen.headers().allValues("Set-Cookie")).allMatch(cookie -> cookie.contains("HttpOnly"));
        assertThat(next.body()).contains("<html lang=\"en\" class=\"text-large\">");
    }

    @Test
    void aBodyThatIsReadWholeEndsAtTheBoundWhateverItSaysOfItself() {
        String fits = "x".repeat(BodyLimit.FOR_ANYBODY);
        assertThat(sent("/api/guests/bytes", "application/octet-stream", BodyPublishers.ofString(fits))
                        .body())
                .isEqualTo("" + BodyLimit.FOR_ANYBODY);
        byte[] tooLong = (fits + "x").getBytes(StandardCharsets.UTF_8);
        for (String type : List.of("application/octet-stream", "multipart/form-data; boundary=b", "text/plain")) {
            assertTooLarge(sent("/api/guests/bytes", type, BodyPublishers.ofByteArray(tooLong)));
            assertTooLarge(sent(
                    "/api/guests/bytes",
                    type,
                    BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(tooLong))));
        }
        assertThat(sent("/api/guests/bytes", "text/plain", BodyPublishers.ofByteArray(tooLong), Role.ADVISOR)
                        .body())
                .isEqualTo("" + tooLong.length);
        assertTooLarge(sent(
                "/api/guests/bytes",
                "text/plain",
                BodyPublishers.ofByteArray(new byte[BodyLimit.FOR_SIGNED_IN + 1]),
                Role.ADVISOR));
        String json = "{\"name\":\"" + fits + "\"}";
        assertTooLarge(sent(
                "/api/guests",
                "application/json",
                BodyPublishers.ofInputStream(
                        () -> new java.io.ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)))));
    }

    @Test
    void filesThatAreStreamedAreNotBoundByIt() {
        int length = 3 * BodyLimit.FOR_SIGNED_IN;
        String form = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n"
                + "x".repeat(length) + "\r\n--b--\r\n";
        assertThat(sent("/api/guests/files", "multipart/form-data; boundary=b", BodyPublishers.ofString(form))
                        .body())
                .isEqualTo("" + length);
    }

    private static HttpResponse<String> sent(String path, String type, HttpRequest.BodyPublisher body, Role... roles) {
        return STAGE.send(HttpRequest.newBuilder().header("Content-Type", type).POST(body), path, roles);
    }

    private static void assertTooLarge(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("urn:equiveil:problem:content-too-large");
    }

    @Test
    void navigationShowsOnlyWhatTheRoleMaySee() {
        assertThat(STAGE.get("/", Role.ADVISOR).body()).contains("今日").doesNotContain("href=\"/style-guide\"");
        assertThat(STAGE.get("/", Role.OWNER).body()).contains("href=\"/style-guide\"");
    }

    @Test
    void todayShowsSevenLinesOfAGroupTheMostUrgentFirstAndKeepsTheRest() {
        String page = STAGE.get("/", Role.ADVISOR).body();

        assertThat(page).contains("还有 2 项");
        assertThat(page.indexOf("2026年11月1日")).isLessThan(page.indexOf("2026年11月2日"));
        assertThat(page).contains("有一部分待办暂时读不到");
    }

    @Test
    void todayTeachesWhenThereIsNothing() {
        assertThat(STAGE.get("/", Role.AUDITOR).body()).contains("今天没有待办事项");
    }

    @Test
    void aClientsHomeIsThePortal() {
        assertThat(STAGE.get("/", Role.CLIENT).headers().firstValue("Location"))
                .hasValueSatisfying(place -> assertThat(place).endsWith("/portal"));
    }

    @Test
    void aMissingPageIsAKindPageWithAReference() {
        HttpResponse<String> answer = STAGE.get("/nothing/here");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("没有找到这一页", "参考编号").containsPattern("[0-9A-Z]{4}-[0-9A-Z]{4}");
    }

    @Test
    void underApiAnErrorIsAProblemOfAStableType() {
        HttpResponse<String> missing = STAGE.get("/api/nothing");
        HttpResponse<String> own = STAGE.get("/api/guests/own");

        assertThat(missing.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(missing.body()).contains("\"type\":\"urn:equiveil:problem:not-found\"", "\"reference\"");
        assertThat(own.statusCode()).isEqualTo(409);
        assertThat(own.body()).contains("\"type\":\"urn:equiveil:problem:nda-missing\"");
    }

    @Test
    void anInvalidBodyNamesTheFieldButNeverWhatWasSent() {
        HttpResponse<String> answer = STAGE.send(
                HttpRequest.newBuilder()
                        .POST(BodyPublishers.ofString("{\"name\":\"\",\"identity\":\"" + SECRET + "\"}"))
                        .header("Content-Type", "application/json"),
                "/api/guests");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("\"type\":\"urn:equiveil:problem:invalid\"", "\"field\":\"name\"", "\"reason\":\"NotBlank\"")
                .doesNotContain(SECRET);
    }

    @Test
    void whatBreaksIsLoggedByReferenceAndClassButNeverByMessage() {
        PrintStream out = System.out;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
        HttpResponse<String> handler;
        HttpResponse<String> view;
        HttpResponse<String> parameter;
        try {
            handler = STAGE.get("/guests/broken?identity=" + SECRET);
            view = STAGE.get("/guests/broken-view?identity=" + SECRET);
            parameter = STAGE.get("/guests/number?n=" + SECRET + "x");
        } finally {
            System.setOut(out);
        }
        String written = log.toString(StandardCharsets.UTF_8);

        assertThat(handler.statusCode()).isEqualTo(500);
        assertThat(handler.body()).contains("出了点问题").doesNotContain(SECRET);
        assertThat(view.statusCode()).isEqualTo(500);
        assertThat(parameter.statusCode()).isEqualTo(400);
        assertThat(parameter.body()).doesNotContain(SECRET);
        assertThat(written)
                .contains("java.lang.IllegalStateException", "frame.FrameTests$GuestHandlers.broken")
                .doesNotContain(SECRET);
    }

    @Test
    void htmxGetsThePartAndNotThePage() {
        HttpResponse<String> answer =
                STAGE.send(HttpRequest.newBuilder().header("HX-Request", "true"), "/guests/broken");

        assertThat(answer.body()).contains("参考编号").doesNotContain("<html");
    }

    @Test
    void aNoticeOutlivesOneRedirectWithoutASession() {
        HttpResponse<String> redirect =
                STAGE.send(HttpRequest.newBuilder().POST(BodyPublishers.noBody()), "/guests", Role.OWNER);
        String cookie = redirect.headers().firstValue("Set-Cookie").orElseThrow();

        HttpResponse<String> page = STAGE.send(
                HttpRequest.newBuilder().header("Cookie", cookie.substring(0, cookie.indexOf(';'))),
                "/style-guide",
                Role.OWNER);

        assertThat(cookie).contains("ev_notice=", "HttpOnly").doesNotContain("JSESSIONID");
        assertThat(page.body()).contains("role=\"status\"", "还有 3 项");
        assertThat(page.headers().firstValue("Set-Cookie").orElseThrow()).contains("ev_notice=;", "Max-Age=0");
    }

    @Test
    void aForgedNoticeIsNotShown() {
        for (String forged : List.of("x", "SE9MRFMKPHNjcmlwdD4", "Tk9ORQpmcmFtZS50b2RheQ")) {
            HttpResponse<String> page = STAGE.send(
                    HttpRequest.newBuilder().header("Cookie", "ev_notice=" + forged), "/style-guide", Role.OWNER);

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).doesNotContain("role=\"status\"");
        }
    }

    @Test
    void onlyANoticeGoesOverARedirect() {
        HttpResponse<String> answer =
                STAGE.send(HttpRequest.newBuilder().POST(BodyPublishers.noBody()), "/guests/chatty", Role.OWNER);

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.headers().allValues("Set-Cookie").toString()).doesNotContain(SECRET);
    }

    @Test
    void pagesLinkTheHtmxThatIsOnTheClassPathAndStylesByTheirContent() {
        String page = STAGE.get("/style-guide").body();

        for (String link :
                List.of("equiveil-[0-9a-f]{32}\\.css", "htmx\\.min[^\"]*\\.js", "equiveil-[0-9a-f]{32}\\.js")) {
            assertThat(page).containsPattern(link);
            String path = java.util.regex.Pattern.compile("\"(/[^\"]*" + link + ")\"")
                    .matcher(page)
                    .results()
                    .map(found -> found.group(1))
                    .findFirst()
                    .orElseThrow();
            assertThat(STAGE.get(path).statusCode()).as(path).isEqualTo(200);
        }
    }

    @Test
    void aConfirmationNeedsTheVeryCodeName() {
        Confirmation asks = new Confirmation("?", List.of("x"), null, "青松", "销毁", "/a", "/b", false);

        assertThat(asks.isConfirmedBy(" 青松 ")).isTrue();
        assertThat(asks.isConfirmedBy("青松2")).isFalse();
        assertThat(asks.isConfirmedBy(null)).isFalse();
        assertThat(asks.again().wrong()).isTrue();
    }

    @Test
    void aChartRefusesANegativeFigure() {
        assertThatThrownBy(() -> new Chart.Figure("x", -1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static HttpResponse<String> language(String accepted) {
        return STAGE.send(HttpRequest.newBuilder().header("Accept-Language", accepted), "/style-guide");
    }

    /// Rooms that contribute something.
    static class Guests {

        @Bean
        Worklist busy() {
            return person -> person.has(Role.ADVISOR)
                    ? IntStream.rangeClosed(1, 9)
                            .mapToObj(day -> new Worklist.Item(
                                    Worklist.Kind.DUE,
                                    "frame.today.more",
                                    List.of("1"),
                                    Optional.of(Instant.parse("2026-11-0" + (10 - day) + "T00:00:00Z")),
                                    "/somewhere"))
                            .toList()
                    : List.of();
        }

        @Bean
        Worklist broken() {
            return person -> {
                if (person.has(Role.ADVISOR)) {
                    throw new IllegalStateException("out of order");
                }
                return List.of();
            };
        }
    }

    @RestController
    @ConditionalOnProperty("equiveil.stage")
    @OpenToAll(because = "it is a test")
    static class GuestHandlers {

        @GetMapping("/api/guests/own")
        String own() {
            ProblemDetail detail = ProblemDetail.forStatus(HttpStatus.CONFLICT);
            detail.setType(java.net.URI.create("urn:equiveil:problem:nda-missing"));
            throw new ErrorResponseException(HttpStatus.CONFLICT, detail, null);
        }

        @PostMapping("/api/guests")
        String take(@Valid @RequestBody Guest guest) {
            return "taken";
        }

        @PostMapping("/api/guests/bytes")
        String bytes(@RequestBody byte[] body) {
            return "" + body.length;
        }

        @PostMapping("/api/guests/files")
        String files(StreamedForm form) throws java.io.IOException {
            long length = 0;
            for (Optional<StreamedForm.FilePart> file = form.nextFile(); file.isPresent(); file = form.nextFile()) {
                length += file.get().content().transferTo(java.io.OutputStream.nullOutputStream());
            }
            return "" + length;
        }

        @GetMapping("/guests/broken")
        String broken() {
            throw new IllegalStateException("could not read " + SECRET);
        }

        @GetMapping("/guests/number")
        String number(int n) {
            return "" + n;
        }

        @GetMapping("/guests/broken-view")
        org.springframework.web.servlet.ModelAndView brokenView() {
            return new org.springframework.web.servlet.ModelAndView("guests/nothing-" + SECRET);
        }

        @GetMapping("/guests/away")
        String away() {
            throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
        }

        @PostMapping("/guests")
        RedirectView done(RedirectAttributes redirect) {
            redirect.addFlashAttribute("notice", Notice.done("frame.today.more", "3"));
            return new RedirectView("/style-guide");
        }

        @PostMapping("/guests/chatty")
        RedirectView chatty(RedirectAttributes redirect) {
            redirect.addFlashAttribute("form", SECRET);
            return new RedirectView("/style-guide");
        }
    }

    record Guest(@NotBlank String name, String identity) {}
}
