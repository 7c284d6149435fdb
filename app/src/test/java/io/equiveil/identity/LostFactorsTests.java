package io.equiveil.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.equiveil.House;
import io.equiveil.identity.LostFactors.Result;
import io.equiveil.identity.LostFactors.State;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Role;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Two people let somebody in again who lost a factor, and one person alone does not.
class LostFactorsTests {

    private final House house = House.open();
    private final Api api = new Api(house);
    private final LostFactors lost = house.bean(LostFactors.class);
    private final SignedInPerson advisor = PeopleInTests.staff(house, Role.ADVISOR);
    private final SignedInPerson owner = PeopleInTests.staff(house, Role.OWNER);
    private final SignedInPerson officer = PeopleInTests.staff(house, Role.COMPLIANCE_OFFICER);
    private final SignedInPerson security = PeopleInTests.staff(house, Role.SECURITY_OFFICER);

    @Test
    void aSecondPersonAgreesAndWhoeverAskedGetsTheLink() {
        assertThat(lost.ask(owner.requester(), advisor.person())).isEqualTo(Result.DONE);
        assertThat(lost.ask(security.requester(), advisor.person())).isEqualTo(Result.WAITS);
        assertThat(lost.letIn(owner.requester(), advisor.person()))
                .as("nobody agreed")
                .isEmpty();
        assertThat(lost.decide(owner.requester(), advisor.person(), true))
                .as("whoever asked does not agree")
                .isEqualTo(Result.SECOND_PERSON);
        assertThat(api.get("/api/session", advisor.token()).statusCode()).isEqualTo(200);

        assertThat(lost.decide(officer.requester(), advisor.person(), true)).isEqualTo(Result.DONE);
        assertThat(lost.letIn(officer.requester(), advisor.person()))
                .as("whoever agreed gets no link")
                .isEmpty();
        InviteResult.Invited link =
                lost.letIn(owner.requester(), advisor.person()).orElseThrow();

        assertThat(house.bean(Enrolment.class).invited(secret(link)))
                .map(Person::id)
                .contains(advisor.person());
        assertThat(api.get("/api/session", advisor.token()).statusCode())
                .as("all sessions ended")
                .isEqualTo(401);
        assertThat(lost.letIn(owner.requester(), advisor.person())).as("once").isEmpty();
        assertThat(lost.concerning(security.requester()))
                .as("everybody with the duty is told")
                .extracting(LostFactors.Request::person, LostFactors.Request::state)
                .contains(tuple(advisor.person(), State.LET_IN));
    }

    @Test
    void nobodyIsLetInByOnePersonAlone() {
        HttpResponse<String> alone =
                api.post("/api/identity/people/" + advisor.person() + "/invitations", Map.of(), owner.token());

        assertThat(alone.statusCode()).isEqualTo(422);
        assertThat(alone.body()).contains("SECOND_PERSON").doesNotContain("\"link\"");
        assertThat(api.get("/api/session", advisor.token()).statusCode()).isEqualTo(200);
    }

    @Test
    void nobodyAsksForOneselfAndOnlyAnOwnerForAnOwner() {
        SignedInPerson administrator = PeopleInTests.staff(house, Role.ADMINISTRATOR);

        assertThat(lost.ask(owner.requester(), owner.person())).isEqualTo(Result.NOT_YOURS);
        assertThat(lost.ask(administrator.requester(), owner.person())).isEqualTo(Result.NOT_YOURS);
        assertThat(lost.ask(officer.requester(), advisor.person())).isEqualTo(Result.NOT_YOURS);
        assertThat(lost.ask(owner.requester(), administrator.person())).isEqualTo(Result.DONE);
        assertThat(lost.decide(administrator.requester(), administrator.person(), true))
                .as("the person itself")
                .isEqualTo(Result.SECOND_PERSON);
        assertThat(lost.decide(officer.requester(), administrator.person(), false))
                .isEqualTo(Result.DONE);
        assertThat(lost.letIn(owner.requester(), administrator.person())).isEmpty();
    }

