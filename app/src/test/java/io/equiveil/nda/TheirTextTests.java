package io.equiveil.nda;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.clients.ClientKind;
import io.equiveil.clients.LeadResult;
import io.equiveil.consent.Answer;
import io.equiveil.consent.ConsentKind;
import io.equiveil.consent.Means;
import io.equiveil.consent.Notice;
import io.equiveil.consent.NoticeLanguage;
import io.equiveil.consent.ServeResult;
import io.equiveil.disclosure.Disclosure;
import io.equiveil.disclosure.Disclosures;
import io.equiveil.disclosure.Disclosures.Wanted;
import io.equiveil.disclosure.Disclosures.Why;
import io.equiveil.files.FilesInTests;
import io.equiveil.identity.Api;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.AMatter;
import io.equiveil.matters.APage;
import io.equiveil.nda.AgreementResult.Done;
import io.equiveil.nda.AgreementResult.Fault;
import io.equiveil.nda.AgreementResult.Unacceptable;
import io.equiveil.nda.AgreementResult.Unknown;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Agreements that the other side wrote: four answers drive the gate, a second person compares them with the paper.
class TheirTextTests {

    private static final String BOUNDARY = "their-text";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final AMatter a = AMatter.inALimitedCompany();
    private final APage pages = new APage(a.house);
    private final Api api = new Api(a.house);

    @Test
    void opensExactlyTheClassesThatWereAnsweredOnceASecondPersonHasCompared() {
        SubjectId client = told();
        AgreementSummary taken = done(take(client, terms(InformationClass.BASIC)));
        assertThat(taken)
                .returns(AgreementState.ON_PAPER, AgreementSummary::state)
                .returns(true, AgreementSummary::theirs)
                .returns(true, AgreementSummary::genuine);
        assertThat(mayGive(client)).as("nothing before it was compared").isFalse();
        assertThat(a.agreements.confirmPaper(a.advisor.requester(), taken.id()))
                .isEqualTo(new Unacceptable(Fault.SAME_PERSON));

        String page = "/agreements/" + taken.id() + "/paper";
        pages.shows(page, a.officer, "answer-MEASURES");
        assertThat(pages.get(page, a.officer).body()).contains("四项回答", "文本没有要求").doesNotContain("页码标识");
        assertThat(api.post(
                                "/api/agreements/" + taken.id() + "/paper/confirmation",
                                Map.of("pages", List.of(1), "answers", List.of("SCOPE", "TERM")),
                                a.officer.token())
                        .body())
                .contains("ANSWERS");
        assertThat(pages.submit(a.officer, page + "/confirmation", Map.of("page", "1"))
                        .body())
                .contains("四项回答都要与文本一致");
        assertThat(mayGive(client)).isFalse();
        assertThat(api.post(
                                "/api/agreements/" + taken.id() + "/paper/confirmation",
                                Map.of(
                                        "pages",
                                        List.of(1),
                                        "answers",
                                        List.of("SCOPE", "TERM", "LIABILITY", "MEASURES")),
                                a.officer.token())
                        .body())
                .contains("IN_FORCE");

        assertThat(mayGive(client)).isTrue();
        assertThat(a.agreements.firmAgreement(client).orElseThrow().terms().scope())
                .containsExactly(InformationClass.BASIC);
        assertThat(refusedName(client)).as("basic information is named").isFalse();
        assertThat(refusedMobile(client)).as("the number is not").isTrue();
        pages.shows("/agreements/" + taken.id(), a.advisor, taken.number());
        assertThat(pages.get("/agreements/" + taken.id(), a.advisor).body()).contains("由对方起草");
    }

    @Test
    void sentBackItIsWithdrawnAndADraftOfOursGivesWay() {
        SubjectId client = told();
        AgreementId draft = ((Done)
                        a.clients.prepareAgreement(a.advisor.requester(), client, Locale.SIMPLIFIED_CHINESE))
                .agreement()
                .id();

        AgreementSummary taken = done(take(client, terms(InformationClass.values())));
        assertThat(a.agreements.find(a.advisor.requester(), draft).orElseThrow().state())
                .isEqualTo(AgreementState.CANCELLED);

        AgreementSummary back =
                done(a.agreements.returnPaper(a.officer.requester(), taken.id(), PaperFault.NOT_SIGNED));
        assertThat(back.state()).isEqualTo(AgreementState.CANCELLED);
        assertThat(a.agreements.confirmPaper(a.officer.requester(), taken.id()))
                .isInstanceOf(AgreementResult.NotNow.class);
        assertThat(mayGive(client)).isFalse();
    }

