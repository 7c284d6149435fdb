package io.equiveil.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.access.Fact;
import io.equiveil.access.Reason;
import io.equiveil.access.Remedy;
import io.equiveil.controls.spi.ControlCheck.Outcome;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.Role;
import io.equiveil.training.Attestations.Fault;
import io.equiveil.training.Attestations.Result;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AttestationsTests {

    private final House house = House.open();
    private final Attestations attestations = house.bean(Attestations.class);
    private final SignedInPerson officer = PeopleInTests.staff(house, Role.COMPLIANCE_OFFICER);
    private final SignedInPerson advisor = PeopleInTests.staff(house, Role.ADVISOR);
    private final Instant nextYear = Instant.now().plus(Duration.ofDays(300));

    @Test
    void countsOnceTheOfficerRecordedItAndThePersonConfirmedIt() {
        assertThat(fact()).isEqualTo(Fact.fails(Reason.NO_TRAINING, Remedy.TAKE_COURSE));
        AttestationId id = recorded();
        assertThat(fact()).as("not confirmed").isEqualTo(Fact.fails(Reason.NO_TRAINING, Remedy.TAKE_COURSE));

        assertThat(attestations.confirm(advisor.requester(), id)).isEqualTo(new Result.Done(id));

        assertThat(fact()).isEqualTo(Fact.holds());
        assertThat(TrainingFacts.judge(
                        attestations.of(advisor.person()), InformationClass.DEAL_DETAIL, Instant.now(), _ -> false))
                .as("another class")
                .isEqualTo(Fact.fails(Reason.NO_TRAINING, Remedy.TAKE_COURSE));
        assertThat(TrainingFacts.judge(
                        attestations.of(advisor.person()),
                        InformationClass.CONTACT,
                        nextYear.plusSeconds(1),
                        _ -> false))
                .isEqualTo(Fact.fails(Reason.TRAINING_EXPIRED, Remedy.TAKE_COURSE));
    }

    @Test
    void noColumnChangedBySqlMakesItCount() {
        AttestationId id = recorded();
        house.ownerJdbc()
                .sql("update training.attestations set confirmed_at = now() where id = :id")
                .param("id", id.value())
                .update();

        assertThat(fact()).isEqualTo(Fact.fails(Reason.ROW_NOT_GENUINE, Remedy.ASK_SECURITY_OFFICER));
        assertThat(house.bean(TrainingCheck.class).check()).isInstanceOf(Outcome.Fails.class);
        house.ownerJdbc()
                .sql("update training.attestations set confirmed_at = null where id = :id")
                .param("id", id.value())
                .update();
        assertThat(house.bean(TrainingCheck.class).check()).isInstanceOf(Outcome.Holds.class);
    }

    @Test
    void nobodyElseRecordsOrConfirms() {
        assertThat(attestations.record(advisor.requester(), officer.person(), Course.PRIVACY_LAW, nextYear))
                .isEqualTo(new Result.Refused(Fault.NOT_ENTITLED));
        assertThat(attestations.record(officer.requester(), officer.person(), Course.PRIVACY_LAW, nextYear))
                .isEqualTo(new Result.Refused(Fault.SAME_PERSON));
        assertThat(attestations.confirm(officer.requester(), recorded())).isEqualTo(new Result.Refused(Fault.UNKNOWN));
    }

    private AttestationId recorded() {
        return ((Result.Done) attestations.record(officer.requester(), advisor.person(), Course.PRIVACY_LAW, nextYear))
                .id();
    }

    private Fact fact() {
        return TrainingFacts.judge(
                attestations.of(advisor.person()), InformationClass.CONTACT, Instant.now(), _ -> false);
    }
}
