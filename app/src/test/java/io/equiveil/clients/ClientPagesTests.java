package io.equiveil.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.consent.Consents;
import io.equiveil.identity.Api;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.nda.AgreementResult;
import io.equiveil.nda.Agreements;
import io.equiveil.nda.PapersInTests;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The taking-on over HTTP: by programs, and on every page that staff and clients see.
class ClientPagesTests {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final House house = House.open();
    private final Api api = new Api(house);
    private final SignedInPerson advisor = PeopleInTests.staff(house, Role.ADVISOR);
    private final String mobile = "199" + "%08d".formatted(new Random().nextInt(100_000_000));

    @Test
    void aProgramPlaysTheWholeLine() {
        String path = "/api/clients/" + lead();
        assertThat(locked(path)).containsExactly("NOTICE", "AGREEMENT", "BASIS");
        UUID notice = serve(path);
        assertThat(locked(path)).containsExactly("AGREEMENT", "BASIS");
        sign(path);
        assertThat(locked(path)).containsExactly("BASIS");
        for (String item : List.of("mandate", "identity")) {
            assertThat(answer(notice, item).statusCode()).isEqualTo(201);
        }

        assertThat(put(path + "/facts/PERSON_NAME", Map.of("name", "王小明")).statusCode())
                .isEqualTo(200);
        HttpResponse<String> wrong = put(
                path + "/facts/PERSON_IDENTITY",
                Map.of("documentType", "RESIDENT_ID", "documentNumber", "110101190001010010"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("WRONG_CHECK_DIGIT").doesNotContain("110101190001010010");
        assertThat(put(
                                path + "/facts/PERSON_IDENTITY",
                                Map.of("documentType", "RESIDENT_ID", "documentNumber", "310101190102281013"))
                        .statusCode())
                .isEqualTo(200);
        JsonNode mask =
                api.json(api.post(path + "/facts/PERSON_IDENTITY/opening", Map.of("masked", true), advisor.token()));
        assertThat(mask.get("fields").get("documentNumber").asString()).isEqualTo("3101**********1013");
        JsonNode value =
                api.json(api.post(path + "/facts/PERSON_IDENTITY/opening", Map.of("masked", false), advisor.token()));
        assertThat(value.get("fields").get("documentNumber").asString()).isEqualTo("310101190102281013");

        String identity = api.json(api.get("/api/consent/subjects/" + path.substring(13) + "/records", advisor.token()))
                .valueStream()
                .filter(record -> record.get("purpose").asString().equals("IDENTITY_CHECK"))
                .findFirst()
                .orElseThrow()
                .get("id")
                .asString();
        assertThat(api.post(
                                "/api/consent/records/" + identity + "/withdrawal",
                                Map.of("means", "READ_ALOUD"),
                                advisor.token())
                        .statusCode())
                .isEqualTo(201);
        HttpResponse<String> refused =
                api.post(path + "/facts/PERSON_IDENTITY/opening", Map.of("masked", false), advisor.token());
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("CONSENT_WITHDRAWN", "urn:equiveil:problem:not-released");
    }

    @Test
    void everyPageOfStaffAndClientShowsInBothLanguages() {
        UUID subject = UUID.fromString(lead());
        String path = "/api/clients/" + subject;
        staff("/clients", "C-");
        staff("/clients/new", "_csrf");
        staff("/clients/" + subject, "hx-post");
        staff("/clients/" + subject + "/notice", "shown");
        staff("/consent/notices", "client-intake");
        assertThat(page("/clients/" + subject + "/facts/PERSON_NAME", advisor.token(), "zh-CN")
                        .statusCode())
                .isEqualTo(409);
        SignedInPerson client = PeopleInTests.client(house, new SubjectId(subject));
        client(client, "/portal/intake", "client__actions");
        client(client, "/portal/intake/" + subject + "/notice", "shown");
        UUID notice = serve(path);
        sign(path);
        client(client, "/portal/consent/questions/" + notice, "agreed");
        staff("/clients/" + subject + "/answers", "agreed");
        for (String item : List.of("mandate", "identity", "account")) {
            answer(notice, item);
        }
        for (FactSection section : FactSection.of(ClientKind.PERSON)) {
            staff("/clients/" + subject + "/facts/" + section, "_csrf");
            client(client, "/portal/intake/" + subject + "/facts/" + section, "_csrf");
        }
        client(client, "/portal/consent", "withdrawal");
        client(client, "/portal/consent/notices/" + notice, "client-intake v1");
        String record = house.bean(Consents.class)
                .recordsOf(new SubjectId(subject))
                .getFirst()
                .id()
                .toString();
        client(client, "/portal/consent/records/" + record, record);
        SignedInPerson compliance = PeopleInTests.staff(house, Role.COMPLIANCE_OFFICER);
        assertThat(page("/clients/duplicates", compliance.token(), "zh-CN").statusCode())
                .isEqualTo(200);
        assertThat(page("/clients/" + subject, compliance.token(), "zh-CN").statusCode())
                .isEqualTo(200);

        // Forms: a wrong one comes back with what was typed, a right one is kept, and the number opens in one tap.
        String form = "/clients/" + subject + "/facts/PERSON_CONTACT";
        assertThat(page(form, advisor.token(), "zh-CN").body()).contains(mobile);
        HttpResponse<String> wrong = submit(form, Map.of("mobile", "12345", "address", "上海市示例路1号"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("12345", "上海市示例路1号", "field--wrong");
        assertThat(submit(form, Map.of("mobile", "13800000000", "address", "上海市示例路1号"))
                        .statusCode())
                .isEqualTo(302);
        staff("/clients/" + subject, "138****0000");
        assertThat(submit("/clients/" + subject + "/call", Map.of()).body()).contains("tel:13800000000");
        assertThat(submit("/clients/" + subject + "/facts/PERSON_CONTACT/opening", Map.of())
                        .body())
                .contains("上海市示例路1号", "data-closes-after");
        assertThat(submit("/clients/" + subject + "/portal", Map.of()).body()).contains("class=\"qr\"", "h1v1h-1z");

        // What a room above adds: the way to photograph an identity document, for the advisor and for the client.
        staff("/clients/" + subject, "/clients/" + subject + "/documents/new");
        submit("/clients/" + subject + "/facts/PERSON_NAME", Map.of("name", "王小明"));
        submit(
                "/clients/" + subject + "/facts/PERSON_IDENTITY",
                Map.of("documentType", "RESIDENT_ID", "documentNumber", "310101190102281013"));
        submit("/clients/" + subject + "/facts/PERSON_OWNERSHIP", Map.of("beneficiary", "SELF"));
        client(client, "/portal/intake", "/portal/papers/" + subject + "/new");
    }

    @Test
    void aCallThatIsRefusedSaysWhyWhereTheButtonWas() throws Exception {
        SignedInPerson unbound = PeopleInTests.newStaff(house, Role.ADVISOR);
        String here = "/clients/"
                + api.text(
                        api.post(
                                "/api/clients",
                                Map.of("kind", "PERSON", "name", "王小明", "mobile", mobile),
                                unbound.token()),
                        "subject");
        ClientPage page = new ClientPage(house, unbound);

        String part = page.press(here, here + "/call").body();
        String whole = page.send(here, here + "/call", Map.of()).body();

        assertThat(part)
                .startsWith("<div id=\"call\"")
                .contains("refusal__title", "refusal__who")
                .doesNotContain("<main", "tel:", mobile, "??");
        assertThat(whole).contains("<main").containsOnlyOnce("refusal__title").doesNotContain("tel:", mobile);
    }

    @Test
    void onlyWhoeverIsInChargeIsOfferedTheCall() throws Exception {
        String here = "/clients/" + lead();
        SignedInPerson owner = PeopleInTests.staff(house, Role.OWNER);
        SignedInPerson compliance = PeopleInTests.staff(house, Role.COMPLIANCE_OFFICER);

        assertThat(page(here, advisor.token(), "zh-CN").body()).contains(here + "/call");
        assertThat(page(here, owner.token(), "zh-CN").body())
                .contains("id=\"call\"")
                .doesNotContain(here + "/call\"");
        assertThat(page(here, compliance.token(), "zh-CN").body())
                .contains("id=\"call\"")
                .doesNotContain(here + "/call\"");
    }

    private void staff(String path, String sign) {
        shows(path, advisor.token(), sign);
    }

    private void client(SignedInPerson client, String path, String sign) {
        shows(path, client.token(), sign);
    }

    private void shows(String path, String token, String sign) {
        for (String language : List.of("zh-CN", "en")) {
            HttpResponse<String> answer = page(path, token, language);
            assertThat(answer.statusCode()).as("%s in %s", path, language).isEqualTo(200);
            assertThat(answer.body())
                    .as("%s in %s", path, language)
                    .contains(sign)
                    .doesNotContain("??");
        }
    }

    @Test
    void nobodyIsOfferedToCallALeadThatHasLapsed() throws Exception {
        String here = "/clients/" + lead();
        ClientPage browser = new ClientPage(house, advisor);
        String call = "action=\"" + here + "/call\"";
        assertThat(browser.get(here)).contains(call);
        house.ownerJdbc()
                .sql("update clients.files set lead_until = now() - interval '3 days' where subject_id = :id")
                .param("id", UUID.fromString(here.substring(9)))
                .update();

        house.bean(LeadClock.class).eraseDue();

        assertThat(browser.get(here)).contains("已失效").doesNotContain(call, mobile);
        HttpResponse<String> pressed = browser.press("/clients/new", here + "/call");
        assertThat(pressed.statusCode()).isEqualTo(404);
        assertThat(pressed.body()).doesNotContain(mobile, "tel:");
    }

    private HttpResponse<String> page(String path, String token, String language) {
        return send(request(path, token).header("Accept-Language", language).build());
    }

    private HttpResponse<String> submit(String path, Map<String, String> fields) {
        HttpResponse<String> form = page("/clients/new", advisor.token(), "zh-CN");
        Matcher matcher = TOKEN.matcher(form.body());
        assertThat(matcher.find()).isTrue();
        String cookies = form.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .collect(Collectors.joining("; "));
        String body = "_csrf=" + URLEncoder.encode(matcher.group(1), StandardCharsets.UTF_8)
                + fields.entrySet().stream()
                        .map(field -> "&" + field.getKey() + "="
                                + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining());
        return send(HttpRequest.newBuilder(URI.create(house.baseUrl() + path))
                .header("Accept", "text/html")
                .header("Accept-Language", "zh-CN")
                .header("Cookie", "EVSESSION=" + advisor.token() + (cookies.isEmpty() ? "" : "; " + cookies))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(URI.create(house.baseUrl() + path))
                .header("Accept", "text/html")
                .header("Cookie", "EVSESSION=" + token);
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String lead() {
        HttpResponse<String> answer =
                api.post("/api/clients", Map.of("kind", "PERSON", "name", "王小明", "mobile", mobile), advisor.token());
        assertThat(answer.statusCode()).isEqualTo(201);
        return api.text(answer, "subject");
    }

    private UUID serve(String path) {
        JsonNode notice = api.json(api.get("/api/consent/notices/client-intake?lang=zh-CN", advisor.token()));
        HttpResponse<String> served = api.post(
                path + "/notice",
                Map.of("language", "zh-CN", "shown", notice.get("contentHash").asString(), "means", "READ_ALOUD"),
                advisor.token());
        assertThat(served.statusCode()).isEqualTo(201);
        return UUID.fromString(api.text(served, "notice"));
    }

    private void sign(String path) {
        HttpResponse<String> prepared = api.post(path + "/agreement", Map.of("language", "zh-CN"), advisor.token());
        assertThat(prepared.statusCode()).as(prepared.body()).isEqualTo(201);
        AgreementId id = AgreementId.parse(api.text(prepared, "agreement"));
        Agreements agreements = house.bean(Agreements.class);
        assertThat(PapersInTests.takeIn(agreements, advisor.requester(), id, ClientsTests.picture()))
                .isInstanceOf(AgreementResult.Done.class);
        assertThat(agreements.confirmPaper(
                        PeopleInTests.staff(house, Role.COMPLIANCE_OFFICER).requester(), id))
                .isInstanceOf(AgreementResult.Done.class);
    }

    private HttpResponse<String> answer(UUID notice, String item) {
        return api.post(
                "/api/consent/answers",
                Map.of("notice", notice.toString(), "item", item, "yes", true, "means", "READ_ALOUD"),
                advisor.token());
    }

    private List<String> locked(String path) {
        HttpResponse<String> answer = put(path + "/facts/PERSON_NAME", Map.of("name", "王小明"));
        assertThat(answer.statusCode()).isEqualTo(409);
        return api.json(answer)
                .get("missing")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    private HttpResponse<String> put(String path, Map<String, String> fields) {
        String body =
                tools.jackson.databind.json.JsonMapper.builder().build().writeValueAsString(Map.of("fields", fields));
        return api.send("PUT", path, body, advisor.token());
    }
}
