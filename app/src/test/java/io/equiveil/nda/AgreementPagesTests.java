package io.equiveil.nda;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.clients.ClientKind;
import io.equiveil.identity.Api;
import io.equiveil.identity.Browser;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.AMatter;
import io.equiveil.nda.Agreements.Reading;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Agreements on their pages and over REST: written with terms, taken in on paper, compared, ended.
class AgreementPagesTests {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final String BOUNDARY = "paperboundary7";

    private final AMatter a = AMatter.inALimitedCompany();
    private final Api api = new Api(a.house);
    private final SubjectId client = a.client(ClientKind.PERSON, "郑页面");

    @Test
    void anAgreementWithOtherTermsIsWrittenTakenInOnPaperComparedAndEnded() throws Exception {
        Browser advisor = Browser.signedIn(a.house, a.advisor);
        String terms = "/clients/" + client + "/agreement";
        assertThat(advisor.open(terms).body()).contains("scope-FINANCIAL", "measure-2.2");
        HttpResponse<String> wrong = advisor.submit(
                terms + "/terms",
                Map.of("yearsAfterClosing", "300", "answerWithinDays", "7", "damagesYuan", "很多", "mutual", "true"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("保密期限请填", "违约金请填整数元", "请至少勾选一类保密范围", "300");
        HttpResponse<String> written = advisor.submit(
                terms + "/terms",
                Map.of(
                        "scope", "CONTACT",
                        "yearsAfterClosing", "5",
                        "answerWithinDays", "7",
                        "damagesYuan", "200,000",
                        "mutual", "true",
                        "measures", "3.3"));
        String at = Browser.place(written);
        assertThat(at).startsWith("/agreements/");
        assertThat(advisor.open(at).body()).contains("双方互负保密义务", "200,000", "项目结项后 5 年", "草稿");

        String form = advisor.open(at + "/paper/new").body();
        HttpResponse<String> refused = send(a.advisor, at + "/paper", token(form), "档案柜二", "MZ".getBytes());
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("没有登记", "档案柜二");
        byte[][] pages = PapersInTests.photographed(print(at)).toArray(byte[][]::new);
        assertThat(send(a.advisor, at + "/paper", token(form), "档案柜二", pages).statusCode())
                .isEqualTo(302);
        assertThat(advisor.open(at + "/paper").body()).contains("登记人本人不能复核").doesNotContain("page-1");

        Browser officer = Browser.signedIn(a.house, a.officer);
        assertThat(officer.open("/agreements").body()).contains("纸质待复核");
        assertThat(officer.open(at + "/paper").body()).contains("每一页都已识别", "page-1", "page-" + pages.length);
        assertThat(officer.submit(at + "/paper/confirmation", Map.of("page", "1"))
                        .statusCode())
                .as("not every page was compared")
                .isEqualTo(422);
        PeopleInTests.provenLongAgo(a.house, a.officer);
        HttpResponse<String> asked =
                officer.submit(at + "/paper/confirmation?" + all(pages.length) + "&page=%3Cb%3E", Map.of());
        assertThat(Browser.place(asked)).isEqualTo("/confirm-identity");
        assertThat(ticks(officer.open(at + "/paper").body()))
                .as("what was ticked is ticked after the fresh proof")
                .isEqualTo(pages.length);
        assertThat(ticks(officer.open(at + "/paper").body()))
                .as("once, and by nobody's link")
                .isZero();
        PeopleInTests.provenNow(a.house, a.officer);
        assertThat(officer.submit(at + "/paper/confirmation?" + all(pages.length), Map.of())
                        .statusCode())
                .isEqualTo(302);
        assertThat(officer.open(at).body()).contains("第二人逐页核对", "协议生效", "place");
        assertThat(officer.submit(at + "/paper/place/opening", Map.of()).body()).contains("档案柜二");

        officer.open(at + "/end");
        assertThat(officer.submit(at + "/end", Map.of("because", "BY_BOTH", "number", "EV-00000000"))
                        .statusCode())
                .isEqualTo(422);
        String number =
                a.agreements.find(a.officer.requester(), idOf(at)).orElseThrow().number();
        assertThat(officer.submit(at + "/end", Map.of("because", "BY_BOTH", "number", number))
                        .statusCode())
                .isEqualTo(302);
        assertThat(officer.open(at).body()).contains("双方协商一致终止").doesNotContain(">终止协议<");
        assertThat(officer.open("/agreements?filter=OVER").body()).contains(number);
        assertThat(advisor.open("/clients/" + client).body()).contains(number);
    }

    private static int ticks(String page) {
        return page.split("checked=\"checked\"", -1).length - 1;
    }

    @Test
    void aPartySeesWhetherEachPromiseHoldsToday() {
        AgreementId firm =
                a.agreements.firmAgreement(a.sellerSubject).orElseThrow().id();
        Browser seller = Browser.signedIn(a.house, a.seller);

        String page = seller.open("/portal/agreements/" + firm).body();

        assertThat(page).contains("要点", "数据库加密", "badge").containsPattern("今天达到|今天未达到|暂时无法核查");
        assertThat(api.json(api.get("/api/agreements/" + firm + "/measures", a.seller.token())))
                .hasSize(6)
                .allSatisfy(
                        promise -> assertThat(promise.get("status").asString()).isIn("holds", "fails", "unknown"));
    }

    @Test
    void whoMayNotTakeAnAgreementOutGetsMarkedPagesAndNeverTheFile() throws Exception {
        AgreementId inForce =
                a.agreements.firmAgreement(a.sellerSubject).orElseThrow().id();
        AgreementId draft = draftFor(client);

        assertThat(fileOf(a.seller, "/portal/agreements/" + inForce + "/agreement.pdf"))
                .as("a party keeps its own agreement")
                .startsWith(PDF);
        assertThat(fileOf(a.advisor, "/agreements/" + draft + "/agreement.pdf"))
                .as("what is to be signed on paper is printed")
                .startsWith(PDF);
        assertThat(fileOf(a.advisor, "/agreements/" + inForce + "/agreement.pdf"))
                .as("NO_EXPORT")
                .startsWith(JPEG);
        assertThat(fileOf(a.advisor, "/agreements/" + inForce + "/picture"))
                .as("nothing asks for a mark on the screen")
                .startsWith(PNG);
        assertThat(fileOf(a.officer, "/agreements/" + inForce + "/picture"))
                .as("WATERMARK")
                .startsWith(JPEG);
        assertThat(fileOf(a.officer, "/api/agreements/" + draft + "/document"))
                .as("WATERMARK, for programs too")
                .startsWith(JPEG);
    }

    private static final byte[] PDF = "%PDF".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8};
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};

