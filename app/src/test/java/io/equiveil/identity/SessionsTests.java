package io.equiveil.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.access.Clause;
import io.equiveil.access.Fact;
import io.equiveil.access.Question;
import io.equiveil.access.Reason;
import io.equiveil.access.Remedy;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.Scope;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.Ledger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A session is believed only while it lives, its person is active, and no row was changed behind the program's back.
class SessionsTests {

    private final House house = House.open();
    private final Api api = new Api(house);
    private final SessionFacts facts = house.bean(SessionFacts.class);

    @Test
    void theDatabaseHoldsNoSecretOfASession() {
        SignedInPerson advisor = PeopleInTests.staff(house, Role.ADVISOR);

        List<String> rows = house.ownerJdbc()
                .sql("select s::text from identity.sessions s where person_id = ?")
                .param(advisor.person().value())
                .query(String.class)
                .list();

        assertThat(rows).hasSize(1).first().asString().doesNotContain(advisor.token());
    }

    @Test
    void signingOutEndsTheSession() {
        SignedInPerson advisor = PeopleInTests.staff(house, Role.ADVISOR);
        assertThat(api.get("/api/session", advisor.token()).statusCode()).isEqualTo(200);

        assertThat(api.delete("/api/session", advisor.token()).statusCode()).isEqualTo(204);

        assertThat(api.get("/api/session", advisor.token()).statusCode()).isEqualTo(401);
        assertThat(fact(advisor.requester())).isEqualTo(Fact.fails(Reason.SESSION_ENDED, Remedy.SIGN_IN));
    }

    @Test
    void signingOutEverywhereEndsAllSessionsAndStopsReleasesUnderWay() {
        SignedInPerson advisor = PeopleInTests.staff(house, Role.ADVISOR);
        SignedInPerson elsewhere = PeopleInTests.signedIn(house, advisor.person());
        Scope scope = Scope.of(advisor.person());
        long before = house.bean(Ledger.class).epochs(Set.of(scope)).get(scope);

        api.delete("/api/session/all", advisor.token());

        assertThat(api.get("/api/session", advisor.token()).statusCode()).isEqualTo(401);
        assertThat(api.get("/api/session", elsewhere.token()).statusCode()).isEqualTo(401);
        assertThat(house.bean(Ledger.class).epochs(Set.of(scope)).get(scope)).isGreaterThan(before);
    }

    @Test
    void nobodyEndsAnothersSession() {
        SignedInPerson advisor = PeopleInTests.staff(house, Role.ADVISOR);
        SignedInPerson other = PeopleInTests.staff(house, Role.ADVISOR);

        api.delete("/api/session/all/" + other.requester().session(), advisor.token());

        assertThat(api.get("/api/session", other.token()).statusCode()).isEqualTo(200);
    }

    @Test
    void suspendingEndsEverythingAtOnce() {
        SignedInPerson advisor = PeopleInTests.staff(house, Role.ADVISOR);

        house.bean(People.class).suspend(advisor.person(), PeopleInTests.owner());

        assertThat(api.get("/api/session", advisor.token()).statusCode()).isEqualTo(401);
        assertThat(fact(advisor.requester())).isInstanceOf(Fact.Fails.class);
    }

    @Test
    void aLiveSessionHoldsForTheGate() {
        assertThat(fact(PeopleInTests.staff(house, Role.ADVISOR).requester())).isEqualTo(Fact.holds());
    }

    @Test
    void aRequesterWithMoreRolesThanTheAccountIsRefused() {
        Requester.SignedIn advisor = PeopleInTests.staff(house, Role.ADVISOR).requester();
        Requester.SignedIn more = new Requester.SignedIn(
                advisor.person(),
                advisor.session(),
                Set.of(Role.ADVISOR, Role.COMPLIANCE_OFFICER),
                Set.of(),
                Optional.empty(),
                2,
                Instant.now(),
                Optional.empty(),
                "192.0.2.1");

        assertThat(fact(more)).isInstanceOf(Fact.Fails.class);
    }

    @Test
    void aStrangerIsNotSignedIn() {
        assertThat(fact(new Requester.Anonymous("192.0.2.1")))
                .isEqualTo(Fact.fails(Reason.NOT_SIGNED_IN, Remedy.SIGN_IN));
    }

    @Test
    void aRoleGivenBySqlDeniesInsteadOfAllowing() {
        SignedInPerson advisor = PeopleInTests.staff(house, Role.ADVISOR);
        UUID id = advisor.person().value();
        sabotage("update identity.people set roles = '{ADVISOR,OWNER}' where id = ?", id);

        try {
            assertThat(api.get("/api/session", advisor.token()).statusCode()).isEqualTo(401);
            assertThat(api.get("/api/identity/people", advisor.token()).statusCode())
                    .isEqualTo(401);
            assertThat(fact(advisor.requester()))
                    .isEqualTo(Fact.fails(Reason.ROW_NOT_GENUINE, Remedy.ASK_SECURITY_OFFICER));
            assertThat(house.bean(AccountsCheck.class).check().toString()).contains("rows-not-genuine");
        } finally {
            sabotage("update identity.people set roles = '{ADVISOR}' where id = ?", id);
        }
        assertThat(api.get("/api/session", advisor.token()).statusCode()).isEqualTo(200);
    }

