package io.equiveil.matters;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.clients.ClientFile;
import io.equiveil.clients.ClientKind;
import io.equiveil.disclosure.Disclosure;
import io.equiveil.identity.Api;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.InterestResult.Why;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What clients say they would buy: kept by consent, in coarse words, for their own advisor's eyes.
class InterestTests {

    private static final Interest SOFTWARE = new Interest(Map.of(Attribute.INDUSTRY, Cleartext.of("信息传输、软件和信息技术服务业")));
    private static final Interest MANUFACTURING =
            new Interest(Map.of(Attribute.INDUSTRY, Cleartext.of("制造业"), Attribute.PRICE, Cleartext.of("一千万至三千万元")));

    private final AMatter a = AMatter.inALimitedCompany();
    private final Matters matters = a.matters;
    private final SubjectId subject = a.client(ClientKind.PERSON, "赵甲");
    private final SignedInPerson client = PeopleInTests.client(a.house, subject);

    @Test
    void nothingIsKeptWithoutConsentNorBeyondTheCoarseWords() {
        assertThat(matters.giveInterest(client.requester(), subject, MANUFACTURING))
                .isEqualTo(new InterestResult.Blocked(Why.NO_LEGAL_BASIS));
        a.agreeTo(subject, "introduction");
        assertThat(matters.giveInterest(client.requester(), subject, new Interest(Map.of())))
                .isEqualTo(new InterestResult.Blocked(Why.NOTHING_SAID));
        assertThat(matters.giveInterest(
                        client.requester(), subject, new Interest(Map.of(Attribute.INDUSTRY, Cleartext.of("隔壁老王的厂")))))
                .isEqualTo(new InterestResult.Blocked(Why.NOT_UNDERSTOOD));

        assertThat(matters.giveInterest(client.requester(), subject, MANUFACTURING))
                .isEqualTo(new InterestResult.Kept());

        SignedInPerson other = PeopleInTests.staff(a.house, Role.ADVISOR);
        assertThat(matters.readInterest(other.requester(), subject)).isEmpty();
        assertThat(matters.giveInterest(other.requester(), subject, SOFTWARE)).isEqualTo(new InterestResult.Unknown());
        assertThat(matters.readInterest(client.requester(), subject))
                .hasValueSatisfying(
                        read -> assertThat(((Disclosure.Answered) read).shown()).hasSize(1));
        assertThat(matters.takeBackInterest(client.requester(), subject)).isEqualTo(new InterestResult.Kept());
        assertThat(matters.readInterest(client.requester(), subject)).isEmpty();
    }

    @Test
    void anAdvisorIsToldWhichOfItsOwnClientsMightFitAndTheClientSeesTheReading() {
        SubjectId far = a.client(ClientKind.PERSON, "钱乙");
        AMatter elsewhere = AMatter.inALimitedCompany();
        SubjectId notOurs = elsewhere.client(ClientKind.PERSON, "孙丙");
        for (SubjectId each : List.of(subject, far)) {
            a.agreeTo(each, "introduction");
        }
        elsewhere.agreeTo(notOurs, "introduction");
        kept(matters.giveInterest(a.advisor.requester(), subject, MANUFACTURING));
        kept(matters.giveInterest(a.advisor.requester(), far, SOFTWARE));
        kept(matters.giveInterest(elsewhere.advisor.requester(), notOurs, MANUFACTURING));
        a.seal();

        List<Suggestion> found =
                matters.suggestBuyers(a.advisor.requester(), a.id).orElseThrow();

        assertThat(found)
                .containsExactly(new Suggestion(
                        subject,
                        a.clients.find(subject).map(ClientFile::alias).orElseThrow(),
                        List.of(Attribute.INDUSTRY, Attribute.PRICE)));
        assertThat(new Api(a.house).get("/api/portal/lookups", client.token()).body())
                .contains("MATCHER");
        assertThat(matters.suggestBuyers(a.officer.requester(), a.id)).isEmpty();
        assertThat(matters.suggestBuyers(elsewhere.advisor.requester(), a.id)).isEmpty();
    }

    @Test
    void bothItsPagesShowAndKeepIt() {
        a.agreeTo(subject, "introduction");
        APage pages = new APage(a.house);
        pages.shows("/portal/interests/" + subject, client, "INDUSTRY-0");
        assertThat(pages.submit(client, "/portal/interests/" + subject, Map.of())
                        .statusCode())
                .isIn(409, 422);
        assertThat(pages.submit(client, "/portal/interests/" + subject, Map.of("INDUSTRY", "2"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(pages.get("/interests/" + subject, a.advisor).body())
                .containsPattern("id=\"INDUSTRY-2\"[^>]*checked");
        assertThat(pages.get("/portal/interests/" + subject, a.seller).statusCode())
                .isEqualTo(404);
    }

    private static void kept(InterestResult result) {
        assertThat(result).isEqualTo(new InterestResult.Kept());
    }
}
