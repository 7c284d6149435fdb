package io.equiveil.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.access.AQuestion.Answer;
import io.equiveil.access.Decision.Verdict;
import io.equiveil.clients.ClientPage;
import io.equiveil.frame.Display;
import io.equiveil.identity.Api;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Role;
import io.equiveil.training.ALapsedTraining;
import io.equiveil.training.AttestationId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/// What has lapsed is carried on once, for seven days at most, by somebody whose own it is not, and every release says
/// so.
class GracesTests {

    private final House house = House.open();
    private final Graces graces = house.bean(Graces.class);
    private final SignedInPerson officer = PeopleInTests.staff(house, Role.COMPLIANCE_OFFICER);
    private final SignedInPerson advisor = PeopleInTests.staff(house, Role.ADVISOR);
    private final LocalDate today = LocalDate.now(Display.SHANGHAI);

    @Test
    void aClauseThatHoldsUnderGraceIsPermittedAndNamed() {
        Verdict verdict = new AQuestion()
                .answered(Clause.TRAINING, new Answer.Says(new Fact.HoldsUnderGrace()))
                .verdict();

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Permit.class,
                        permit -> assertThat(permit.underGrace()).containsExactly(Clause.TRAINING));
        assertThat(new AQuestion().verdict())
                .isInstanceOfSatisfying(
                        Verdict.Permit.class,
                        permit -> assertThat(permit.underGrace()).isEmpty());
        assertThat(new AQuestion()
                        .answered(Clause.LEGAL_BASIS, new Answer.Says(new Fact.HoldsUnderGrace()))
                        .verdict())
                .as("a consent is not carried on")
                .isInstanceOf(Verdict.Deny.class);
    }

    @Test
    void oneIsGivenForEachLapseAndEndsAtItsMoment() {
        LapseId what = lapsed(advisor);
        Instant lapsedAt = lapsedAt(what);

        assertThat(carried(what, lapsedAt, Instant.now())).isFalse();
        assertThat(give(officer, what, today.plusDays(2))).isEqualTo(Graces.Result.DONE);

        assertThat(carried(what, lapsedAt, Instant.now())).isTrue();
        assertThat(carried(
                        what,
                        lapsedAt,
                        today.plusDays(3).atStartOfDay(Display.SHANGHAI).toInstant()))
                .isFalse();
        assertThat(carried(what, lapsedAt.plusSeconds(1), Instant.now()))
                .as("another lapse of the same thing")
                .isFalse();
        assertThat(give(officer, what, today.plusDays(3))).isEqualTo(Graces.Result.SECOND);
        assertThat(give(PeopleInTests.staff(house, Role.COMPLIANCE_OFFICER), what, today.plusDays(3)))
                .isEqualTo(Graces.Result.SECOND);
    }

    @Test
    void nobodyGivesOneToOneselfWithoutRoleReasonOrBounds() {
        LapseId what = lapsed(advisor);

        assertThat(give(advisor, what, today.plusDays(2))).isEqualTo(Graces.Result.NOT_ENTITLED);
        assertThat(give(officer, what, today.plusDays(8))).isEqualTo(Graces.Result.DAY);
        assertThat(give(officer, what, today.minusDays(1))).isEqualTo(Graces.Result.DAY);
        assertThat(graces.give(officer.requester(), Clause.TRAINING, what, today.plusDays(1), " 好 "))
                .isEqualTo(Graces.Result.REASON);
        assertThat(graces.give(officer.requester(), Clause.PARTNER_STATUS, what, today.plusDays(1), "下周一补课"))
                .isEqualTo(Graces.Result.UNKNOWN);
        LapseId own =
                new LapseId(ALapsedTraining.of(house, PeopleInTests.staff(house, Role.COMPLIANCE_OFFICER), officer)
                        .getFirst()
                        .value());
        assertThat(give(officer, own, today.plusDays(2))).isEqualTo(Graces.Result.OWN);
        assertThat(carried(what, lapsedAt(what), Instant.now())).isFalse();
        assertThat(Graces.latestLastDay(LocalDate.of(2026, 11, 20)
                        .atStartOfDay(Display.SHANGHAI)
                        .toInstant()))
                .isEqualTo(LocalDate.of(2026, 11, 26));
        assertThat(Grace.LONGEST).isEqualTo(Duration.ofDays(7));
    }

    @Test
    void nobodyGivesOneBySqlNorASecondOneAfterTheFirstWasDeleted() {
        LapseId what = lapsed(advisor);
        Instant lapsedAt = lapsedAt(what);
        give(officer, what, today.plusDays(1));
        JdbcTemplate sql = new JdbcTemplate(House.database().administrator());

        sql.update("update access.graces set until_at = until_at + interval '1 day' where what = ?", what.value());
        assertThat(carried(what, lapsedAt, Instant.now())).isFalse();
        sql.update("delete from access.graces where what = ?", what.value());
        assertThat(carried(what, lapsedAt, Instant.now())).isFalse();
        assertThat(give(officer, what, today.plusDays(2))).isEqualTo(Graces.Result.SECOND);
    }

    @Test
    void pageAndProgramsDoTheSame() throws Exception {
        LapseId what = lapsed(advisor);
        ClientPage page = new ClientPage(house, officer);
        assertThat(page.get("/?lang=zh-CN")).contains("项已到期还没有续上");
        assertThat(page.get("/graces")).contains(what.toString(), "给一次宽限").doesNotContain("??");
        Map<String, String> fields = Map.of(
                "clause",
                "TRAINING",
                "what",
                what.toString(),
                "until",
                today.plusDays(2).toString(),
                "reason",
                "补");
        assertThat(page.submit("/graces", "", fields)).isEqualTo(422);
        assertThat(page.submit(
                        "/graces",
                        "",
                        Map.of(
                                "clause",
                                "TRAINING",
                                "what",
                                what.toString(),
                                "until",
                                today.plusDays(2).toString(),
                                "reason",
                                "下周一补课")))
                .isEqualTo(302);
        assertThat(page.get("/graces?lang=en")).contains("Carried on until").doesNotContain("??");
        assertThat(new ClientPage(house, advisor).get("/?lang=zh-CN")).contains("请重新学习");

        Api api = new Api(house);
        assertThat(api.get("/api/access/graces", officer.token()).body()).contains(what.toString(), "下周一补课");
        assertThat(api.post(
                                "/api/access/graces",
                                Map.of(
                                        "clause",
                                        "TRAINING",
                                        "what",
                                        what.toString(),
                                        "lastDay",
                                        today.plusDays(2).toString(),
                                        "reason",
                                        "再宽限一次"),
                                officer.token())
                        .body())
                .contains("grace-second");
    }

    private LapseId lapsed(SignedInPerson person) {
        AttestationId id = ALapsedTraining.of(house, officer, person).getFirst();
        return new LapseId(id.value());
    }

    private Instant lapsedAt(LapseId what) {
        return graces.list(officer.requester()).stream()
                .map(Graces.Listed::lapse)
                .filter(lapse -> lapse.what().equals(what))
                .findFirst()
                .orElseThrow()
                .endsAt();
    }

    private Graces.Result give(SignedInPerson by, LapseId what, LocalDate lastDay) {
        return graces.give(by.requester(), Clause.TRAINING, what, lastDay, "下周一补课");
    }

    private boolean carried(LapseId what, Instant lapsedAt, Instant moment) {
        return graces.carries(Clause.TRAINING, what, lapsedAt, moment);
    }
}