    @Test
    void whoeverAskedMakesNoLinkForSomebodyWhoBecameAnOwnerMeanwhile() {
        assertThat(lost.ask(security.requester(), advisor.person())).isEqualTo(Result.DONE);
        assertThat(lost.decide(officer.requester(), advisor.person(), true)).isEqualTo(Result.DONE);
        assertThat(lost.concerning(security.requester()))
                .extracting(LostFactors.Request::person, LostFactors.Request::state)
                .contains(tuple(advisor.person(), State.AGREED));
        assertThat(house.bean(People.class)
                        .changeRoles(
                                advisor.person(),
                                Set.of(Role.OWNER, Role.ADVISOR),
                                Optional.empty(),
                                owner.requester()))
                .isInstanceOf(ChangeResult.Changed.class);

        assertThat(lost.letIn(security.requester(), advisor.person())).isEmpty();
        assertThat(lost.concerning(security.requester()))
                .extracting(LostFactors.Request::person)
                .doesNotContain(advisor.person());
    }

    @Test
    void nobodyAgreesBySql() {
        lost.ask(owner.requester(), advisor.person());

        for (String change : List.of(
                "state = 'AGREED', decided_by = gen_random_uuid()",
                "changed_at = changed_at + interval '1 hour'",
                "asked_by = '" + officer.person() + "'")) {
            house.ownerJdbc()
                    .sql("update identity.lost_factors set " + change + " where person_id = ?")
                    .param(advisor.person().value())
                    .update();
            assertThat(lost.letIn(owner.requester(), advisor.person()))
                    .as(change)
                    .isEmpty();
            assertThat(lost.decide(officer.requester(), advisor.person(), true))
                    .as(change)
                    .isEqualTo(Result.UNKNOWN);
        }
    }

    @Test
    void theMachineMakesALinkThatEverybodyReadsOf() {
        String login = house.bean(People.class)
                .find(owner.person())
                .flatMap(Person::login)
                .orElseThrow();

        assertThat(lost.letInFromTheMachine("nobody-is-called-so")).isEmpty();
        InviteResult.Invited link = lost.letInFromTheMachine(login).orElseThrow();

        assertThat(house.bean(Enrolment.class).invited(secret(link)))
                .map(Person::id)
                .contains(owner.person());
        assertThat(Browser.signedIn(house, officer).open("/?lang=zh-CN").body()).contains("有人在服务器上为");
        assertThat(house.ownerJdbc()
                        .sql("select count(*) from ledger.intake where kind = 'let-in-from-the-machine/v1'"
                                + " and about_person = ?")
                        .param(owner.person().value())
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void allOfItIsDoneOnThePageAndByPrograms() {
        String page = "/staff/" + advisor.person();
        Browser asking = Browser.signedIn(house, security);
        assertThat(asking.open(page + "?lang=zh-CN").body()).contains("申请重新绑定", "let-in");
        assertThat(asking.follow(asking.submit(page + "/recovery", Map.of())).body())
                .contains("等第二个人决定")
                .doesNotContain(">同意重新绑定<");

        Browser agreeing = Browser.signedIn(house, officer);
        assertThat(agreeing.open("/?lang=zh-CN").body()).contains("丢了登录方式，等您决定");
        assertThat(agreeing.open(page).body()).contains("同意重新绑定", "怎样确认了是本人");
        assertThat(agreeing.follow(agreeing.submit(page + "/recovery/decision", Map.of("agreed", "true")))
                        .body())
                .contains("已同意，由申请人生成链接");

        assertThat(asking.open(page + "?lang=en").body())
                .contains("Make the one-time link")
                .doesNotContain("??");
        assertThat(asking.submit(page + "/recovery/link", Map.of()).body()).contains("/enrol/");

        String rest = "/api/identity/people/"
                + PeopleInTests.staff(house, Role.ADVISOR).person() + "/recovery";
        assertThat(api.get(rest, owner.token()).body()).isEqualTo("[]");
        assertThat(api.post(rest, Map.of(), owner.token()).statusCode()).isEqualTo(204);
        assertThat(api.get(rest, owner.token()).body()).contains("ASKED");
        assertThat(api.post(rest + "/decision", Map.of("agreed", true), owner.token())
                        .body())
                .contains("second-person");
        assertThat(api.post(rest + "/decision", Map.of("agreed", true), officer.token())
                        .statusCode())
                .isEqualTo(204);
        assertThat(api.text(api.post(rest + "/link", Map.of(), owner.token()), "link"))
                .isNotBlank();
    }

    private static Cleartext secret(InviteResult.Invited invited) {
        return Cleartext.of(invited.linkPath().revealForDisplay().substring(Enrolment.PATH.length()));
    }
}