    @Test
    void beforeTheNoticeAndForColleaguesNothingComesIn() {
        SubjectId untold = a.lead(ClientKind.PERSON, "李四");
        assertThat(take(untold, terms(InformationClass.BASIC))).isEqualTo(new Unacceptable(Fault.NOTICE_FIRST));

        SubjectId client = told();
        SignedInPerson colleague = PeopleInTests.staff(a.house, Role.ADVISOR);
        assertThat(take(colleague, client, terms(InformationClass.BASIC))).isInstanceOf(Unknown.class);
        assertThat(take(a.seller, client, terms(InformationClass.BASIC))).isInstanceOf(Unknown.class);
        assertThat(send("/api/clients/" + client + "/agreement/theirs", colleague, fields(), AMatter.photo())
                        .statusCode())
                .isEqualTo(404);
        assertThat(pages.get("/clients/" + client + "/agreement/theirs", colleague)
                        .statusCode())
                .isEqualTo(404);
        assertThat(pages.get("/matters/" + a.id + "/buyers/" + client + "/agreement/theirs", a.advisor)
                        .statusCode())
                .as("not a party")
                .isEqualTo(404);
        assertThat(a.agreements.ofSubject(client)).isEmpty();
    }

    @Test
    void aBuyersOwnTextCountsForItsMatterAlone() {
        SubjectId buyer = a.client(ClientKind.PERSON, "赵买方");
        String path = "/matters/" + a.id + "/buyers/" + buyer + "/agreement/theirs";
        AMatter.done(a.matters.invite(a.advisor.requester(), a.id, buyer));
        pages.shows(path, a.advisor, "measure-2.2");
        assertThat(pages.get(path, a.advisor).body())
                .as("whose promise it has to be, for a buyer reads what is the seller's")
                .contains("只有买方承诺保密", "文本里买方没有承诺保密的，不能登记")
                .doesNotContain("单方承担保密义务");

        SignedInPerson colleague = PeopleInTests.staff(a.house, Role.ADVISOR);
        assertThat(send("/api" + path, colleague, fields(), AMatter.photo()).statusCode())
                .isEqualTo(404);
        assertThat(a.agreements.ofMatter(a.id)).noneMatch(AgreementSummary::theirs);

        HttpResponse<String> taken = send("/api" + path, a.advisor, fields(), AMatter.photo());
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(201);
        AgreementId id = new AgreementId(UUID.fromString(api.text(taken, "agreement")));
        assertThat(a.agreements.buyerAgreement(a.id, buyer)).isEmpty();
        assertThat(a.agreements.confirmPaper(a.officer.requester(), id)).isInstanceOf(Done.class);

        AgreementSummary inForce = a.agreements.buyerAgreement(a.id, buyer).orElseThrow();
        assertThat(inForce.terms())
                .returns(5, AgreementTerms::yearsAfterClosing)
                .returns(true, AgreementTerms::mutual)
                .returns(Optional.of(200_000L), terms -> terms.liability().damagesYuan())
                .returns(Set.of(InformationClass.BASIC, InformationClass.DOCUMENT), AgreementTerms::scope);
        assertThat(a.agreements.buyersAgreed(List.of(a.id)).get(a.id)).containsExactly(buyer);
    }

    @Test
    void whatIsMissingIsSaidAndNothingIsKept() {
        SubjectId client = told();
        String path = "/clients/" + client + "/agreement/theirs";
        pages.shows(path, a.advisor, "scope-BASIC");
        Map<String, String> empty = Map.of("signedOn", "2026-01-05", "place", "档案柜一", "language", "zh-CN");
        assertThat(send("/api" + path, a.advisor, empty, AMatter.photo()).body())
                .contains("SCOPE", "YEARS", "MUTUAL");
        HttpResponse<String> page = submit(path, empty, AMatter.photo());
        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body()).contains("请至少勾选一类保密范围", "保密期限请填 1 至 30 的整数", "档案柜一");

        Map<String, String> late = new HashMap<>(fields());
        late.put("signedOn", "2999-01-01");
        assertThat(send("/api" + path, a.advisor, late, AMatter.photo()).body()).contains("SIGNED_IN_THE_FUTURE");
        Map<String, String> nowhere = new HashMap<>(fields());
        nowhere.put("place", " ");
        assertThat(send("/api" + path, a.advisor, nowhere, AMatter.photo()).body())
                .contains("PLACE_MISSING");
        assertThat(send("/api" + path, a.advisor, fields(), "MZ not a picture".getBytes(StandardCharsets.US_ASCII))
                        .body())
                .contains("file-refused");
        assertThat(submit(path, fields(), "MZ".getBytes(StandardCharsets.US_ASCII))
                        .statusCode())
                .isEqualTo(422);
        assertThat(a.agreements.ofSubject(client)).isEmpty();

