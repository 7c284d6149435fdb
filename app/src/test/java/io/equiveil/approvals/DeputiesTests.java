package io.equiveil.approvals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equiveil.House;
import io.equiveil.approvals.DeputyResult.Fault;
import io.equiveil.approvals.DeputyResult.Named;
import io.equiveil.approvals.DeputyResult.Refused;
import io.equiveil.frame.Display;
import io.equiveil.identity.People;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Role;
import io.equiveil.seals.ASealRequest;
import io.equiveil.seals.SealRegister;
import io.equiveil.seals.SealResult;
import io.equiveil.seals.SealUse.State;
import io.equiveil.seals.SealUseId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/// A deputy decides when the time is over, for one colleague, and two people stay two.
class DeputiesTests {

    private static final Duration LONG_AGO = Duration.ofHours(25);
    private static final Instant ASKED = Instant.parse("2026-11-01T02:00:00Z");

    private final House house = House.open();
    private final Deputies deputies = house.bean(Deputies.class);
    private final SealRegister register = house.bean(SealRegister.class);
    private final SignedInPerson asker = PeopleInTests.staff(house, Role.ADVISOR);
    private final SignedInPerson head = PeopleInTests.staff(house, Role.DEPARTMENT_HEAD);
    private final SignedInPerson advisor = PeopleInTests.staff(house, Role.ADVISOR);

    @Test
    void somethingPassesOnAfterTheTimeThatIsSetOrHalfOfItsOwn() {
        PassingOn passingOn = new PassingOn(new ApprovalSettings(Duration.ofHours(24)));

        assertThat(passingOn.at(ASKED, Optional.empty())).isEqualTo(ASKED.plus(Duration.ofHours(24)));
        assertThat(passingOn.at(ASKED, Optional.of(ASKED.plus(Duration.ofHours(24)))))
                .isEqualTo(ASKED.plus(Duration.ofHours(12)));
        assertThat(passingOn.at(ASKED, Optional.of(ASKED.plus(Duration.ofDays(30)))))
                .isEqualTo(ASKED.plus(Duration.ofHours(24)));
        assertThatThrownBy(() -> new ApprovalSettings(Duration.ZERO)).hasMessageContaining("deputy-after");
    }

