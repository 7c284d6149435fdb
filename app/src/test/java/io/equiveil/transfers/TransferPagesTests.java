package io.equiveil.transfers;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.identity.Api;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Role;
import io.equiveil.matters.AMatter;
import io.equiveil.matters.APage;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The pages of legal steps and of the other shareholders, and their twins for programs.
class TransferPagesTests {

    private final AMatter a = AMatter.inALimitedCompany();
    private final Api api = new Api(a.house);
    private final APage pages = new APage(a.house);
    private final String matter = "/matters/" + a.id;

    @Test
    void stepsAreListedWithTheirLawAndAnsweredInBothLanguages() {
        pages.shows(matter + "/steps", a.advisor, matter + "/steps/ARTICLES_CHECKED");
        pages.shows(matter + "/steps/SHAREHOLDERS_NOTIFIED", a.advisor, "/law/CO-84");
        pages.shows(matter, a.advisor, matter + "/steps/ARTICLES_CHECKED");

        HttpResponse<String> early = pages.submit(
                a.advisor,
                matter + "/steps/ARTICLES_CHECKED/completion",
                Map.of("on", AMatter.today().toString()));
        assertThat(early.statusCode()).isEqualTo(409);
        assertThat(early.body()).contains("项目还没有进行到这一阶段", "这一步需要文件证明").doesNotContain("??");

        SignedInPerson stranger = PeopleInTests.staff(a.house, Role.ADVISOR);
        for (String path : List.of("/steps", "/steps/ARTICLES_CHECKED", "/shareholders")) {
            assertThat(pages.get(matter + path, stranger).statusCode()).isEqualTo(404);
            assertThat(pages.get(matter + path, a.seller).statusCode()).isEqualTo(403);
        }
        pages.shows(matter + "/steps", a.officer, "ARTICLES_CHECKED");
    }

    @Test
    void aShareholderIsEnteredMaskedAndOpenedForAMinute() {
        a.seal();
        HttpResponse<String> wrong =
                pages.submit(a.advisor, matter + "/shareholders", Map.of("name", "林一诺", "share", "三成"));
        assertThat(wrong.statusCode()).isEqualTo(409);
        assertThat(wrong.body()).contains("最多四位小数", "三成");
        assertThat(pages.submit(
                                a.advisor,
                                matter + "/shareholders",
                                Map.of("name", "林一诺", "share", "30%", "contact", "示例路一号"))
                        .statusCode())
                .isEqualTo(302);

        String list = pages.get(matter + "/shareholders", a.advisor).body();
        assertThat(list).contains("林＊＊").doesNotContain("林一诺", "示例路一号");
        HttpResponse<String> opened = pages.submit(a.advisor, matter + "/shareholders/opening", Map.of());
        assertThat(opened.body()).contains("林一诺", "示例路一号", "30%");
        assertThat(opened.headers().firstValue("Refresh")).isPresent();
        pages.shows(matter + "/shareholders", a.advisor, "林＊＊");

        String shareholder = a.transfers
                .of(a.advisor.requester(), a.id)
                .orElseThrow()
                .shareholders()
                .getFirst()
                .id()
                .toString();
        HttpResponse<String> letter =
                pages.submit(a.advisor, matter + "/shareholders/" + shareholder + "/letter", Map.of());
        assertThat(letter.statusCode()).isEqualTo(200);
        assertThat(letter.body()).contains("林一诺", "18760000元", "30 日", "CO-84");
        assertThat(pages.get(matter + "/shareholders", a.officer).body()).contains("林＊＊");
    }

    @Test
    void programsDoTheSame() {
        String at = "/api/matters/" + a.id;
        String token = a.advisor.token();
        HttpResponse<String> entered = api.post(at + "/shareholders", Map.of("name", "何二", "share", "20"), token);
        assertThat(entered.statusCode()).isEqualTo(200);
        String id = api.json(entered).get("shareholders").get(0).get("id").asString();
        String today = AMatter.today().toString();
        assertThat(api.send("PUT", at + "/shareholders/" + id + "/notice", "{\"sent\":\"" + today + "\"}", token)
                        .body())
                .contains("\"standing\":\"SENT\"");
        HttpResponse<String> early = api.post(at + "/steps/SHAREHOLDERS_NOTIFIED", Map.of("on", today), token);
        assertThat(early.statusCode()).isEqualTo(409);
        assertThat(early.body()).contains("step-blocked", "STAGE_NOT_REACHED", "DOCUMENT_MISSING");
        assertThat(api.get(at + "/shareholders", token).body()).contains("何＊＊").doesNotContain("何二");
        assertThat(api.get(at + "/shareholders?masked=false", token).body()).contains("何二");
        assertThat(api.get(at + "/steps", token).body()).contains("\"documentRequired\":true", "CO-84");
        assertThat(api.get(at + "/shareholders", a.seller.token()).statusCode()).isEqualTo(403);
        assertThat(api.delete(at + "/shareholders/" + id, token).statusCode())
                .as("a notice has gone out")
                .isEqualTo(409);
    }
}
