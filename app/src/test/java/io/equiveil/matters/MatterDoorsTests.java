package io.equiveil.matters;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.access.KnownRelations;
import io.equiveil.identity.Api;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.partners.PartnerKind;
import io.equiveil.partners.PartnerStatus;
import io.equiveil.partners.Partners;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What compliance, the team and the parties do with a matter, as pages and as programs do it.
class MatterDoorsTests {

    private final AMatter a = AMatter.inALimitedCompany();
    private final Api api = new Api(a.house);
    private final APage pages = new APage(a.house);
    private final String at = "/api/matters/" + a.id;
    private final String page = "/matters/" + a.id;
    private final SignedInPerson colleague = PeopleInTests.staff(a.house, Role.ADVISOR);

    @Test
    void complianceStopsAMatterAndLetsItGoOn() {
        good(send("PUT", at + "/holds/LEGAL_HOLD", "{\"reason\":\"AUTHORITY\"}", a.officer));
        assertThat(a.summary().legalHold()).isTrue();
        assertThat(api.get(at + "/holds", a.advisor.token()).body()).contains("LEGAL_HOLD", "AUTHORITY");
        assertThat(send("PUT", at + "/holds/LEGAL_HOLD", "{\"reason\":\"AUTHORITY\"}", a.officer)
                        .body())
                .contains("ON_HOLD_ALREADY");
        good(send("DELETE", at + "/holds/LEGAL_HOLD", null, a.officer));
        assertThat(a.summary().legalHold()).isFalse();
        assertThat(send("PUT", at + "/holds/LEGAL_HOLD", "{\"reason\":\"AUTHORITY\"}", a.advisor)
                        .statusCode())
                .isEqualTo(403);

        done(pages.submit(a.officer, page + "/holds", Map.of("kind", "SUSPENSION", "reason", "DISPUTE")));
        assertThat(a.summary().suspended()).isTrue();
        pages.shows(page, a.officer, page + "/holds/SUSPENSION/lifting");
        done(pages.submit(a.officer, page + "/holds/SUSPENSION/lifting", Map.of()));
        assertThat(a.summary().suspended()).isFalse();
    }

    @Test
    void programsOfComplianceDecideAboutConflicts() {
        AMatter second = AMatter.about(a.targetName);
        assertThat(api.get("/api/matters/conflicts", a.officer.token()).body())
                .contains(second.id.toString(), a.id.toString(), "SAME_TARGET");
        assertThat(api.get("/api/matters/conflicts", a.advisor.token()).statusCode())
                .isEqualTo(403);

        good(api.post("/api/matters/" + second.id + "/conflict-decision", Map.of("clear", false), a.officer.token()));

        assertThat(second.summary().conflict()).isEqualTo(ConflictState.REFUSED);
    }

    @Test
    void theTeamChangesOnPagesAndByProgram() {
        done(pages.submit(
                a.advisor, page + "/team", Map.of("person", colleague.person().toString())));
        pages.shows(page, a.advisor, page + "/team/" + colleague.person() + "/lead");
        done(pages.submit(a.advisor, page + "/team/" + colleague.person() + "/leaving", Map.of()));
        assertThat(a.summary().team()).hasSize(1);
        done(pages.submit(
                a.advisor, page + "/team", Map.of("person", colleague.person().toString())));
        done(pages.submit(a.advisor, page + "/team/" + colleague.person() + "/lead", Map.of()));
        good(send("PUT", at + "/lead", "{\"person\":\"" + a.advisor.person() + "\"}", colleague));
        assertThat(a.summary().team())
                .filteredOn(MatterSummary.Member::lead)
                .extracting(MatterSummary.Member::person)
                .containsExactly(a.advisor.person());

        String firm = firm();
        done(pages.submit(a.advisor, page + "/partners", Map.of("partner", firm)));
        pages.shows(page, a.advisor, page + "/partners/" + firm + "/release");
        done(pages.submit(a.advisor, page + "/partners/" + firm + "/release", Map.of()));
        assertThat(a.summary().partners()).isEmpty();
    }

    private String firm() {
        Partners partners = a.house.bean(Partners.class);
        Partners.Result.Done registered = (Partners.Result.Done)
                partners.register(a.officer.requester(), "所" + a.codeName, "示例律师事务所", PartnerKind.LAW);
        partners.decide(a.officer.requester(), registered.partner(), PartnerStatus.APPROVED);
        return registered.partner().toString();
    }

    @Test
    void aMatterEndsWithoutATransfer() {
        assertThat(api.get(at + "/time-line", a.seller.token()).body()).contains("ENGAGED", "REGISTRATION");
        good(api.post(at + "/abandonment", Map.of("reason", "SELLER_WITHDREW"), a.advisor.token()));
        assertThat(api.get(at + "/retention", a.advisor.token()).body()).contains("RET-TXN", "DUE");
        pages.shows(page, a.advisor, page + "/destruction-request");
        pages.shows("/matters?show=closed", a.advisor, a.codeName);

        AMatter other = AMatter.inALimitedCompany();
        done(pages.submit(other.advisor, "/matters/" + other.id + "/abandonment", Map.of("reason", "NO_BUYER")));
        assertThat(other.summary().closedAt()).isPresent();
    }

