package io.equiveil.nda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.equiveil.House;
import io.equiveil.clients.ClientKind;
import io.equiveil.files.FilesInTests;
import io.equiveil.files.IncomingFiles;
import io.equiveil.files.SampleWord;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Role;
import io.equiveil.matters.AMatter;
import io.equiveil.matters.APage;
import io.equiveil.texts.TextLanguage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Word templates over pages and for programs.
class WordTemplatePagesTests {

    private static final String BOUNDARY = "word-template";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final House HOUSE = House.open();
    private static final WordSlot SLOT = new WordSlot(AgreementKind.BUYER, TextLanguage.EN);
    private static final String PAGE = "/word-templates/" + SLOT.key();

    private final SignedInPerson owner = PeopleInTests.staff(HOUSE, Role.OWNER);
    private final SignedInPerson advisor = PeopleInTests.staff(HOUSE, Role.ADVISOR);
    private final APage pages = new APage(HOUSE);

    @BeforeEach
    void needsLibreOffice() {
        assumeTrue(HOUSE.bean(IncomingFiles.class).takesOffice(), "LibreOffice is not installed");
    }

    @Test
    void theOwnerBringsOneInLooksAtTheSampleAdoptsItAndGoesBack() throws Exception {
        pages.shows("/word-templates", owner, PAGE);
        pages.shows(PAGE, owner, PAGE + "/example.docx");
        byte[] example = HTTP.send(get(PAGE + "/example.docx", owner), BodyHandlers.ofByteArray())
                .body();
        assertThat(new String(example, 0, 2, StandardCharsets.US_ASCII)).isEqualTo("PK");

        byte[] own = WordTemplatesTests.withWords(SLOT, "Pages " + UUID.randomUUID());
        HttpResponse<String> taken = submit(PAGE + "/versions", owner, own);
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(302);
        int number =
                HOUSE.bean(WordTemplates.class).of(SLOT).versions().getFirst().number();
        String hash = HOUSE.bean(WordTemplates.class)
                .of(SLOT)
                .versions()
                .getFirst()
                .hash()
                .hex();
        pages.shows(PAGE, owner, hash);
        String version = PAGE + "/versions/" + number;
        assertThat(HTTP.send(get(version + "/preview.pdf", advisor), BodyHandlers.ofString())
                        .body())
                .startsWith("%PDF");
        assertThat(HTTP.send(get(version + "/template.docx", advisor), BodyHandlers.ofString())
                        .body())
                .startsWith("PK");
        assertThat(pages.get(PAGE, advisor).body()).contains(hash).doesNotContain(PAGE + "/adoption");

        assertThat(pages.submit(owner, PAGE + "/adoption", Map.of("version", "" + number, "shown", "0".repeat(64)))
                        .body())
                .contains("这一版与刚才看到的不一样");
        assertThat(pages.submit(owner, PAGE + "/adoption", Map.of("version", "" + number, "shown", hash))
                        .statusCode())
                .isEqualTo(302);
        assertThat(pages.get(PAGE, owner).body()).contains("本机构 Word 模板第 " + number + " 版", "改回标准文本");
        assertThat(pages.submit(owner, PAGE + "/setting-aside", Map.of()).statusCode())
                .isEqualTo(302);
        assertThat(pages.get(PAGE, owner).body()).contains("系统自带的标准文本");
        assertThat(pages.submit(advisor, PAGE + "/adoption", Map.of("version", "" + number, "shown", hash))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void whatIsWrongIsSaidInWords() {
        HttpResponse<String> unknown =
                submit(PAGE + "/versions", owner, SampleWord.docx(SampleWord.p("{{对方名}}{{firm")));
        assertThat(unknown.statusCode()).isEqualTo(422);
        assertThat(unknown.body())
                .contains("没有“对方名”这个字段。最接近的是“对方名称”（party）。", "缺少字段“保密年数”（years）", "没有成对：“{{firm”", "没有保存任何内容");
        assertThat(submit(PAGE + "/versions", owner, "MZ".getBytes(StandardCharsets.US_ASCII))
                        .statusCode())
                .isEqualTo(422);
        assertThat(submit(PAGE + "/versions", advisor, WordExample.of(SLOT)).statusCode())
                .isEqualTo(403);
        assertThat(pages.get("/word-templates/none-en", owner).statusCode()).isEqualTo(404);
    }

    @Test
    void programsDoTheSame() throws Exception {
        String path = "/api" + PAGE;
        assertThat(call("GET", "/api/word-templates", "", owner).body()).contains("\"slot\":\"client-firm-zh-CN\"");
        assertThat(send(path + "/versions", owner, SampleWord.docx("<w:p/>")).body())
                .contains("urn:equiveil:problem:word-template-unsound", "\"missing\":[\"party\"");
        HttpResponse<String> taken =
                send(path + "/versions", owner, WordTemplatesTests.withWords(SLOT, "REST " + UUID.randomUUID()));
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
        WordStanding.Version version =
                HOUSE.bean(WordTemplates.class).of(SLOT).versions().getFirst();
        String adoption = "{\"version\":%d,\"shown\":\"%s\"}"
                .formatted(version.number(), version.hash().hex());

        assertThat(call("POST", path + "/adoption", adoption, advisor).statusCode())
                .isEqualTo(403);
        assertThat(call("POST", path + "/adoption", adoption, owner).body())
                .contains("\"adopted\":" + version.number());
        assertThat(call("POST", path + "/adoption", adoption, owner).body()).contains("NOTHING_TO_ADOPT");
        assertThat(call("DELETE", path + "/adoption", "", owner).body()).contains("\"adopted\":null");
        for (String part : new String[] {"example", "versions/" + version.number() + "/file"}) {
            assertThat(call("GET", path + "/" + part, "", advisor).body()).startsWith("PK");
        }
        assertThat(call("GET", path + "/versions/" + version.number() + "/preview", "", advisor)
                        .body())
                .startsWith("%PDF");
    }

    @Test
    void theFilledDocumentIsThereWhereTheFileMayBeHad() throws Exception {
        AMatter a = AMatter.inALimitedCompany();
        WordSlot client = new WordSlot(AgreementKind.CLIENT_FIRM, TextLanguage.EN);
        WordTemplates templates = HOUSE.bean(WordTemplates.class);
        templates.take(
                owner.requester(),
                client,
                FilesInTests.of(WordTemplatesTests.withWords(client, "Filled " + UUID.randomUUID())));
        WordStanding.Version version = templates.of(client).versions().getFirst();
        templates.adopt(owner.requester(), client, version.number(), version.hash());
        AgreementSummary draft;
        try {
            draft = ((AgreementResult.Done) a.clients.prepareAgreement(
                            a.advisor.requester(), a.client(ClientKind.PERSON, "Filled Word"), Locale.ENGLISH))
                    .agreement();
        } finally {
            templates.setAside(owner.requester(), client);
        }
        String page = "/agreements/" + draft.id();

        pages.shows(page, a.advisor, page + "/agreement.docx");
        assertThat(HTTP.send(get(page + "/agreement.docx", a.advisor), BodyHandlers.ofString())
                        .body())
                .startsWith("PK");
        assertThat(call("GET", "/api" + page + "/word", "", a.advisor).body()).startsWith("PK");
        assertThat(HTTP.send(get(page + "/agreement.docx", advisor), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(403);
    }

    private static HttpRequest get(String path, SignedInPerson who) {
        return HttpRequest.newBuilder(URI.create(HOUSE.baseUrl() + path))
                .header("Cookie", "EVSESSION=" + who.token())
                .build();
    }

    private static HttpResponse<String> call(String method, String path, String body, SignedInPerson who)
            throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(HOUSE.baseUrl() + path))
                        .header("Authorization", "Bearer " + who.token())
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static HttpResponse<String> send(String path, SignedInPerson who, byte[] file)
            throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(HOUSE.baseUrl() + path))
                        .header("Authorization", "Bearer " + who.token())
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(multipart("", file)))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> submit(String path, SignedInPerson who, byte[] file) {
        HttpResponse<String> form = pages.get("/account", who);
        Matcher token = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"").matcher(form.body());
        assertThat(token.find()).isTrue();
        String cookies = form.headers().allValues("Set-Cookie").stream()
                .map(cookie -> "; " + cookie.substring(0, cookie.indexOf(';')))
                .collect(Collectors.joining());
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(URI.create(HOUSE.baseUrl() + path))
                            .header("Accept", "text/html")
                            .header("Accept-Language", "zh-CN")
                            .header("Cookie", "EVSESSION=" + who.token() + cookies)
                            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                            .POST(HttpRequest.BodyPublishers.ofByteArray(multipart(token.group(1), file)))
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] multipart(String token, byte[] file) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (!token.isEmpty()) {
            out.writeBytes(
                    ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + token + "\r\n")
                            .getBytes(StandardCharsets.UTF_8));
        }
        out.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.docx\"\r\n"
                        + "Content-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        out.writeBytes(file);
        out.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }
}