        assertThat(submit(path, fields(), AMatter.photo()).statusCode()).isEqualTo(302);
        assertThat(a.agreements.ofSubject(client)).hasSize(1);
    }

    private static Map<String, String> fields() {
        return Map.of(
                "scope-BASIC", "on",
                "scope-DOCUMENT", "on",
                "yearsAfterClosing", "5",
                "mutual", "true",
                "damagesYuan", "200,000",
                "language", "zh-CN",
                "signedOn", "2026-01-05",
                "place", "档案柜一");
    }

    private static AgreementTerms terms(InformationClass... scope) {
        return new AgreementTerms(Set.of(scope), 3, false, Liability.usual(), List.of());
    }

    /// Somebody who was told and has agreed to nothing yet but the mandate.
    private SubjectId told() {
        SubjectId subject = ((LeadResult.Submitted) a.clients.newLead(
                        a.advisor.requester(),
                        ClientKind.PERSON,
                        Cleartext.of("钱先生"),
                        Cleartext.of("199%08d".formatted(new Random().nextInt(100_000_000)))))
                .subject();
        Notice words = a.clients.notice(subject, NoticeLanguage.ZH_CN).orElseThrow();
        var served = ((ServeResult.Served) a.clients.serveNotice(
                        a.advisor.requester(), subject, NoticeLanguage.ZH_CN, words.contentHash(), Means.READ_ALOUD))
                .notice()
                .id();
        a.consents.answer(
                a.advisor.requester(),
                new Answer(served, "mandate", true, ConsentKind.SEPARATE, Means.READ_ALOUD, Optional.empty()));
        return subject;
    }

    private AgreementResult take(SubjectId client, AgreementTerms terms) {
        return take(a.advisor, client, terms);
    }

    private AgreementResult take(SignedInPerson who, SubjectId client, AgreementTerms terms) {
        try {
            return a.clients.takeInTheirs(
                    who.requester(),
                    client,
                    terms,
                    Locale.SIMPLIFIED_CHINESE,
                    FilesInTests.of(AMatter.photo()),
                    LocalDate.of(2026, 1, 5),
                    Cleartext.of("档案柜一"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AgreementSummary done(AgreementResult result) {
        assertThat(result).isInstanceOf(Done.class);
        return ((Done) result).agreement();
    }

    private boolean mayGive(SubjectId client) {
        return a.agreements.firmAgreementInForce(client);
    }

    private boolean refusedName(SubjectId client) {
        var file = a.clients.find(a.advisor.requester(), client).orElseThrow();
        return refused(Wanted.value(file.nameAddress(), file.nameField()));
    }

    private boolean refusedMobile(SubjectId client) {
        var file = a.clients.find(a.advisor.requester(), client).orElseThrow();
        return refused(Wanted.value(file.mobileAddress(), file.mobileField()));
    }

    private boolean refused(Wanted wanted) {
        Disclosure answer =
                a.house.bean(Disclosures.class).open(a.advisor.requester(), List.of(wanted), Why.of(Purpose.MANDATE));
        return !((Disclosure.Answered) answer).refused().isEmpty();
    }

    private HttpResponse<String> send(String path, SignedInPerson who, Map<String, String> fields, byte[] file) {
        return sent(HttpRequest.newBuilder(URI.create(a.house.baseUrl() + path))
                .header("Authorization", "Bearer " + who.token())
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofByteArray(multipart(fields, file)))
                .build());
    }

    private HttpResponse<String> submit(String path, Map<String, String> fields, byte[] file) {
        HttpResponse<String> form = pages.get(path, a.advisor);
        Matcher token = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"").matcher(form.body());
        assertThat(token.find()).isTrue();
        String cookies = form.headers().allValues("Set-Cookie").stream()
                .map(cookie -> "; " + cookie.substring(0, cookie.indexOf(';')))
                .collect(Collectors.joining());
        Map<String, String> all = new HashMap<>(fields);
        all.put("_csrf", token.group(1));
        return sent(HttpRequest.newBuilder(URI.create(a.house.baseUrl() + path))
                .header("Accept", "text/html")
                .header("Accept-Language", "zh-CN")
                .header("Cookie", "EVSESSION=" + a.advisor.token() + cookies)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofByteArray(multipart(all, file)))
                .build());
    }

    private static byte[] multipart(Map<String, String> fields, byte[] file) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        fields.forEach((name, value) -> out.writeBytes(
                ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n")
                        .getBytes(StandardCharsets.UTF_8)));
        out.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"files\"; filename=\"1.png\"\r\n"
                        + "Content-Type: image/png\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        out.writeBytes(file);
        out.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    private static HttpResponse<String> sent(HttpRequest request) {
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