    private AgreementId draftFor(SubjectId other) {
        HttpResponse<String> written =
                api.post("/api/clients/" + other + "/agreement", Map.of("language", "zh-CN"), a.advisor.token());
        return AgreementId.parse(api.text(written, "agreement"));
    }

    private byte[] fileOf(SignedInPerson who, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(a.house.baseUrl() + path))
                .header(
                        path.startsWith("/api/") ? "Authorization" : "Cookie",
                        (path.startsWith("/api/") ? "Bearer " : "EVSESSION=") + who.token())
                .build();
        HttpResponse<byte[]> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    @Test
    void theSameIsThereForPrograms() {
        HttpResponse<String> faulty = api.post(
                "/api/clients/" + client + "/agreement",
                Map.of("language", "zh-CN", "terms", Map.of("scope", List.of(), "yearsAfterClosing", 99)),
                a.advisor.token());
        assertThat(faulty.statusCode()).isEqualTo(422);
        assertThat(faulty.body()).contains("SCOPE", "YEARS");
        HttpResponse<String> written = api.post(
                "/api/clients/" + client + "/agreement",
                Map.of("language", "en", "terms", Map.of("scope", List.of("BASIC"), "yearsAfterClosing", 4)),
                a.advisor.token());
        assertThat(written.statusCode()).isEqualTo(201);
        String at = "/api/agreements/" + api.text(written, "agreement");
        var view = api.json(api.get(at, a.advisor.token()));
        assertThat(view.get("scope")).hasSize(1);
        assertThat(view.get("yearsAfterClosing").asInt()).isEqualTo(4);
        assertThat(api.json(api.get(at + "/history", a.advisor.token())).get("pageCodes"))
                .hasSize(view.get("pages").asInt());

        PapersInTests.takeIn(
                a.agreements,
                a.advisor.requester(),
                idOf(at),
                PapersInTests.photographed(print(at)).getFirst());
        assertThat(api.post(at + "/paper/confirmation", Map.of("pages", List.of(1)), a.officer.token())
                        .statusCode())
                .isEqualTo(422);
        assertThat(api.post(at + "/paper/return", Map.of("because", "PAGE_MISSING"), a.officer.token())
                        .statusCode())
                .isEqualTo(200);
        assertThat(api.post(at + "/end", Map.of("because", "BY_BOTH"), a.advisor.token())
                        .statusCode())
                .as("it is not in force")
                .isEqualTo(409);
        assertThat(api.post(at + "/cancellation", Map.of(), a.advisor.token()).statusCode())
                .isEqualTo(200);
        assertThat(api.json(api.get(
                                "/api/agreements?number=" + view.get("number").asString(), a.advisor.token()))
                        .get("agreements"))
                .singleElement()
                .satisfies(found -> assertThat(found.get("state").asString()).isEqualTo("CANCELLED"));
        assertThat(api.get("/api/agreements?number=nonsense", a.advisor.token()).statusCode())
                .isEqualTo(422);
    }

    private static String all(int pages) {
        StringBuilder query = new StringBuilder("page=1");
        for (int page = 2; page <= pages; page++) {
            query.append("&page=").append(page);
        }
        return query.toString();
    }

    private static AgreementId idOf(String path) {
        return new AgreementId(java.util.UUID.fromString(path.substring(path.lastIndexOf('/') + 1)));
    }

    private byte[] print(String at) {
        return ((Reading.Text) a.agreements.read(a.advisor.requester(), idOf(at))).pdf();
    }

    private static String token(String page) {
        Matcher matcher = TOKEN.matcher(page);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private HttpResponse<String> send(SignedInPerson who, String path, String token, String place, byte[]... files)
            throws Exception {
        var body = new java.io.ByteArrayOutputStream();
        for (var field :
                Map.of("_csrf", token, "place", place, "signedOn", "2026-01-05").entrySet()) {
            body.writeBytes(
                    part("name=\"" + field.getKey() + "\"", field.getValue().getBytes(StandardCharsets.UTF_8)));
        }
        for (byte[] file : files) {
            body.writeBytes(part("name=\"files\"; filename=\"page\"", file));
        }
        body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(a.house.baseUrl() + path))
                                .header("Accept", "text/html")
                                .header("Accept-Language", "zh-CN")
                                .header("User-Agent", "Mozilla/5.0 (test)")
                                .header("Cookie", "EVSESSION=" + who.token())
                                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static byte[] part(String disposition, byte[] content) {
        var part = new java.io.ByteArrayOutputStream();
        part.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        part.writeBytes(content);
        part.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        return part.toByteArray();
    }
}
