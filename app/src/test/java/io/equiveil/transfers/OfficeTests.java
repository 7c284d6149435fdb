package io.equiveil.transfers;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.clients.FactGiving;
import io.equiveil.clients.FactSection;
import io.equiveil.clients.GiveResult;
import io.equiveil.identity.Api;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Role;
import io.equiveil.matters.AMatter;
import io.equiveil.matters.APage;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The sheets of offices in the real house: nothing is typed twice, and every value is opened for the
/// office's purpose.
class OfficeTests {

    private static final String NUMBER = "11010519491231002X";

    private final AMatter a = AMatter.inALimitedCompany();
    private final APage pages = new APage(a.house);
    private final Api api = new Api(a.house);
    private final String at = "/matters/" + a.id + "/offices/";

    @Test
    void theTaxSheetIsFilledFromWhatIsSealedAndSaysWhoPrintedIt() {
        a.seal();
        GiveResult given = a.house
                .bean(FactGiving.class)
                .give(
                        a.seller.requester(),
                        a.sellerSubject,
                        FactSection.PERSON_IDENTITY,
                        Map.of(
                                "documentType", Cleartext.of("RESIDENT_ID"),
                                "documentNumber", Cleartext.of(NUMBER)));
        assertThat(given).isInstanceOf(GiveResult.Kept.class);
        pages.shows(at + "TAX", a.advisor, "/law/TAX-4");
        pages.shows("/matters/" + a.id + "/steps", a.advisor, at + "MARKET");

        HttpResponse<String> sheet = pages.submit(a.advisor, at + "TAX/sheet", Map.of());
        assertThat(sheet.statusCode()).isEqualTo(200);
        assertThat(sheet.body())
                .contains("王小明", NUMBER, "居民身份证", a.targetName, "18760000元", "已记录", "未经律师审定")
                .doesNotContain("??");
        HttpResponse<String> market = pages.submit(a.advisor, at + "MARKET/sheet", Map.of());
        assertThat(market.body())
                .as("the market regulator does not ask for the price")
                .contains("王小明", "股东（股权转让）")
                .doesNotContain("18760000元");
        JsonNode filled = api.json(api.get("/api" + at + "TAX/sheet", a.advisor.token()));
        assertThat(filled.toString()).contains("王小明", NUMBER, "BY_HAND");
        assertThat(filled.path("closed").asInt(-1)).isZero();
        assertThat(api.get("/api" + at + "MARKET", a.advisor.token()).body()).contains("完税凭证", "TAX-3");
    }

    @Test
    void nobodyElseGetsASheetAndAnOfficeThatHasNothingToDoWithItIsNotThere() {
        SignedInPerson stranger = PeopleInTests.staff(a.house, Role.ADVISOR);
        assertThat(pages.submit(stranger, at + "TAX/sheet", Map.of()).statusCode())
                .isEqualTo(404);
        assertThat(pages.submit(a.officer, at + "TAX/sheet", Map.of()).statusCode())
                .isEqualTo(403);
        pages.shows(at + "TAX", a.officer, "TAX-4");
        assertThat(api.get("/api" + at + "TAX/sheet", a.seller.token()).statusCode())
                .isEqualTo(403);
        AMatter stock = AMatter.inAJointStockCompany();
        assertThat(pages.get("/matters/" + stock.id + "/offices/MARKET", stock.advisor)
                        .statusCode())
                .isEqualTo(404);
        pages.shows("/matters/" + stock.id + "/offices/TAX", stock.advisor, "TAX-2");
    }
}
