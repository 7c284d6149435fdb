package io.equiveil.declarations;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.frame.Today;
import io.equiveil.identity.Api;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Role;
import io.equiveil.matters.AMatter;
import io.equiveil.matters.APage;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The pages of declarations, the seller's own, and their twins for programs.
class DeclarationPagesTests {

    private static final String NUMBER = "11010519491231002X";

    private final AMatter a = AMatter.inALimitedCompany();
    private final Api api = new Api(a.house);
    private final APage pages = new APage(a.house);
    private final String at = "/matters/" + a.id + "/declarations/SPOUSE_CONSENT";
    private final String today = AMatter.today().toString();

    @Test
    void theSellerAnswersOnTheTelephoneAndTheOfficerConfirms() {
        String own = "/portal/matters/" + a.id + "/declarations";
        pages.shows(own, a.seller, own + "/SPOUSE_CONSENT");
        pages.shows(own + "/SPOUSE_CONSENT", a.seller, "UNMARRIED");
        pages.shows("/portal/matters/" + a.id, a.seller, own);
        HttpResponse<String> bare =
                pages.submit(a.seller, own + "/SPOUSE_CONSENT/statement", Map.of("ground", "OTHER"));
        assertThat(bare.statusCode()).isEqualTo(409);
        assertThat(bare.body()).contains("请写明是什么原因").doesNotContain("??");
        assertThat(pages.submit(a.seller, own + "/SPOUSE_CONSENT/statement", Map.of("ground", "UNMARRIED"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(pages.get(own, a.seller).body()).contains("已回答，等我们确认");

        pages.shows(at, a.officer, at + "/decision");
        assertThat(a.house
                        .bean(Today.class)
                        .agendaFor(a.officer.requester())
                        .groups()
                        .toString())
                .contains(at);
        assertThat(pages.submit(a.officer, at + "/decision", Map.of("notNeeded", "true"))
                        .statusCode())
                .isEqualTo(302);
        pages.shows(at, a.advisor, "badge");
        assertThat(pages.get(at, a.advisor).body()).contains("没有配偶");
        SignedInPerson stranger = PeopleInTests.staff(a.house, Role.ADVISOR);
        assertThat(pages.get(at, stranger).statusCode()).isEqualTo(404);
        assertThat(pages.get(own, PeopleInTests.client(a.house, a.invitedBuyer("钱某")))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void thePaperIsPrintedWithTheNoticeBeforeItAndTakenInSigned() {
        a.seal();
        assertThat(pages.submit(a.advisor, at + "/statement", Map.of("ground", "MAY_BE_JOINT"))
                        .statusCode())
                .isEqualTo(302);
        HttpResponse<String> wrong = pages.submit(a.advisor, at + "/signer", Map.of("name", "周某某", "mobile", "12345"));
        assertThat(wrong.statusCode()).isEqualTo(409);
        assertThat(wrong.body()).contains("手机号应为 11 位", "周某某");
        assertThat(pages.submit(a.advisor, at + "/signer", Map.of("name", "周某某", "mobile", "13911110005"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(pages.get(at, a.advisor).body()).contains("周＊＊").doesNotContain("周某某", "13911110005");
        HttpResponse<String> opened = pages.submit(a.advisor, at + "/opening", Map.of());
        assertThat(opened.body()).contains("周某某", "13911110005");
        assertThat(opened.headers().firstValue("Refresh")).isPresent();

        HttpResponse<String> sheet = pages.submit(a.advisor, at + "/sheet", Map.of());
        assertThat(sheet.statusCode()).isEqualTo(200);
        assertThat(sheet.body())
                .contains("周某某", "王小明", a.targetName, "18760000元", "未经律师审定")
                .doesNotContain("{{", "[CC-18]");
        assertThat(sheet.body().indexOf("单独同意书"))
                .as("the notice lies on top")
                .isLessThan(sheet.body().indexOf("一、本人系转让方的配偶"));
        assertThat(pages.submit(a.advisor, at + "/notice", Map.of("on", today, "how", "READ_BY_PHONE"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(pages.submit(
                                a.advisor,
                                at + "/scan",
                                Map.of("name", "周某某", "identity", NUMBER, "place", "柜", "signedOn", today))
                        .statusCode())
                .as("a form without files")
                .isIn(400, 415);
    }

    @Test
    void programsDoTheSame() {
        String rest = "/api" + at;
        String token = a.advisor.token();
        assertThat(api.get("/api/matters/" + a.id + "/declarations", a.seller.token())
                        .body())
                .contains("SPOUSE_CONSENT", "NOT_ASKED");
        assertThat(api.send("PUT", rest + "/statement", "{\"ground\":\"MAY_BE_JOINT\"}", token)
                        .body())
                .contains("NEEDED");
        assertThat(api.send("PUT", rest + "/signer", "{\"name\":\"周某某\",\"mobile\":\"1\"}", token)
                        .body())
                .contains("declaration-blocked", "MOBILE_WRONG");
        assertThat(api.send("PUT", rest + "/signer", "{\"name\":\"周某某\",\"mobile\":\"13911110006\"}", token)
                        .statusCode())
                .isEqualTo(200);
        assertThat(api.get(rest, token).body()).contains("周＊＊").doesNotContain("周某某");
        assertThat(api.get(rest + "?masked=false", token).body()).contains("周某某");
        assertThat(api.get(rest, a.seller.token()).body())
                .contains("MAY_BE_JOINT")
                .doesNotContain("周");
        assertThat(api.get(rest + "/sheet", token).body()).contains("\"signer\":\"周某某\"", "王小明");
        assertThat(api.send("PUT", rest + "/notice", "{\"on\":\"" + today + "\",\"how\":\"HANDED_OVER\"}", token)
                        .body())
                .contains("\"told\":\"" + today);
        assertThat(api.post(rest + "/confirmation", Map.of("name", "周", "identity", "1"), a.officer.token())
                        .body())
                .contains("NO_PAPER");
        assertThat(api.delete(rest + "/scan", a.officer.token()).body()).contains("NO_PAPER");
        assertThat(api.post(rest + "/decision", Map.of("notNeeded", true), a.officer.token())
                        .body())
                .contains("NOTHING_TO_DECIDE");
        assertThat(api.get(rest + "/scan/pages/1", token).statusCode()).isEqualTo(404);
        assertThat(api.get(rest + "/sheet", a.seller.token()).statusCode()).isEqualTo(403);
    }
}
