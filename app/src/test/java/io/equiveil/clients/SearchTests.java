package io.equiveil.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The search box at the top of staff pages.
class SearchTests {

    private final House house = House.open();
    private final Clients clients = house.bean(Clients.class);
    private final SignedInPerson advisor = PeopleInTests.staff(house, Role.ADVISOR);
    private final String mobile = "198" + "%08d".formatted(new Random().nextInt(100_000_000));
    private final SubjectId subject = ((LeadResult.Submitted)
                    clients.newLead(advisor.requester(), ClientKind.PERSON, Cleartext.of("王小明"), Cleartext.of(mobile)))
            .subject();
    private final String alias = clients.find(subject).orElseThrow().alias();

    @Test
    void aClientIsFoundByCodeNameAndByTheWholeNumber() throws Exception {
        for (String words : new String[] {alias, alias.substring(2).toLowerCase(), mobile, " +86 " + mobile}) {
            assertThat(search(advisor, words).headers().firstValue("Location").orElse(""))
                    .as(words)
                    .endsWith("/clients/" + subject);
        }
    }

    @Test
    void aPersonIsFoundBySurnameOrItsReadingTogetherWithTheLastFourDigits() throws Exception {
        String tail = mobile.substring(7);
        for (String words : new String[] {"王 " + tail, "王小明" + tail, "wang" + tail, tail + " Wang", " 王　" + tail}) {
            assertThat(search(advisor, words).headers().firstValue("Location").orElse(""))
                    .as(words)
                    .endsWith("/clients/" + subject);
        }
        String another = tail.equals("0000") ? "0001" : "0000";
        for (String words : new String[] {"汪 " + tail, "zhang " + tail, "王 " + another, "王", tail}) {
            assertThat(search(advisor, words).body()).as(words).contains("没有找到", "姓氏加手机号后四位");
        }
        SignedInPerson colleague = PeopleInTests.staff(house, Role.ADVISOR);
        assertThat(search(colleague, "王 " + tail).body()).contains("没有找到").doesNotContain(subject.toString());
    }

    @Test
    void anotherNumberTakesTheNameOutOfTheIndexAndErasureAllOfIt() {
        assertThat(kinds()).containsExactlyInAnyOrder("LEAD_MOBILE", "NAME_AND_TAIL");
        SearchTokens tokens = house.bean(SearchTokens.class);
        tokens.numberGiven(subject, mobile);
        assertThat(kinds()).contains("NAME_AND_TAIL");
        tokens.numberGiven(subject, "19800000000".equals(mobile) ? "19800000001" : "19800000000");
        assertThat(kinds()).containsExactly("LEAD_MOBILE");
    }

    @Test
    void aCompanyIsFoundByItsWholeNameHoweverItIsTyped() throws Exception {
        String name = "澄江微光（上海）" + mobile.substring(3) + "有限公司";
        SubjectId company = ((LeadResult.Submitted) clients.newLead(
                        advisor.requester(),
                        ClientKind.COMPANY,
                        Cleartext.of(name),
                        Cleartext.of("199" + mobile.substring(3))))
                .subject();
        for (String words : new String[] {name, name.replace("（", "(").replace("）", ") ")}) {
            assertThat(search(advisor, words).headers().firstValue("Location").orElse(""))
                    .as(words)
                    .endsWith("/clients/" + company);
        }
        assertThat(search(advisor, name.substring(0, 6)).body()).contains("没有找到");
        SignedInPerson colleague = PeopleInTests.staff(house, Role.ADVISOR);
        assertThat(search(colleague, name).body()).contains("没有找到").doesNotContain(company.toString());
    }

    private List<String> kinds() {
        return house.jdbc()
                .sql("select kind from clients.identifiers where subject_id = :id")
                .param("id", subject.value())
                .query(String.class)
                .list();
    }

    @Test
    void aColleagueFindsNothingAndLearnsNothing() throws Exception {
        SignedInPerson colleague = PeopleInTests.staff(house, Role.ADVISOR);
        for (String words : new String[] {alias, mobile}) {
            String answer = search(colleague, words).body();
            assertThat(answer).contains("没有找到").doesNotContain(subject.toString());
        }
        assertThat(main(search(colleague, mobile).body()).replace(mobile, "19899999999"))
                .isEqualTo(main(search(colleague, "19899999999").body()));
    }

    @Test
    void complianceFindsEveryClientButNoNumberPartOfANumberOrNothing() throws Exception {
        SignedInPerson officer = PeopleInTests.staff(house, Role.COMPLIANCE_OFFICER);

        assertThat(search(officer, alias).headers().firstValue("Location").orElse(""))
                .endsWith("/clients/" + subject);
        for (String words : new String[] {mobile.substring(0, 8), "", "%", "C-%", "王小明", "x".repeat(65)}) {
            assertThat(search(officer, words).body()).as(words).contains("没有找到");
        }
        assertThat(search(PeopleInTests.client(house, subject), alias).statusCode())
                .isEqualTo(403);
    }

    /// What a page says, without its tokens.
    private static String main(String page) {
        return page.substring(page.indexOf("<main"), page.indexOf("</main>")).replaceAll("_csrf[^>]*", "");
    }

    private HttpResponse<String> search(SignedInPerson person, String words) throws Exception {
        return new ClientPage(house, person).send("/help", "/search", Map.of("words", words));
    }
}
