package io.equiveil.crossborder;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.access.Fact;
import io.equiveil.access.Reason;
import io.equiveil.access.Remedy;
import io.equiveil.controls.spi.ControlCheck.Outcome;
import io.equiveil.crossborder.WorkLocations.Fault;
import io.equiveil.crossborder.WorkLocations.Result;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Role;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WorkLocationsTests {

    private final House house = House.open();
    private final WorkLocations locations = house.bean(WorkLocations.class);
    private final SignedInPerson officer = PeopleInTests.staff(house, Role.COMPLIANCE_OFFICER);
    private final SignedInPerson advisor = PeopleInTests.staff(house, Role.ADVISOR);
    private final Instant later = Instant.now().plus(Duration.ofDays(30));

    @Test
    void theMainlandHoldsOnceDeclaredAndUntilItsDay() {
        assertThat(fact(Instant.now()))
                .isEqualTo(Fact.fails(Reason.WORK_LOCATION_UNKNOWN, Remedy.DECLARE_WORK_LOCATION));
        assertThat(locations.declare(advisor.requester(), "CN", later)).isEqualTo(new Result.Done());

        assertThat(fact(Instant.now())).isEqualTo(Fact.holds());
        assertThat(fact(later.plusSeconds(1)))
                .isEqualTo(Fact.fails(Reason.WORK_LOCATION_UNKNOWN, Remedy.DECLARE_WORK_LOCATION));
    }

    @Test
    void abroadNeedsAFootingThatOnlyTheOfficerRecords() {
        locations.declare(advisor.requester(), "SG", later);
        assertThat(fact(Instant.now()))
                .isEqualTo(Fact.fails(Reason.ABROAD_WITHOUT_MECHANISM, Remedy.ASK_COMPLIANCE_OFFICER));
        assertThat(locations.footing(advisor.requester(), "SG", Mechanism.STANDARD_CONTRACT, later))
                .isEqualTo(new Result.Refused(Fault.NOT_ENTITLED));

        assertThat(locations.footing(officer.requester(), "SG", Mechanism.STANDARD_CONTRACT, later))
                .isEqualTo(new Result.Done());

        assertThat(fact(Instant.now())).isEqualTo(Fact.holds());
    }

    @Test
    void comingHomeBySqlDoesNotCount() {
        locations.declare(advisor.requester(), "JP", later);
        house.ownerJdbc()
                .sql("update crossborder.work_locations set place = 'CN' where person = :person")
                .param("person", advisor.person().value())
                .update();

        assertThat(fact(Instant.now())).isEqualTo(Fact.fails(Reason.ROW_NOT_GENUINE, Remedy.ASK_SECURITY_OFFICER));
    }

    @Test
    void aFootingLengthenedBySqlTurnsTheCheckRed() {
        locations.footing(officer.requester(), "NZ", Mechanism.EXEMPT, later);
        assertThat(house.bean(CrossborderCheck.class).check()).isInstanceOf(Outcome.Holds.class);
        change("+");
        assertThat(house.bean(CrossborderCheck.class).check()).isInstanceOf(Outcome.Fails.class);
        change("-");
    }

    private void change(String sign) {
        house.ownerJdbc()
                .sql("update crossborder.mechanisms set until_at = until_at " + sign
                        + " interval '300 days' where place = 'NZ'")
                .update();
    }

    private Fact fact(Instant at) {
        return JurisdictionFacts.judge(locations.of(advisor.person()), locations.footings(), at);
    }
}
