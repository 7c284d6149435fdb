package io.equiveil.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.LogLines;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.vault.BlindIndexes;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What somebody signs in with, changed by whoever rules the database: nobody gets in by it, and nobody becomes free to
/// choose a new factor.
class SignInRowsTests {

    private static final Random RANDOM = new Random();
    private static final Cleartext FIRST = Cleartext.of("竹林里的青松很高 2026");
    private static final Cleartext SECOND = Cleartext.of("河边的白鹭飞得很远 2026");
    private static final Cleartext PIN = Cleartext.of("270415");

    private final House house = House.open();
    private final JdbcClient sql = house.ownerJdbc();
    private final SignIn signIn = house.bean(SignIn.class);
    private final Enrolment enrolment = house.bean(Enrolment.class);
    private final Passkeys passkeys = house.bean(Passkeys.class);
    private final Visit visit =
            new Visit("198.51.100." + RANDOM.nextInt(250), Visit.Appliance.PROGRAM, Optional.empty());

    // --- passwords and one-time passwords ---

    @Test
    void aPasswordPutBackBySqlSignsNobodyIn() {
        InviteResult.Invited invited = invited();
        Authenticator old = enrol(invited, FIRST);
        assertThat(entry(invited, FIRST, old)).isInstanceOf(SignInResult.Proven.class);
        String before = kept("identity.credentials", "person_id", invited.person());
        Authenticator fresh = enrol(renewed(invited), SECOND);
        assertThat(entry(invited, SECOND, fresh)).isInstanceOf(SignInResult.Proven.class);

        putBack("identity.credentials", "person_id", invited.person(), before);

        assertThat(entry(invited, FIRST, old)).isEqualTo(new SignInResult.Refused());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password_hash = 'x' || password_hash",
                "password_set_at = password_set_at - interval '1 day'",
                "totp_sealed = set_byte(totp_sealed, 70, get_byte(totp_sealed, 70) # 1)",
                "totp_confirmed_at = totp_confirmed_at + interval '1 day'",
                "version = version + 1",
                "version = 0, leaf = null, mac = null",
                "mac = set_byte(mac, 3, get_byte(mac, 3) # 1)"
            })
    void aRowOfFactorsWithAnyColumnChangedSignsNobodyIn(String change) {
        InviteResult.Invited invited = invited();
        Authenticator app = enrol(invited, FIRST);

        sql.sql("update identity.credentials set " + change + " where person_id = ?")
                .param(invited.person().value())
                .update();

        assertThat(entry(invited, FIRST, app)).isEqualTo(new SignInResult.Refused());
    }

    // --- PINs ---

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update identity.credentials set pin_hash = null where person_id = ?",
                "update identity.credentials set pin_hash = null, version = 0, leaf = null, mac = null where person_id = ?",
                "delete from identity.credentials where person_id = ?"
            })
    void aPinTakenAwayBySqlLeavesNobodyFreeToChooseANewOne(String attack) {
        PersonId client = client(PeopleInTests.mobile());
        assertThat(signIn.withPin(throughDoor(client), Optional.empty(), Optional.of(PIN), visit))
                .isInstanceOf(SignInResult.Proven.class);

        sql.sql(attack).param(client.value()).update();

        ProvenPossession again = throughDoor(client);
        assertThat(signIn.needsPin(again)).isFalse();
        assertThat(signIn.withPin(again, Optional.empty(), Optional.of(Cleartext.of("918273")), visit))
                .isEqualTo(new SignInResult.Refused());
        assertThat(signIn.withPin(again, Optional.of(PIN), Optional.empty(), visit))
                .isEqualTo(new SignInResult.Refused());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update identity.credentials set pin_hash = null, version = 0, leaf = null, mac = null where person_id = ?",
                "delete from identity.credentials where person_id = ?"
            })
    void norWhereTheLogsLinesAboutItWereTakenAwayToo(String attack) {
        PersonId client = client(PeopleInTests.mobile());
        signIn.withPin(throughDoor(client), Optional.empty(), Optional.of(PIN), visit);

        sql.sql(attack).param(client.value()).update();

        LogLines.without("row_name = 'identity.credentials/" + client + "'", () -> {
            ProvenPossession again = throughDoor(client);
            assertThat(signIn.needsPin(again)).isFalse();
            return assertThat(signIn.withPin(again, Optional.empty(), Optional.of(Cleartext.of("918273")), visit))
                    .isEqualTo(new SignInResult.Refused());
        });
    }

    @Test
    void aPasswordOfAnAdministratorsOwnSignsNobodyInWhereTheLogsLinesWereTakenAway() {
        InviteResult.Invited invited = invited();
        Authenticator app = enrol(invited, FIRST);
        InviteResult.Invited other = invited();
        enrol(other, SECOND);

        sql.sql("update identity.credentials set version = 0, leaf = null, mac = null, password_hash = (select"
                        + " password_hash from identity.credentials where person_id = ?) where person_id = ?")
                .param(other.person().value())
                .param(invited.person().value())
                .update();

        LogLines.without(
                "row_name = 'identity.credentials/" + invited.person() + "'",
                () -> assertThat(entry(invited, FIRST, app)).isEqualTo(new SignInResult.Refused()));
    }

    @Test
    void aForgottenPinIsChosenAnewEvenWhereSqlChangedTheRow() {
        PersonId client = client(PeopleInTests.mobile());
        signIn.withPin(throughDoor(client), Optional.empty(), Optional.of(PIN), visit);
        sql.sql("update identity.credentials set pin_hash = null where person_id = ?")
                .param(client.value())
                .update();

        house.bean(People.class).forgetPin(client, PeopleInTests.owner());

        assertThat(signIn.withPin(throughDoor(client), Optional.empty(), Optional.of(PIN), visit))
                .isInstanceOf(SignInResult.Proven.class);
    }

    // --- links ---

    @Test
    void aLinkGivenToSomebodyElseBySqlOpensNothing() {
        InviteResult.Invited mine = invited();
        InviteResult.Invited other = invited();
        sql.sql("delete from identity.one_time_links where person_id = ?")
                .param(other.person().value())
                .update();

        sql.sql("update identity.one_time_links set person_id = ? where person_id = ?")
                .params(other.person().value(), mine.person().value())
                .update();

        assertThat(enrolment.invited(secret(mine))).isEmpty();
        assertThat(enrolment.begin(secret(mine), FIRST, "192.0.2.1")).isEqualTo(new Enrolment.Begun.LinkDead());
    }

    @Test
    void aLinkThatSqlGaveALongerLifeOpensNothing() {
        InviteResult.Invited invited = invited();
        sql.sql("update identity.one_time_links set expires_at = expires_at + interval '1 day' where person_id = ?")
                .param(invited.person().value())
                .update();

        assertThat(enrolment.invited(secret(invited))).isEmpty();
    }

    @Test
    void aUsedOrReplacedLinkIsNotMadeNewBySql() {
        InviteResult.Invited used = invited();
        enrol(used, FIRST);
        InviteResult.Invited replaced = invited();
        InviteResult.Invited newest = renewed(replaced);

        sql.sql("update identity.one_time_links set used_at = null where person_id in (:persons)")
                .param(
                        "persons",
                        List.of(used.person().value(), replaced.person().value()))
                .update();

        assertThat(enrolment.invited(secret(used))).isEmpty();
        assertThat(enrolment.invited(secret(replaced))).isEmpty();
        assertThat(enrolment.invited(secret(newest))).as("the newest one works").isPresent();
    }

    // --- codes ---

    @Test
    void aCodeGivenToAnotherPersonOrALongerLifeBySqlIsWrong() {
        String mine = PeopleInTests.mobile();
        String theirs = PeopleInTests.mobile();
        PersonId me = client(mine);
        PersonId other = client(theirs);
        CodeDesk codes = house.bean(CodeDesk.class);
        String code = codes.issue(CodeChannel.SMS, me, token(mine)).code();
        assertThat(codes.tryCode(token(mine), Optional.of(me), code)).isPresent();

        sql.sql("update identity.one_time_codes set person_id = ?, mobile_bidx = ? where person_id = ?")
                .params(other.value(), token(theirs), me.value())
                .update();
        assertThat(codes.tryCode(token(theirs), Optional.of(other), code)).isEmpty();

        String second = codes.issue(CodeChannel.SMS, me, token(mine)).code();
        sql.sql("update identity.one_time_codes set expires_at = expires_at + interval '1 hour' where person_id = ?")
                .param(me.value())
                .update();
        assertThat(codes.tryCode(token(mine), Optional.of(me), second)).isEmpty();
    }

    // --- passkeys ---

    @Test
    void aRemovedPasskeyPutBackBySqlSignsNobodyIn() {
        SignedInPerson person = PeopleInTests.staff(house, Role.ADVISOR);
        SoftPasskey passkey = SoftPasskey.enrolled(house, person.requester());
        assertThat(entry(passkey)).isInstanceOf(SignInResult.Proven.class);
        String row = kept("identity.passkeys", "person_id", person.person());
        passkeys.remove(
                person.requester(), passkeys.of(person.requester()).getFirst().id());

        putBack("identity.passkeys", "person_id", person.person(), row);
        assertThat(entry(passkey)).isEqualTo(new SignInResult.Refused());

        sql.sql("update identity.passkeys set id = gen_random_uuid(), version = 2 where person_id = ?")
                .param(person.person().value())
                .update();
        assertThat(entry(passkey)).isEqualTo(new SignInResult.Refused());
    }

    @Test
    void aRightPasskeyGivesItsAddressOneTryBackAndNotThemAll() {
        SignedInPerson person = PeopleInTests.staff(house, Role.ADVISOR);
        SoftPasskey passkey = SoftPasskey.enrolled(house, person.requester());
        Throttle throttle = house.bean(Throttle.class);
        Throttle.Key source = throttle.key(Throttle.Counter.SOURCE, visit.source());
        for (int tries = 0; tries < 3; tries++) {
            assertThat(throttle.admit(source)).isEmpty();
        }
        int before = failures(source);

        assertThat(entry(passkey)).isInstanceOf(SignInResult.Proven.class);

        assertThat(before).isGreaterThanOrEqualTo(3);
        assertThat(failures(source)).isEqualTo(before);
    }

    private int failures(Throttle.Key key) {
        return sql.sql("select failures from identity.throttles where key_mac = ?")
                .param(key.mac())
                .query(Integer.class)
                .single();
    }

    @Test
    void aPasskeyMovedToAnotherPersonSignsNobodyIn() {
        SignedInPerson mine = PeopleInTests.staff(house, Role.ADVISOR);
        SignedInPerson other = PeopleInTests.staff(house, Role.COMPLIANCE_OFFICER);
        SoftPasskey passkey = SoftPasskey.enrolled(house, mine.requester());

        sql.sql("update identity.passkeys set person_id = ? where person_id = ?")
                .params(other.person().value(), mine.person().value())
                .update();

        assertThat(entry(passkey)).isEqualTo(new SignInResult.Refused());
        assertThat(passkeys.has(other.person())).isFalse();
    }

    // --- small things ---

    private InviteResult.Invited invited() {
        return (InviteResult.Invited)
                PeopleInTests.invite(house, PersonKind.STAFF, Set.of(Role.ADVISOR), Optional.empty());
    }

    private InviteResult.Invited renewed(InviteResult.Invited invited) {
        People people = house.bean(People.class);
        if (people.renewInvitation(invited.person(), PeopleInTests.owner()) instanceof InviteResult.Invited again) {
            return again;
        }
        LostFactors lost = house.bean(LostFactors.class);
        Requester.SignedIn asking = PeopleInTests.owner();
        assertThat(lost.ask(asking, invited.person())).isEqualTo(LostFactors.Result.DONE);
        assertThat(lost.decide(PeopleInTests.owner(), invited.person(), true)).isEqualTo(LostFactors.Result.DONE);
        return lost.letIn(asking, invited.person()).orElseThrow();
    }

    private static Cleartext secret(InviteResult.Invited invited) {
        return Cleartext.of(invited.linkPath().revealForDisplay().substring(Enrolment.PATH.length()));
    }

    private Authenticator enrol(InviteResult.Invited invited, Cleartext password) {
        Enrolment.Begun.ShowSeed shown =
                (Enrolment.Begun.ShowSeed) enrolment.begin(secret(invited), password, visit.source());
        Authenticator app = new Authenticator(shown.totpSecret().revealForDisplay());
        assertThat(enrolment.confirm(secret(invited), app.earlierCode(), visit.source()))
                .isEqualTo(Enrolment.Ended.ENROLLED);
        return app;
    }

    private SignInResult entry(InviteResult.Invited who, Cleartext password, Authenticator app) {
        String login = house.bean(People.class)
                .find(who.person())
                .orElseThrow()
                .login()
                .orElseThrow();
        return signIn.withPassword(login, password, app.code(), visit);
    }

    private SignInResult entry(SoftPasskey passkey) {
        Passkeys.Ceremony asked = passkeys.newSignIn();
        return passkeys.signIn(asked.state(), passkey.assertion(asked.json()), visit);
    }

    private PersonId client(String mobile) {
        return PeopleInTests.clientAccount(house, SubjectId.random(), SubjectId.random(), mobile);
    }

    private ProvenPossession throughDoor(PersonId client) {
        String path = house.bean(People.class)
                .faceToFaceCode(client, PeopleInTests.owner())
                .orElseThrow()
                .linkPath()
                .revealForDisplay();
        return signIn.throughDoor(path.substring(path.lastIndexOf('/') + 1), visit)
                .orElseThrow();
    }

    private byte[] token(String mobile) {
        return house.bean(BlindIndexes.class)
                .token(
                        SignIn.MOBILE_INDEX,
                        Mobile.normalised(Cleartext.of(mobile)).orElseThrow());
    }

    private String kept(String table, String key, PersonId person) {
        return sql.sql("select row_to_json(t)::text from " + table + " t where " + key + " = ?")
                .param(person.value())
                .query(String.class)
                .single();
    }

    private void putBack(String table, String key, PersonId person, String row) {
        sql.sql("delete from " + table + " where " + key + " = ?")
                .param(person.value())
                .update();
        sql.sql("insert into " + table + " select * from json_populate_record(null::" + table + ", ?::json)")
                .param(row)
                .update();
    }
}