    @Test
    void theSidesReadTheDealAndEachOtherAsFarAsTheyHaveCome() {
        AMatter.Buyer buyer = a.admittedBuyer();
        a.toDueDiligence();
        String portal = "/portal" + page;
        assertThat(pages.submit(buyer.person(), portal + "/deal", Map.of()).body())
                .contains("18760000元", a.targetName)
                .doesNotContain("??");
        assertThat(pages.submit(a.seller, portal + "/deal", Map.of()).body()).contains("18760000元");
        assertThat(pages.submit(buyer.person(), portal + "/other-side", Map.of())
                        .statusCode())
                .as("not before the agreement")
                .isEqualTo(403);
        assertThat(api.get(at + "/other-side", buyer.person().token()).statusCode())
                .isEqualTo(403);

        a.toAgreement();
        assertThat(pages.submit(buyer.person(), portal + "/other-side", Map.of())
                        .body())
                .contains("王小明")
                .doesNotContain("??");
        assertThat(api.get(at + "/other-side", buyer.person().token()).body()).contains("王小明");
        assertThat(api.get(at + "/other-side", a.seller.token()).statusCode()).isEqualTo(404);
    }

    @Test
    void whatAClientWouldBuyIsKeptAndDeleted() {
        String there = "/api/interests/" + a.sellerSubject;
        a.agreeTo(a.sellerSubject, "introduction");
        assertThat(send("PUT", there, "{\"said\":{\"REGION\":\"华东地区、隔壁\"}}", a.seller)
                        .body())
                .contains("NOT_UNDERSTOOD");
        good(send("PUT", there, "{\"said\":{\"REGION\":\"华东地区、华南地区\"}}", a.seller));
        assertThat(api.get(there, a.advisor.token()).body()).contains("华东地区、华南地区");
        good(send("DELETE", there, null, a.seller));

        done(pages.submit(a.advisor, "/interests/" + a.sellerSubject, Map.of("REGION", "0")));
        done(pages.submit(a.advisor, "/interests/" + a.sellerSubject + "/removal", Map.of()));
        done(pages.submit(a.seller, "/portal/interests/" + a.sellerSubject, Map.of("PRICE", "1")));
        done(pages.submit(a.seller, "/portal/interests/" + a.sellerSubject + "/removal", Map.of()));
        assertThat(a.matters.readInterest(a.seller.requester(), a.sellerSubject))
                .isEmpty();
    }

    @Test
    void nobodyComesToAColleaguesClientByInvitingIt() {
        SubjectId theirs = AMatter.inALimitedCompany().sellerSubject;

        assertThat(api.post(at + "/buyers", Map.of("subject", theirs.toString()), a.advisor.token())
                        .statusCode())
                .isEqualTo(404);
        assertThat(pages.submit(a.advisor, page + "/buyers", Map.of("subject", theirs.toString()))
                        .statusCode())
                .isEqualTo(404);

        assertThat(a.summary().parties()).hasSize(1);
        assertThat(a.house
                        .bean(KnownRelations.class)
                        .handles(a.advisor.requester(), Owner.of(theirs), Optional.of(a.id)))
                .isFalse();
    }

    @Test
    void whatWeighsAsksForAFreshProofOfThePerson() {
        PeopleInTests.provenLongAgo(a.house, a.officer);
        PeopleInTests.provenLongAgo(a.house, a.advisor);

        askedAgain(send("PUT", at + "/holds/LEGAL_HOLD", "{\"reason\":\"AUTHORITY\"}", a.officer));
        askedAgain(send("DELETE", at + "/holds/LEGAL_HOLD", null, a.officer));
        askedAgain(send("POST", at + "/conflict-decision", "{\"clear\":true}", a.officer));
        askedAgain(send("POST", at + "/destruction-request", null, a.advisor));
        askedAgain(send("POST", at + "/destruction", null, a.officer));
        askedAgain(send(
                "POST", "/api/agreements/" + UUID.randomUUID() + "/paper/confirmation", "{\"pages\":[1]}", a.officer));

        ledToConfirm(pages.submit(a.officer, page + "/holds", Map.of("kind", "SUSPENSION", "reason", "DISPUTE")));
        ledToConfirm(pages.submit(a.officer, page + "/holds/SUSPENSION/lifting", Map.of()));
        ledToConfirm(pages.submit(a.officer, page + "/conflict-decision", Map.of("clear", "true")));
        ledToConfirm(pages.get(page + "/destruction-request", a.advisor));
        ledToConfirm(pages.submit(a.advisor, page + "/destruction-request", Map.of()));
        ledToConfirm(pages.get(page + "/destruction", a.officer));
        ledToConfirm(pages.submit(a.officer, page + "/destruction", Map.of()));
        ledToConfirm(pages.submit(
                a.officer, "/agreements/" + UUID.randomUUID() + "/paper/confirmation", Map.of("page", "1")));
        assertThat(a.summary().legalHold() || a.summary().suspended()).isFalse();
    }

    private static void askedAgain(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
        assertThat(answer.body()).contains("confirm-identity");
    }

    private static void ledToConfirm(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/confirm-identity"));
    }

    private HttpResponse<String> send(String method, String path, @Nullable String body, SignedInPerson who) {
        return api.send(method, path, body, who.token());
    }

    private static void good(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    }

    private static void done(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
    }
}
