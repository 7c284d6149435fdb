package io.equiveil.partners;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.access.Fact;
import io.equiveil.access.Reason;
import io.equiveil.access.Remedy;
import io.equiveil.controls.spi.ControlCheck.Outcome;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.PartnerId;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Role;
import io.equiveil.partners.Partners.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PartnersTests {

    private final House house = House.open();
    private final Partners partners = house.bean(Partners.class);
    private final SignedInPerson officer = PeopleInTests.staff(house, Role.COMPLIANCE_OFFICER);
    private final PartnerId firm = ((Result.Done) partners.register(
                    officer.requester(),
                    "law-" + UUID.randomUUID().toString().substring(0, 8),
                    "测试律师事务所",
                    PartnerKind.LAW))
            .partner();
    private final Instant now = Instant.now();

    @Test
    void opensForAnApprovedFirmUnderAContractForThePurpose() {
        assertThat(fact(Purpose.PROFESSIONAL_SERVICE, now))
                .isEqualTo(Fact.fails(Reason.PARTNER_NOT_APPROVED, Remedy.APPROVE_PARTNER));
        partners.decide(officer.requester(), firm, PartnerStatus.APPROVED);
        assertThat(fact(Purpose.PROFESSIONAL_SERVICE, now))
                .isEqualTo(Fact.fails(Reason.PARTNER_CONTRACT_MISSING, Remedy.RENEW_CONTRACT));
        partners.contract(
                officer.requester(),
                firm,
                now.minusSeconds(60),
                now.plus(Duration.ofDays(30)),
                Set.of(Purpose.PROFESSIONAL_SERVICE));

        assertThat(fact(Purpose.PROFESSIONAL_SERVICE, now)).isEqualTo(Fact.holds());
        assertThat(fact(Purpose.TAX, now))
                .isEqualTo(Fact.fails(Reason.PURPOSE_OUTSIDE_CONTRACT, Remedy.RENEW_CONTRACT));
        assertThat(fact(Purpose.PROFESSIONAL_SERVICE, now.plus(Duration.ofDays(31))))
                .isEqualTo(Fact.fails(Reason.PARTNER_CONTRACT_EXPIRED, Remedy.RENEW_CONTRACT));
        partners.decide(officer.requester(), firm, PartnerStatus.SUSPENDED);
        assertThat(fact(Purpose.PROFESSIONAL_SERVICE, now))
                .isEqualTo(Fact.fails(Reason.PARTNER_NOT_APPROVED, Remedy.APPROVE_PARTNER));
    }

    @Test
    void approvingBySqlDoesNotCountAndTheNameIsSealed() {
        house.ownerJdbc()
                .sql("update partners.firms set status = 'APPROVED' where id = :id")
                .param("id", firm.value())
                .update();

        assertThat(fact(Purpose.PROFESSIONAL_SERVICE, now))
                .isEqualTo(Fact.fails(Reason.ROW_NOT_GENUINE, Remedy.ASK_SECURITY_OFFICER));
        assertThat(house.bean(PartnersCheck.class).check()).isInstanceOf(Outcome.Fails.class);
        house.ownerJdbc()
                .sql("update partners.firms set status = 'CANDIDATE' where id = :id")
                .param("id", firm.value())
                .update();
        assertThat(house.bean(PartnersCheck.class).check()).isInstanceOf(Outcome.Holds.class);
        assertThat(partners.find(firm).orElseThrow().name()).isEqualTo("测试律师事务所");
    }

    private Fact fact(Purpose purpose, Instant at) {
        return PartnerFacts.judge(partners.find(firm), purpose, at, (partner, end) -> false);
    }
}
