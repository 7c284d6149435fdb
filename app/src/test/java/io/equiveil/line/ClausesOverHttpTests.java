package io.equiveil.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.devices.Devices;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Role;
import io.equiveil.line.Visitor.Said;
import io.equiveil.matters.Matters;
import io.equiveil.nda.UndertakingsInTests;
import io.equiveil.partners.PartnerStatus;
import io.equiveil.partners.Partners;
import io.equiveil.training.Attestations;
import io.equiveil.training.Course;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Each clause of promise P3 taken away alone turns a permit into its own refusal, and nothing else does: asked over
/// HTTP, of the whole house.
class ClausesOverHttpTests {

    private static ALine line;
    private static ALine withdrawn;

    @BeforeAll
    static void everythingHolds() {
        line = new ALine();
        withdrawn = new ALine();
        line.strict();
        permitted(line.deal(line.colleague(), "MANDATE"));
        permitted(line.deal(line.buyer(), "DUE_DILIGENCE"));
        permitted(line.view(line.partner(), line.document));
    }

    @AfterAll
    static void relaxAgain() {
        line.close();
    }

    @Test
    void withoutALiveSession() {
        Visitor colleague = line.colleague();
        permitted(line.deal(colleague, "MANDATE"));
        assertThat(colleague.ask("DELETE", "/api/session", "").status()).isEqualTo(204);

        assertThat(line.deal(colleague, "MANDATE").status()).isEqualTo(401);
    }

    @Test
    void withoutAssignment() {
        Visitor stranger = line.equipped(PeopleInTests.staff(line.house, Role.ADVISOR));
        assertThat(line.deal(stranger, "MANDATE").status())
                .as("not even that there is such a matter")
                .isEqualTo(404);
        assertThat(line.identity(stranger).status()).isEqualTo(404);
        assertThat(line.view(stranger, line.document).permitted()).isFalse();

        Visitor colleague = line.colleague();
        ALine.done(
                line.house.bean(Matters.class).leave(line.advisor.person().requester(), line.matter, colleague.id()));
        assertThat(line.deal(colleague, "MANDATE").status()).isEqualTo(404);
    }

    @Test
    void forAnotherPurpose() {
        for (Said said : List.of(line.deal(line.colleague(), "DUE_DILIGENCE"), line.deal(line.buyer(), "TAX"))) {
            assertThat(said.status()).isEqualTo(403);
            // No rule fits, so none leaves out a clause that such people cannot meet.
            assertThat(said.reasons()).contains("PURPOSE_NOT_ALLOWED");
        }
    }

    @Test
    void beforeTheStageIsReached() {
        Visitor buyer = line.buyer();
        assertThat(line.advisor
                        .ask("PUT", "/api/documents/" + line.secondDocument + "/stage", "{\"shownFrom\":\"PAYMENT\"}")
                        .permitted())
                .isTrue();

        refused(line.view(buyer, line.secondDocument), "STAGE_NOT_REACHED");
        permitted(line.view(buyer, line.document));
    }

    @Test
    void withoutTheOwnUndertaking() {
        SignedInPerson person = PeopleInTests.newStaff(line.house, Role.ADVISOR);
        line.train(person);
        line.declare(person, "CN");
        ALine.done(
                line.house.bean(Matters.class).join(line.advisor.person().requester(), line.matter, person.person()));
        Visitor newcomer = new Visitor(line.house, person, line.device(person));

        refused(line.deal(newcomer, "MANDATE"), "NO_OWN_AGREEMENT");
        UndertakingsInTests.sign(line.house, person.person());
        permitted(line.deal(newcomer, "MANDATE"));
    }

    @Test
    void withoutAnAgreementAndAfterConsentIsWithdrawn() {
        Visitor buyer = withdrawn.buyer();
        permitted(withdrawn.deal(buyer, "DUE_DILIGENCE"));
        String withdrawal = "/api/consent/records/" + withdrawn.consentForTheBuyer() + "/withdrawal";
        assertThat(withdrawn
                        .seller
                        .ask("POST", withdrawal, "{\"means\":\"SCREEN\"}")
                        .permitted())
                .isTrue();
        refused(withdrawn.deal(buyer, "DUE_DILIGENCE"), "CONSENT_WITHDRAWN");

        withdrawn.endAgreements();
        assertThat(withdrawn.deal(buyer, "DUE_DILIGENCE").reasons())
                .containsExactlyInAnyOrder("AGREEMENT_EXPIRED", "CONSENT_WITHDRAWN");
        refused(withdrawn.deal(withdrawn.colleague(), "MANDATE"), "AGREEMENT_EXPIRED");
    }

    @Test
    void withoutTraining() {
        SignedInPerson person = PeopleInTests.staff(line.house, Role.ADVISOR);
        line.declare(person, "CN");
        ALine.done(
                line.house.bean(Matters.class).join(line.advisor.person().requester(), line.matter, person.person()));
        Visitor untrained = new Visitor(line.house, person, line.device(person));

        refused(line.deal(untrained, "MANDATE"), "NO_TRAINING");
        line.house
                .bean(Attestations.class)
                .record(
                        line.officer.requester(),
                        person.person(),
                        Course.DEAL_DATA,
                        Instant.now().plus(Duration.ofDays(9)));
        refused(line.deal(untrained, "MANDATE"), "NO_TRAINING");
        line.train(person);
        permitted(line.deal(untrained, "MANDATE"));
    }

    @Test
    void ofAPartnerThatIsSuspendedOrNotEngaged() {
        Visitor partner = line.partner();
        permitted(line.view(partner, line.document));
        line.house
                .bean(Partners.class)
                .decide(
                        line.officer.requester(),
                        partner.person().requester().partner().orElseThrow(),
                        PartnerStatus.SUSPENDED);

        refused(line.view(partner, line.document), "PARTNER_NOT_APPROVED");
    }

    @Test
    void fromAPlaceThatIsUnknownOrHasNoFooting() {
        SignedInPerson person = PeopleInTests.staff(line.house, Role.ADVISOR);
        line.train(person);
        ALine.done(
                line.house.bean(Matters.class).join(line.advisor.person().requester(), line.matter, person.person()));
        Visitor traveller = new Visitor(line.house, person, line.device(person));

        refused(line.deal(traveller, "MANDATE"), "WORK_LOCATION_UNKNOWN");
        line.declare(person, "IS");
        refused(line.deal(traveller, "MANDATE"), "ABROAD_WITHOUT_MECHANISM");
        line.declare(person, "CN");
        permitted(line.deal(traveller, "MANDATE"));
    }

    @Test
    void fromAnUnknownDeviceOrAnotherNetwork() {
        Visitor colleague = line.colleague();
        refused(line.deal(colleague.withoutDevice(), "MANDATE"), "DEVICE_NOT_REGISTERED");

        Devices devices = line.house.bean(Devices.class);
        try {
            devices.allowNetworks(line.security.requester(), List.of("192.0.2.0/24"));
            refused(line.deal(colleague, "MANDATE"), "NETWORK_NOT_ALLOWED");
        } finally {
            devices.allowNetworks(line.security.requester(), List.of());
        }
        permitted(line.deal(colleague, "MANDATE"));
    }

    private static void permitted(Said said) {
        assertThat(said.status() / 100).as(said.body()).isEqualTo(2);
    }

    private static void refused(Said said, String reason) {
        assertThat(said.status()).as(said.body()).isEqualTo(403);
        assertThat(said.reasons()).containsExactly(reason);
    }
}