    @Test
    void anOldVersionOfAnAccountPutBackBySqlIsNotBelieved() {
        SignedInPerson officer = PeopleInTests.staff(house, Role.ADVISOR, Role.COMPLIANCE_OFFICER);
        UUID id = officer.person().value();
        sabotage("create table identity.kept as select * from identity.people where id = ?", id);
        house.bean(People.class)
                .changeRoles(officer.person(), Set.of(Role.ADVISOR), Optional.empty(), PeopleInTests.owner());
        sabotage("create table identity.present as select * from identity.people where id = ?", id);
        String putBack = "update identity.people p set roles = k.roles, department = k.department,"
                + " version = k.version, leaf = k.leaf, mac = k.mac from identity.%s k where p.id = ?";

        try {
            sabotage(putBack.formatted("kept"), id);

            assertThat(house.bean(People.class).find(officer.person())).isEmpty();
        } finally {
            sabotage(putBack.formatted("present"), id);
            house.ownerJdbc().sql("drop table identity.kept, identity.present").update();
        }
    }

    @Test
    void anEndedSessionRevivedBySqlStaysEnded() {
        SignedInPerson advisor = PeopleInTests.staff(house, Role.ADVISOR);
        api.delete("/api/session", advisor.token());

        sabotage(
                "update identity.sessions set ended_at = null where person_id = ?",
                advisor.person().value());

        assertThat(api.get("/api/session", advisor.token()).statusCode()).isEqualTo(401);
        assertThat(fact(advisor.requester())).isInstanceOf(Fact.Fails.class);
    }

    @Test
    void aSessionMovedToSomebodyElseBySqlIsNotBelieved() {
        SignedInPerson advisor = PeopleInTests.staff(house, Role.ADVISOR);
        SignedInPerson owner = PeopleInTests.staff(house, Role.OWNER);

        house.ownerJdbc()
                .sql("update identity.sessions set person_id = ? where person_id = ?")
                .params(owner.person().value(), advisor.person().value())
                .update();

        assertThat(api.get("/api/session", advisor.token()).statusCode()).isEqualTo(401);
    }

    @Test
    void aClientActsForThoseTheRowsSayAndNoOther() {
        SubjectId subject = SubjectId.random();
        SignedInPerson client = PeopleInTests.client(house, subject);
        assertThat(client.requester().actsFor()).containsExactly(subject);

        sabotage(
                "update identity.acting set subject_id = gen_random_uuid() where person_id = ?",
                client.person().value());

        assertThat(house.bean(People.class).actsFor(client.person())).isEmpty();
        house.ownerJdbc()
                .sql("update identity.acting set subject_id = ? where person_id = ?")
                .params(subject.value(), client.person().value())
                .update();
        house.bean(People.class).endActingFor(client.person(), subject, PeopleInTests.owner());
        assertThat(house.bean(People.class).actsFor(client.person())).isEmpty();
        assertThat(house.bean(People.class).actingFor(subject)).isEmpty();
    }

    @Test
    void nobodyChangesAnAccountOfTheirOwn() {
        SignedInPerson owner = PeopleInTests.staff(house, Role.OWNER);

        assertThat(house.bean(People.class).suspend(owner.person(), owner.requester()))
                .isEqualTo(new ChangeResult.Refused(ChangeResult.Reason.OWN_ACCOUNT));
    }

    @Test
    void anAdministratorMakesNoOwner() {
        SignedInPerson administrator = PeopleInTests.staff(house, Role.ADMINISTRATOR);
        SignedInPerson advisor = PeopleInTests.staff(house, Role.ADVISOR);

        assertThat(house.bean(People.class)
                        .changeRoles(advisor.person(), Set.of(Role.OWNER), Optional.empty(), administrator.requester()))
                .isEqualTo(new ChangeResult.Refused(ChangeResult.Reason.ONLY_OWNER_MAY));
    }

    @Test
    void aPasswordHashCopiedToAnotherRowMatchesNothing() {
        SignedInPerson one = PeopleInTests.staff(house, Role.ADVISOR);
        SignedInPerson two = PeopleInTests.staff(house, Role.ADVISOR);
        SecretHashes hashes = house.bean(SecretHashes.class);
        var secret = io.equiveil.kernel.Cleartext.of("a long enough password");

        String hash = hashes.hash(one.person(), secret);

        assertThat(hashes.matches(Optional.of(one.person()), Optional.of(hash), secret))
                .isTrue();
        assertThat(hashes.matches(Optional.of(two.person()), Optional.of(hash), secret))
                .isFalse();
        assertThat(hashes.matches(Optional.empty(), Optional.of(hash), secret)).isFalse();
    }

    @Test
    void refusedSignInsAreRecordedOncePerMinuteWithACount() {
        Refusals refusals = house.bean(Refusals.class);
        SignedInPerson advisor = PeopleInTests.staff(house, Role.ADVISOR);
        for (int i = 0; i < 3; i++) {
            refusals.count(Optional.of(advisor.person()), "192.0.2.7");
        }
        sabotage(
                "update identity.refused_sign_ins set minute = minute - interval '5 minutes' where person_id = ?",
                advisor.person().value());

        refusals.record();

        assertThat(house.jdbc()
                        .sql("select count(*) from identity.refused_sign_ins where person_id = ?")
                        .param(advisor.person().value())
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(house.ownerJdbc()
                        .sql("select count(*) from ledger.intake where about_person = ? and kind = 'sign-in-failed/v1'")
                        .param(advisor.person().value())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    private void sabotage(String sql, UUID id) {
        house.ownerJdbc().sql(sql).param(id).update();
    }

    private Fact fact(Requester who) {
        Address address = new Address(
                Owner.of(SubjectId.random()),
                RetentionGroup.IDENTITY,
                People.RECORD,
                UUID.randomUUID(),
                InformationClass.BASIC);
        assertThat(facts.clause()).isEqualTo(Clause.AUTHENTICATED_SESSION);
        return facts.facts(new Question(
                        who, List.of(address), Question.Form.VALUE, Purpose.CONTACT, Optional.empty(), Instant.now()))
                .get(address);
    }
}