    @Test
    void aDeputyDecidesOnceTheTimeIsOverAndTheLogSaysForWhom() {
        name(head, advisor);
        SealUseId fresh = ASealRequest.waitingFor(house, asker, Duration.ofHours(23));
        assertThat(register.decide(advisor.requester(), fresh, true)).isInstanceOf(SealResult.Unknown.class);

        SealUseId old = ASealRequest.waitingFor(house, asker, LONG_AGO);
        assertThat(register.decide(advisor.requester(), old, true)).isInstanceOf(SealResult.Done.class);

        assertThat(ASealRequest.stateOf(house, old)).isEqualTo(State.APPROVED);
        assertThat(house.ownerJdbc()
                        .sql(
                                "select count(*) from ledger.intake where kind = 'decided-as-deputy/v1' and actor_person = ?"
                                        + " and about_person = ?")
                        .param(advisor.person().value())
                        .param(head.person().value())
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void neitherWhoeverAskedNorItsDeputyDecides() {
        name(head, advisor);

        assertThat(register.decide(advisor.requester(), ASealRequest.waitingFor(house, head, LONG_AGO), true))
                .as("the deputy in the right of the one who asked")
                .isInstanceOf(SealResult.Unknown.class);
        assertThat(decides(advisor, ASealRequest.waitingFor(house, advisor, LONG_AGO)))
                .as("the deputy asked itself")
                .isFalse();
        name(head, asker);
        assertThat(decides(asker, ASealRequest.waitingFor(house, asker, LONG_AGO)))
                .as("whoever asked, in the right of another")
                .isFalse();
    }

    @Test
    void aDeputyDoesNotPassTheRightOn() {
        SignedInPerson officer = PeopleInTests.staff(house, Role.SECURITY_OFFICER);
        name(head, officer);
        name(officer, advisor);
        SealUseId id = ASealRequest.waitingFor(house, asker, LONG_AGO);

        assertThat(decides(advisor, id)).isFalse();
        assertThat(decides(officer, id)).isTrue();
    }

    @Test
    void theRightEndsWithTheDeputyshipItsDaysAndTheColleague() {
        LocalDate today = LocalDate.now(Display.SHANGHAI);
        SealUseId id = ASealRequest.waitingFor(house, asker, LONG_AGO);
        deputies.name(
                head.requester(), advisor.person(), Optional.of(today.plusDays(1)), Optional.of(today.plusDays(2)));
        assertThat(decides(advisor, id)).as("not yet").isFalse();

        name(head, advisor);
        deputies.end(head.requester());
        assertThat(decides(advisor, id)).as("ended").isFalse();
        assertThat(deputies.deputyOf(head.person())).isEmpty();

        name(head, advisor);
        house.bean(People.class)
                .suspend(head.person(), PeopleInTests.staff(house, Role.OWNER).requester());
        assertThat(decides(advisor, id)).as("the colleague is suspended").isFalse();
        assertThat(new Deputyship(head.person(), advisor.person(), Optional.empty(), Optional.of(today))
                        .standsOn(today.plusDays(1)))
                .isFalse();
    }

    @Test
    void nobodyBecomesADeputyBySql() {
        SignedInPerson other = PeopleInTests.staff(house, Role.ADVISOR);
        name(head, other);
        name(head, advisor);
        SealUseId id = ASealRequest.waitingFor(house, asker, LONG_AGO);
        JdbcTemplate sql = new JdbcTemplate(House.database().administrator());

        sql.update(
                "update approvals.deputies set deputy_id = ? where person_id = ?",
                other.person().value(),
                head.person().value());
        assertThat(decides(other, id)).as("changed").isFalse();
        sql.update(
                "update approvals.deputies set deputy_id = ? where person_id = ?",
                advisor.person().value(),
                head.person().value());
        sql.update(
                "update approvals.deputies set last_day = current_date + 9 where person_id = ?",
                head.person().value());
        assertThat(decides(advisor, id)).as("prolonged").isFalse();
        sql.update(
                "update approvals.deputies set last_day = null where person_id = ?",
                head.person().value());
        var genuine = sql.queryForMap(
                "select * from approvals.deputies where person_id = ?",
                head.person().value());
        deputies.end(head.requester());
        sql.update(
                "update approvals.deputies set deputy_id = ?, version = ?, leaf = ?, mac = ? where person_id = ?",
                genuine.get("deputy_id"),
                genuine.get("version"),
                genuine.get("leaf"),
                genuine.get("mac"),
                head.person().value());
        assertThat(decides(advisor, id)).as("an earlier row put back").isFalse();
        sql.update(
                "delete from approvals.deputies where person_id = ?",
                head.person().value());
    }

    @Test
    void onlyAnApproverNamesAndOnlyAFittingColleague() {
        LocalDate today = LocalDate.now(Display.SHANGHAI);
        SignedInPerson administrator = PeopleInTests.staff(house, Role.ADMINISTRATOR);

        assertThat(named(advisor, head)).isEqualTo(new Refused(Fault.NOT_AN_APPROVER));
        assertThat(named(head, head)).isEqualTo(new Refused(Fault.ONESELF));
        assertThat(named(head, administrator)).isEqualTo(new Refused(Fault.NOT_FITTING));
        assertThat(named(head, PeopleInTests.auditor(house))).isEqualTo(new Refused(Fault.NOT_FITTING));
        assertThat(deputies.name(
                        head.requester(), advisor.person(), Optional.of(today), Optional.of(today.minusDays(1))))
                .isEqualTo(new Refused(Fault.DAYS));
        assertThat(deputies.name(
                        head.requester(), advisor.person(), Optional.empty(), Optional.of(today.plusDays(367))))
                .isEqualTo(new Refused(Fault.DAYS));
        assertThat(deputies.deputyOf(head.person())).isEmpty();
        assertThat(named(administrator, advisor)).isInstanceOf(Named.class);
    }

    private boolean decides(SignedInPerson person, SealUseId id) {
        return register.decide(person.requester(), id, true) instanceof SealResult.Done;
    }

    private void name(SignedInPerson person, SignedInPerson deputy) {
        assertThat(named(person, deputy)).isInstanceOf(Named.class);
    }

    private DeputyResult named(SignedInPerson person, SignedInPerson deputy) {
        return deputies.name(person.requester(), deputy.person(), Optional.empty(), Optional.empty());
    }
}
