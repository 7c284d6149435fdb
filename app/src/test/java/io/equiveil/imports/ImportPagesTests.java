package io.equiveil.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.identity.Api;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Role;
import io.equiveil.matters.APage;
import io.equiveil.tables.SampleTables;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Bringing a list in as a browser without script and as a program does.
class ImportPagesTests {

    private static final String BOUNDARY = "a-boundary-of-tests";
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final House house = House.open();
    private final APage page = new APage(house);
    private final Api api = new Api(house);
    private final SignedInPerson advisor = PeopleInTests.staff(house, Role.ADVISOR);

    @Test
    void aBrowserWithoutScriptBringsAListInFromTheFirstStepToTheLast() throws Exception {
        page.shows("/imports", advisor, "/imports/new");
        page.shows("/imports/new", advisor, "enctype=\"multipart/form-data\"");

        HttpResponse<String> refused = send(advisor, "MZ\0\0".getBytes(StandardCharsets.US_ASCII));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("这不是表格", "没有留下任何内容").doesNotContain("??");

        HttpResponse<String> sent = send(
                advisor,
                SampleTables.texts(
                        new String[] {"姓名", "联系电话", "备注"},
                        new String[] {"王小明", mobile(), "老客户"},
                        new String[] {"李小红", "123", ""}));
        assertThat(sent.statusCode()).isEqualTo(302);
        String list =
                URI.create(sent.headers().firstValue("Location").orElseThrow()).getPath();

        page.shows(list, advisor, "B　联系电话");
        assertThat(page.get(list, advisor).body()).doesNotContain("王小明", "老客户");
        assertThat(page.submit(advisor, list + "/reading", Map.of("sheet", "0", "headerRow", ""))
                        .statusCode())
                .isEqualTo(302);
        HttpResponse<String> wrong =
                page.submit(advisor, list + "/columns", Map.of("NAME", "0", "MOBILE", "0", "usualKind", "PERSON"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("同一列不能既是这个又是那个");
        assertThat(page.submit(advisor, list + "/columns", Map.of("NAME", "0", "MOBILE", "1", "usualKind", "PERSON"))
                        .statusCode())
                .isEqualTo(302);
        page.shows(list, advisor, list + "/run");
        assertThat(page.get(list, advisor).body()).contains("登记 1 行", "格式不对").doesNotContain("李小红");
        assertThat(page.submit(advisor, list + "/faulty-rows", Map.of("password", "short"))
                        .body())
                .contains("密码太短");
        HttpResponse<String> back = page.submit(advisor, list + "/faulty-rows", Map.of("password", "松柏之间-twelve-12"));
        assertThat(back.statusCode()).isEqualTo(200);
        assertThat(back.headers().firstValue("Content-Disposition").orElse("")).contains("rows.xlsx");
        assertThat(page.submit(advisor, list + "/run", Map.of()).statusCode()).isEqualTo(302);
        page.shows(list, advisor, "href=\"/clients\"");
        assertThat(page.submit(advisor, list + "/stop", Map.of()).statusCode()).isEqualTo(302);
        assertThat(page.submit(advisor, list + "/removal", Map.of()).statusCode())
                .isEqualTo(302);
        page.shows(list, advisor, "<h1");
        page.shows("/imports", advisor, list);

        SignedInPerson owner = PeopleInTests.staff(house, Role.OWNER);
        page.shows("/imports/new?kind=STAFF", owner, "value=\"STAFF\"");
        page.shows("/imports", owner, "kind=STAFF");

        SignedInPerson colleague = PeopleInTests.staff(house, Role.ADVISOR);
        assertThat(page.get(list, colleague).statusCode()).isEqualTo(404);
        assertThat(page.submit(colleague, list + "/run", Map.of()).statusCode()).isEqualTo(404);
        assertThat(page.get("/imports/" + UUID.randomUUID(), advisor).statusCode())
                .isEqualTo(404);
    }

    @Test
    void aProgramBringsAListInFromTheFirstStepToTheLast() throws Exception {
        byte[] csv = ("姓名,手机\n王小明," + mobile() + "\n").getBytes(Charset.forName("GBK"));
        HttpResponse<String> sent = HTTP.send(
                HttpRequest.newBuilder(URI.create(house.baseUrl() + "/api/imports"))
                        .header("Authorization", "Bearer " + advisor.token())
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(multipart("", csv)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(sent.statusCode()).isEqualTo(201);
        String list = "/api/imports/" + api.text(sent, "id");

        assertThat(api.get(list + "/reading", advisor.token()).body())
                .contains("\"MOBILE\"", "手机")
                .doesNotContain("王小明");
        assertThat(put(list + "/reading", "{\"encoding\":\"UTF_8\",\"sheet\":0}")
                        .statusCode())
                .isEqualTo(422);
        assertThat(put(list + "/reading", "{\"sheet\":0}").statusCode()).isEqualTo(200);
        assertThat(put(list + "/columns", "{\"columns\":{\"NAME\":0}}").body()).contains("COLUMN_MISSING");
        assertThat(put(list + "/columns", "{\"columns\":{\"NAME\":0,\"MOBILE\":1}}")
                        .body())
                .contains("\"fit\":1");
        assertThat(api.get(list + "/faults", advisor.token()).body()).isEqualTo("[]");
        assertThat(api.post(list + "/faulty-rows", Map.of("password", "松柏之间-twelve-12"), advisor.token())
                        .statusCode())
                .as("there are none")
                .isEqualTo(409);
        assertThat(api.post(list + "/run", Map.of(), advisor.token()).body()).contains("\"taken\":1");
        assertThat(api.delete(list + "/run", advisor.token()).statusCode()).isEqualTo(409);
        assertThat(api.delete(list, advisor.token()).body()).contains("\"state\":\"GONE\"");
        assertThat(api.get("/api/imports", advisor.token()).body()).contains(list.substring(13));
        assertThat(api.get(list, PeopleInTests.staff(house, Role.ADVISOR).token())
                        .statusCode())
                .isEqualTo(404);
        assertThat(api.get("/api/imports", PeopleInTests.auditor(house).token()).statusCode())
                .isEqualTo(403);
    }

    private HttpResponse<String> put(String path, String body) {
        return api.send("PUT", path, body, advisor.token());
    }

    private HttpResponse<String> send(SignedInPerson who, byte[] file) throws IOException, InterruptedException {
        HttpResponse<String> form = page.get("/imports/new", who);
        Matcher token = TOKEN.matcher(form.body());
        assertThat(token.find()).isTrue();
        StringBuilder cookies = new StringBuilder("EVSESSION=" + who.token());
        form.headers()
                .allValues("Set-Cookie")
                .forEach(cookie -> cookies.append("; ").append(cookie, 0, cookie.indexOf(';')));
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(house.baseUrl() + "/imports"))
                        .header("Accept", "text/html")
                        .header("Accept-Language", "zh-CN")
                        .header("Cookie", cookies.toString())
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(multipart(token.group(1), file)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static byte[] multipart(String token, byte[] file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String part = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=";
        out.write((part + "\"_csrf\"\r\n\r\n" + token + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.write((part + "\"file\"; filename=\"名单.xlsx\"\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        out.write(file);
        out.write(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    private static String mobile() {
        return "137%08d".formatted(new Random().nextInt(100_000_000));
    }
}
