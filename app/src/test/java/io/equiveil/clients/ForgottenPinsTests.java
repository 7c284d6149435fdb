package io.equiveil.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.identity.Api;
import io.equiveil.identity.People;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.messages.Messages;
import io.equiveil.messages.PortalNotice;
import io.equiveil.messages.Template;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/// Two people let a client back in who forgot the PIN, and one person alone does not.
class ForgottenPinsTests {

    private final House house = House.open();
    private final Api api = new Api(house);
    private final ForgottenPins pins = house.bean(ForgottenPins.class);
    private final Clients clients = house.bean(Clients.class);
    private final SignedInPerson advisor = PeopleInTests.staff(house, Role.ADVISOR);
    private final SignedInPerson officer = PeopleInTests.staff(house, Role.COMPLIANCE_OFFICER);
    private SubjectId subject;
    private SignedInPerson client;

    @BeforeEach
    void aClientWithAPin() {
        subject = ((LeadResult.Submitted) clients.newLead(
                        advisor.requester(), ClientKind.PERSON, Cleartext.of("王小明"), Cleartext.of("13800000000")))
                .subject();
        client = PeopleInTests.client(house, subject);
        PeopleInTests.choosePin(house, client, "258036");
    }

    @Test
    void aSecondPersonRemovesThePinAndEndsAllSessions() {
        assertThat(pins.ask(advisor.requester(), subject)).isEqualTo(ForgottenPins.Result.DONE);
        assertThat(pins.ask(advisor.requester(), subject)).isEqualTo(ForgottenPins.Result.WAITS);
        assertThat(pins.toDecide(officer.requester()))
                .extracting(ForgottenPins.Waiting::subject)
                .contains(subject);
        assertThat(house.bean(People.class).hasPin(client.person())).isTrue();

        assertThat(pins.decide(officer.requester(), subject, true)).isEqualTo(ForgottenPins.Result.DONE);

        assertThat(house.bean(People.class).hasPin(client.person())).isFalse();
        assertThat(api.get("/api/session", client.token()).statusCode()).isEqualTo(401);
        SignedInPerson again = PeopleInTests.signedInAgain(house, client);
        assertThat(house.bean(Messages.class).unreadOf(again.requester()))
                .extracting(PortalNotice::template)
                .contains(Template.PIN_REMOVED);
        assertThat(pins.toDecide(officer.requester()))
                .extracting(ForgottenPins.Waiting::subject)
                .doesNotContain(subject);
        assertThat(pins.ask(advisor.requester(), subject)).isEqualTo(ForgottenPins.Result.NO_PIN);
    }

    @Test
    void nobodyDecidesAloneAndNobodyAsksForAnothersClient() {
        SignedInPerson owner = PeopleInTests.staff(house, Role.OWNER, Role.ADVISOR);
        clients.assign(advisor.requester(), subject, owner.person(), true);
        assertThat(pins.ask(PeopleInTests.staff(house, Role.ADVISOR).requester(), subject))
                .isEqualTo(ForgottenPins.Result.UNKNOWN);
        assertThat(pins.ask(owner.requester(), subject)).isEqualTo(ForgottenPins.Result.DONE);

        assertThat(pins.decide(owner.requester(), subject, true)).isEqualTo(ForgottenPins.Result.SECOND_PERSON);
        SignedInPerson inCharge = PeopleInTests.staff(house, Role.OWNER, Role.ADVISOR);
        clients.assign(advisor.requester(), subject, inCharge.person(), true);
        assertThat(pins.decide(inCharge.requester(), subject, true)).isEqualTo(ForgottenPins.Result.SECOND_PERSON);
        assertThat(pins.decide(PeopleInTests.staff(house, Role.SECURITY_OFFICER).requester(), subject, true))
                .isEqualTo(ForgottenPins.Result.UNKNOWN);
        assertThat(house.bean(People.class).hasPin(client.person())).isTrue();
    }

    @Test
    void whatIsRefusedChangesNothingAndMayBeAskedAgain() {
        pins.ask(advisor.requester(), subject);
        assertThat(pins.decide(officer.requester(), subject, false)).isEqualTo(ForgottenPins.Result.DONE);

        assertThat(house.bean(People.class).hasPin(client.person())).isTrue();
        assertThat(pins.decide(officer.requester(), subject, true)).isEqualTo(ForgottenPins.Result.UNKNOWN);
        assertThat(pins.ask(advisor.requester(), subject)).isEqualTo(ForgottenPins.Result.DONE);
    }

    @Test
    void aRequestThatSqlChangedWaitsForNobody() throws Exception {
        pins.ask(advisor.requester(), subject);
        new JdbcTemplate(House.database().administrator())
                .update(
                        "update clients.forgotten_pins set asked_by = ? where subject_id = ?",
                        officer.person().value(),
                        subject.value());

        assertThat(pins.decide(officer.requester(), subject, true)).isEqualTo(ForgottenPins.Result.UNKNOWN);
        assertThat(house.bean(People.class).hasPin(client.person())).isTrue();
    }

    @Test
    void byProgramAndByPageItTakesAFreshProof() throws Exception {
        String path = "/api/clients/" + subject + "/pin-removal";
        PeopleInTests.provenLongAgo(house, advisor);
        assertThat(api.post(path, Map.of(), advisor.token()).statusCode()).isEqualTo(401);
        SignedInPerson fresh = PeopleInTests.staff(house, Role.ADVISOR);
        clients.assign(advisor.requester(), subject, fresh.person(), true);
        assertThat(api.post(path, Map.of(), fresh.token()).statusCode()).isEqualTo(204);
        assertThat(api.post(path, Map.of(), fresh.token()).body()).contains("waits-already");
        assertThat(api.get("/api/clients/pin-removals", officer.token()).body()).contains(subject.toString());
        ClientPage page = new ClientPage(house, officer);
        assertThat(page.get("/")).contains("#pin");
        assertThat(page.get("/clients/" + subject)).contains("作废 PIN");

        assertThat(page.submit("/clients/" + subject, "/pin-removal/decision", Map.of("granted", "true")))
                .isEqualTo(302);
        assertThat(house.bean(People.class).hasPin(client.person())).isFalse();
        assertThat(api.post(path + "/decision", Map.of("granted", true), officer.token())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aClientIsHandedOverOnThePage() throws Exception {
        SignedInPerson next = PeopleInTests.staff(house, Role.ADVISOR);
        ClientPage page = new ClientPage(house, advisor);
        assertThat(page.get("/clients/" + subject)).contains(next.person().toString());

        assertThat(page.submit(
                        "/clients/" + subject,
                        "/in-charge",
                        Map.of("person", next.person().toString(), "inCharge", "true")))
                .isEqualTo(302);
        assertThat(page.submit(
                        "/clients/" + subject,
                        "/in-charge",
                        Map.of("person", advisor.person().toString(), "inCharge", "false")))
                .isEqualTo(302);

        assertThat(clients.inCharge(subject)).containsExactly(next.person());
        assertThat(page.get("/clients")).doesNotContain(subject.toString());
    }
}
