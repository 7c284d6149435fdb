package io.equiveil.access.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.identity.Api;
import io.equiveil.identity.Browser;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Role;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The page of the policy and its twin for programs: seen by those in charge, changed by two of them.
class PolicyScreenTests {

    private static final Pattern APPROVAL = Pattern.compile("/policy/proposals/[0-9a-f-]{36}/approval");

    private final House house = House.open();
    private final SignedInPerson compliance = PeopleInTests.staff(house, Role.COMPLIANCE_OFFICER);
    private final SignedInPerson security = PeopleInTests.staff(house, Role.SECURITY_OFFICER);

    @Test
    void showsRulesClausesAndReadersInTwoLanguages() {
        Browser browser = Browser.signedIn(house, compliance);

        assertThat(browser.open("/policy").body())
                .contains("查阅许可", "advisor-contact", "观察", "首次启动时设定", "发送通知")
                .doesNotContain("??");
        assertThat(browser.visit("/policy?lang=en").body())
                .contains("Access permits", "advisor-contact", "Observed", "Set at the first start")
                .doesNotContain("??");
    }

    @Test
    void aChangeTakesASecondPersonOnThePage() {
        Browser proposer = Browser.signedIn(house, compliance);
        proposer.open("/policy");
        HttpResponse<String> proposed = proposer.submit(
                "/policy/clauses",
                Map.of(
                        "clause", "JURISDICTION",
                        "state", "OBSERVED",
                        "until", LocalDate.now().plusDays(20).toString(),
                        "reason", "办公地点还在申报"));
        assertThat(proposed.statusCode()).as(proposed.body()).isBetween(300, 399);
        String own = proposer.follow(proposed).body();
        assertThat(own).contains("办公地点还在申报", "您提出的更改，要由另一人同意。").doesNotContainPattern(APPROVAL);

        Browser approver = Browser.signedIn(house, security);
        Matcher approval = APPROVAL.matcher(approver.open("/policy").body());
        assertThat(approval.find()).isTrue();
        String after =
                approver.follow(approver.submit(approval.group(), Map.of())).body();

        assertThat(after).contains("已同意，立即生效。", "办公地点还在申报");
    }

    @Test
    void aFaultyChangeKeepsWhatWasTypedAndSaysWhatIsWrong() {
        Browser browser = Browser.signedIn(house, compliance);
        browser.open("/policy");

        HttpResponse<String> tooFar = browser.submit(
                "/policy/clauses",
                Map.of(
                        "clause", "TRAINING",
                        "state", "OBSERVED",
                        "until", LocalDate.now().plusDays(90).toString(),
                        "reason", "想再等三个月"));
        HttpResponse<String> faulty =
                browser.submit("/policy/rules", Map.of("document", "{\"format\":1,\"rules\":[]}", "reason", "试一试看看"));

        assertThat(tooFar.statusCode()).isEqualTo(422);
        assertThat(tooFar.body()).contains("观察最长 30 天", "想再等三个月");
        assertThat(faulty.statusCode()).isEqualTo(422);
        assertThat(faulty.body()).contains("一条规则也没有");
    }

    @Test
    void programsSeeAndChangeTheSame() {
        Api api = new Api(house);

        assertThat(api.get("/api/access/policy", compliance.token()).body()).contains("\"advisor-contact\"");
        assertThat(api.get("/api/access/clauses", compliance.token()).body()).contains("\"canBeRelaxed\":false");
        assertThat(api.get("/api/access/system-readers", compliance.token()).body())
                .contains("\"MESSENGER\"");
        HttpResponse<String> proposed = api.post(
                "/api/access/clause-proposals",
                Map.of("clause", "PARTNER_STATUS", "state", "IN_FORCE", "reason", "合作方都已审查"),
                compliance.token());
        assertThat(proposed.statusCode()).as(proposed.body()).isEqualTo(201);
        String path = "/api/access/proposals/" + api.text(proposed, "id");
        HttpResponse<String> own = api.post(path + "/approval", Map.of(), compliance.token());
        assertThat(own.statusCode()).isEqualTo(403);
        assertThat(own.body()).contains("SAME_PERSON");
        assertThat(api.post(path + "/rejection", Map.of(), security.token()).statusCode())
                .isEqualTo(204);
        assertThat(api.post(path + "/approval", Map.of(), security.token()).statusCode())
                .isEqualTo(409);
    }

    @Test
    void anAdvisorNeitherSeesNorChangesIt() {
        SignedInPerson advisor = PeopleInTests.staff(house, Role.ADVISOR);
        Api api = new Api(house);

        assertThat(List.of(
                        api.get("/api/access/policy", advisor.token()).statusCode(),
                        api.post(
                                        "/api/access/clause-proposals",
                                        Map.of("clause", "TRAINING", "state", "IN_FORCE", "reason", "试一试看"),
                                        advisor.token())
                                .statusCode()))
                .containsOnly(403);
    }
}
