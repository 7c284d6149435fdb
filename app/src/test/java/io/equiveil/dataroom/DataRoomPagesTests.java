package io.equiveil.dataroom;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.files.FileRefusal;
import io.equiveil.files.Progress;
import io.equiveil.files.SampleFiles;
import io.equiveil.identity.Api;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.Owner;
import io.equiveil.matters.AMatter.Buyer;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The data room over HTTP: every page in both languages, forms without script, and for programs.
class DataRoomPagesTests {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String BOUNDARY = "----boundary7MA4YWxk";
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private static ARoom a;
    private static Buyer buyer;

    @BeforeAll
    static void aMatterInDueDiligence() {
        a = new ARoom();
        buyer = a.admitBuyer();
        a.toDueDiligence();
    }

    @Test
    void aBrowserWithoutScriptSendsLooksAndRemoves() throws Exception {
        String list = "/matters/" + a.matter + "/documents";
        String form = page(a.advisor, list + "/new", 200);

        HttpResponse<String> forged = send(a.advisor, list, multipart("not the token", "合同", SampleFiles.pdf(2, "合同")));
        assertThat(forged.statusCode()).isEqualTo(403);
        HttpResponse<String> refused =
                send(a.advisor, list, multipart(token(form), "坏的", "MZ".getBytes(StandardCharsets.US_ASCII)));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("这个文件没有收下", "坏的");
        HttpResponse<String> sent = send(a.advisor, list, multipart(token(form), "网页合同", SampleFiles.pdf(2, "合同")));
        assertThat(sent.statusCode()).isEqualTo(302);

        String listed = page(a.advisor, list, 200);
        assertThat(listed).contains("网页合同");
        RoomDocument document = a
                .room
                .list(a.advisor.requester(), a.matter, java.time.Instant.parse("2999-01-01T00:00:00Z"))
                .orElseThrow()
                .lines()
                .stream()
                .filter(line -> line.title()
                        .filter(title -> title.revealForDisplay().equals("网页合同"))
                        .isPresent())
                .findFirst()
                .orElseThrow()
                .document();
        HttpResponse<String> opened = post(a.advisor, list + "/" + document.id() + "/views", token(listed));
        assertThat(opened.statusCode()).isEqualTo(302);
        String view = URI.create(opened.headers().firstValue("Location").orElseThrow())
                .getPath();
        String shown = page(a.advisor, view + "?page=2", 200);
        assertThat(shown).contains("/pages/2?width=800").doesNotContain("style=\"", "onclick");
        HttpResponse<byte[]> picture = HTTP.send(
                request(a.advisor, view + "/pages/2?width=800").build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(picture.statusCode()).isEqualTo(200);
        assertThat(picture.headers().firstValue("Content-Type")).contains("image/jpeg");
        assertThat(picture.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("no-store"));
        assertThat(status(a.advisor, view + "/pages/2?width=999")).isEqualTo(400);
        assertThat(page(a.advisor, view + "/state?page=2", 200)).contains("OPEN");

        String details = page(a.advisor, list + "/" + document.id(), 200);
        assertThat(details).contains("水印编号");
        String confirm = page(a.advisor, list + "/" + document.id() + "/removal", 200);
        assertThat(post(a.advisor, list + "/" + document.id() + "/removal", token(confirm))
                        .statusCode())
                .isEqualTo(302);
        assertThat(page(a.advisor, view, 410)).contains("刚刚被移除");
        assertThat(status(a.advisor, view + "/pages/1?width=800")).isEqualTo(410);
    }

    @Test
    void everyPageIsThereInBothLanguagesForEverybodyWhoseAffairItIs() throws Exception {
        RoomDocument document = a.add("年报", SampleFiles.pdf(3, "年报"));
        a.add("交割", MatterStage.PAYMENT, SampleFiles.pdf(1, "交割"));
        String staff = "/matters/" + a.matter + "/documents";
        String portal = "/portal/matters/" + a.matter + "/documents";
        String papers = "/clients/" + a.sellerSubject + "/documents";
        for (String language : List.of("zh-CN", "en")) {
            String lang = "?lang=" + language;
            for (SignedInPerson who : List.of(a.advisor, a.officer, a.seller, buyer.person())) {
                assertThat(page(who, "/dataroom" + lang, 200))
                        .contains(a.codeName)
                        .doesNotContain("??");
            }
            for (String path : List.of(
                    staff,
                    staff + "/new",
                    staff + "/" + document.id(),
                    staff + "/" + document.id() + "/removal",
                    papers,
                    papers + "/new")) {
                assertThat(page(a.advisor, path + lang, 200)).doesNotContain("??");
            }
            assertThat(page(a.officer, staff + lang, 200)).contains("＊＊＊").doesNotContain("年报");
            for (String path : List.of(
                    portal,
                    portal + "/new",
                    portal + "/" + document.id() + "/removal",
                    "/portal/papers/" + a.sellerSubject,
                    "/portal/papers/" + a.sellerSubject + "/new")) {
                assertThat(page(a.seller, path + lang, 200)).doesNotContain("??");
            }
            assertThat(page(buyer.person(), portal + lang, 200)).contains("年报").doesNotContain("??");
            String view = "/documents/views/" + a.opened(buyer.person(), document);
            assertThat(page(buyer.person(), view + lang + "&page=2&width=1200", 200))
                    .doesNotContain("??");
            assertThat(page(buyer.person(), "/documents/views/" + ViewId.random() + lang, 410))
                    .doesNotContain("??");
        }
        assertThat(status(buyer.person(), "/portal/papers/" + a.sellerSubject)).isEqualTo(404);
    }

    @Test
    void whoeverWaitsSeesHowFarItIsAndFindsItAgain() throws Exception {
        CompletableFuture<UploadResult> work = new CompletableFuture<>();
        Arrival arrival = new Arrival(
                a.advisor.requester(),
                Owner.of(a.matter),
                Optional.of(a.matter),
                new NewDocument(Cleartext.of("慢文件"), InformationClass.FINANCIAL, MatterStage.PAYMENT),
                Optional.empty(),
                Optional::empty);
        SendingState begun = a.house.bean(Sendings.class).begin(arrival, progress -> {
            progress.at(Progress.Step.CONVERTING, 1, 3);
            return work.join();
        });
        String waiting = "/documents/sendings/" + ((SendingState.Going) begun).sending();

        HttpResponse<String> shown =
                HTTP.send(request(a.advisor, waiting).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.headers().firstValue("Refresh")).isPresent();
        assertThat(shown.body()).contains("已完成 1 张，共 3 张");
        assertThat(page(a.advisor, waiting + "?lang=en", 200))
                .contains("1 of 3 done")
                .doesNotContain("??");
        assertThat(page(a.advisor, "/matters/" + a.matter + "/documents", 200)).contains("已完成 1 张", waiting);
        assertThat(page(a.seller, "/portal/matters/" + a.matter + "/documents", 200))
                .doesNotContain(waiting);
        assertThat(status(a.seller, waiting)).as("nobody else's").isEqualTo(302);

        work.complete(new UploadResult.FileRefused(FileRefusal.MACROS));
        assertThat(page(a.advisor, waiting, 422)).contains("不带宏", "慢文件");
        assertThat(page(a.advisor, "/matters/" + a.matter + "/documents", 200)).doesNotContain(waiting);
    }

    @Test
    void aPhotographOfTwoHundredMegabytesGetsASentenceAndNotABrokenConnection() throws Exception {
        String list = "/matters/" + a.matter + "/documents";
        byte[] form = multipart(token(page(a.advisor, list + "/new", 200)), "大照片", SampleFiles.jpeg(60, 60, Color.RED));
        byte[] zeros = new byte[1 << 20];
        int end = form.length - (BOUNDARY.length() + 8);
        Iterable<byte[]> body = () -> Stream.of(
                        Stream.of(Arrays.copyOf(form, end)),
                        Stream.generate(() -> zeros).limit(200),
                        Stream.of(Arrays.copyOfRange(form, end, form.length)))
                .flatMap(parts -> parts)
                .iterator();

        HttpResponse<String> answer = HTTP.send(
                request(a.advisor, list)
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(HttpRequest.BodyPublishers.ofByteArrays(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("文件太大，总共不能超过 60 MB", "请分成几份上传");
    }

    @Test
    void aPageOnItsSideIsTurnedWithoutScriptAndByPrograms() throws Exception {
        RoomDocument document = a.add("横着的", SampleFiles.redThenBlue(400, 300));
        String view = "/documents/views/" + a.opened(a.advisor, document);
        String shown = page(a.advisor, view, 200);
        assertThat(shown).contains("向右转正");

        assertThat(post(a.advisor, view + "/turns", token(shown), "&page=1&by=1")
                        .statusCode())
                .isEqualTo(302);
        assertThat(a.room.turnOf(a.advisor.requester(), document.id(), 1)).contains(1);

        Api api = new Api(a.house);
        String turn = "/api/documents/" + document.id() + "/pages/";
        assertThat(api.send("PUT", turn + "1/turn", "{\"quarters\":3}", a.advisor.token())
                        .statusCode())
                .isEqualTo(200);
        assertThat(a.room.turnOf(a.advisor.requester(), document.id(), 1)).contains(3);
        assertThat(api.send("PUT", turn + "2/turn", "{\"quarters\":1}", a.advisor.token())
                        .statusCode())
                .isEqualTo(404);
        assertThat(api.send("PUT", turn + "1/turn", "{\"quarters\":4}", a.advisor.token())
                        .statusCode())
                .isIn(400, 422);
        assertThat(api.send(
                                "PUT",
                                turn + "1/turn",
                                "{\"quarters\":1}",
                                buyer.person().token())
                        .statusCode())
                .isEqualTo(404);
        assertThat(page(buyer.person(), "/documents/views/" + a.opened(buyer.person(), document), 200))
                .doesNotContain("向右转正");
    }

    @Test
    void aProgramSendsListsAndLooks() throws Exception {
        Api api = new Api(a.house);
        String documents = "/api/matters/" + a.matter + "/documents";
        HttpResponse<String> sent = HTTP.send(
                HttpRequest.newBuilder(URI.create(a.house.baseUrl() + documents))
                        .header("Authorization", "Bearer " + a.advisor.token())
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(multipart(
                                null,
                                "两张照片",
                                SampleFiles.jpeg(300, 400, Color.RED),
                                SampleFiles.png(300, 400, Color.BLUE))))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(sent.statusCode()).isEqualTo(201);
        String id = api.text(sent, "id");
        assertThat(api.json(sent).get("pages").asInt()).isEqualTo(2);
        assertThat(api.get(documents, a.advisor.token()).body()).contains("两张照片");

        HttpResponse<String> opened = api.post(
                "/api/documents/" + id + "/views", Map.of(), buyer.person().token());
        assertThat(opened.statusCode()).isEqualTo(201);
        String view = api.text(opened, "view");
        assertThat(api.get(
                                "/api/documents/views/" + view + "/pages/1?width=480",
                                buyer.person().token())
                        .statusCode())
                .isEqualTo(200);
        assertThat(api.get("/api/documents/views/" + view + "/pages/1?width=480", a.advisor.token())
                        .statusCode())
                .isEqualTo(410);
        assertThat(api.get("/api/documents/" + id + "/readings", a.advisor.token())
                        .body())
                .contains("\"page\":1");
        assertThat(api.delete("/api/documents/" + id, a.advisor.token()).statusCode())
                .isEqualTo(200);
        assertThat(api.json(api.get(
                                "/api/documents/views/" + view, buyer.person().token()))
                        .get("because")
                        .asString())
                .isEqualTo("REMOVED");
    }

    @Test
    void aFormWithFilesReachesNoHandlerThatDoesNotTakeFiles() throws Exception {
        RoomDocument document = a.add("不许删", SampleFiles.pdf(1, "x"));

        HttpResponse<String> answer = send(
                a.advisor,
                "/matters/" + a.matter + "/documents/" + document.id() + "/removal",
                multipart("forged", "x", SampleFiles.pdf(1, "x")));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(a.room.open(a.advisor.requester(), document.id())).isInstanceOf(Opening.Opened.class);
    }

    private static byte[] multipart(@Nullable String token, String title, byte[]... files) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (token != null) {
            field(body, "_csrf", token);
        }
        field(body, "title", title);
        for (byte[] file : files) {
            body.writeBytes(
                    ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"files\"; filename=\"scan\"\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            body.writeBytes(file);
            body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }

    private static void field(ByteArrayOutputStream body, String name, String value) {
        body.writeBytes(
                ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n")
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static String token(String page) {
        Matcher matcher = TOKEN.matcher(page);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    /// Sends, and waits as a browser does if it takes long.
    private static HttpResponse<String> send(SignedInPerson who, String path, byte[] body) throws Exception {
        HttpResponse<String> answer = HTTP.send(
                request(who, path)
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        String waiting = answer.headers().firstValue("Location").orElse("");
        boolean waits = URI.create(waiting).getPath().startsWith("/documents/sendings/");
        while (waits) {
            Thread.sleep(200);
            answer = HTTP.send(
                    request(who, URI.create(waiting).getPath()).build(), HttpResponse.BodyHandlers.ofString());
            waits = answer.headers().firstValue("Refresh").isPresent();
        }
        return answer;
    }

    private static HttpResponse<String> post(SignedInPerson who, String path, String token) throws Exception {
        return post(who, path, token, "");
    }

    private static HttpResponse<String> post(SignedInPerson who, String path, String token, String more)
            throws Exception {
        return HTTP.send(
                request(who, path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "_csrf=" + java.net.URLEncoder.encode(token, StandardCharsets.UTF_8) + more))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String page(SignedInPerson who, String path, int status) throws Exception {
        HttpResponse<String> answer = HTTP.send(request(who, path).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path).isEqualTo(status);
        return answer.body();
    }

    private static int status(SignedInPerson who, String path) throws Exception {
        return HTTP.send(request(who, path).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static HttpRequest.Builder request(SignedInPerson who, String path) {
        return HttpRequest.newBuilder(URI.create(a.house.baseUrl() + path))
                .header("Cookie", "EVSESSION=" + who.token())
                .header("Accept", "text/html,*/*");
    }
}
