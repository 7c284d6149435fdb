package io.equiveil.matters;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.equiveil.identity.Api;
import io.equiveil.identity.Department;
import io.equiveil.identity.People;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Role;
import io.equiveil.matters.MatterResult.Blocker;
import io.equiveil.matters.spi.Duty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/// The open matters by stage and next date: what comes next, for whom it waits, and who sees none of it.
class BoardTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 28);
    private static final PersonId LEAD = new PersonId(UUID.randomUUID());
    private static final PersonId COLLEAGUE = new PersonId(UUID.randomUUID());

    @ParameterizedTest(name = "{0} waits for {1}")
    @CsvSource({
        "CONFLICT_WAITS, COMPLIANCE",
        "ON_HOLD, COMPLIANCE",
        "NO_BUYER_AGREEMENT, BUYER",
        "NO_CONSENT_TO_COMPLETE, SELLER",
        "NO_TEASER, US"
    })
    void saysForWhomAMatterWaits(Blocker blocker, Waiting waiting) {
        assertThat(card(List.of(Blocker.STEPS_OPEN, blocker)).waiting()).isEqualTo(waiting);
        assertThat(card(List.of(Blocker.STEPS_OPEN, blocker)).obstacle()).contains(blocker);
    }

    @Test
    void theNextDateIsTheEarliestOfWhatIsOpenAndLateWhenItsDayIsOver() {
        Duty done = duty("done", TODAY.minusDays(9), TODAY.minusDays(9), Optional.empty());
        Duty late = duty("late", TODAY.minusDays(1), null, Optional.of(COLLEAGUE));
        Duty undated = duty("undated", null, null, Optional.empty());
        Duty later = duty("later", TODAY, null, Optional.empty());

        BoardCard card = card(List.of(Blocker.STEPS_OPEN), done, undated, later, late);
        assertThat(card.step()).contains(late);
        assertThat(card.late()).isTrue();
        assertThat(card.whose()).contains(COLLEAGUE);
        assertThat(card.obstacle()).isEmpty();

        BoardCard today = card(List.of(Blocker.STEPS_OPEN), done, undated, later);
        assertThat(today.due()).contains(TODAY);
        assertThat(today.late()).isFalse();
        assertThat(today.whose()).contains(LEAD);

        assertThat(card(List.of(Blocker.STEPS_OPEN), done, undated).step()).contains(undated);
        assertThat(card(List.of()).step()).isEmpty();
    }

    private static BoardCard card(List<Blocker> blockers, Duty... duties) {
        MatterSummary matter = new MatterSummary(
                MatterId.random(),
                "青松",
                CompanyForm.LIMITED_COMPANY,
                MandateForm.SELLER,
                MatterStage.TAX,
                ConflictState.NONE,
                false,
                false,
                false,
                Instant.EPOCH,
                Optional.empty(),
                List.of(),
                List.of(new MatterSummary.Member(COLLEAGUE, false), new MatterSummary.Member(LEAD, true)),
                List.of());
        return Board.card(
                matter, Optional.of(new Matters.NextStage(MatterStage.REGISTRATION, blockers)), List.of(duties), TODAY);
    }

    private static Duty duty(String name, LocalDate due, LocalDate done, Optional<PersonId> responsible) {
        return new Duty(
                MatterStage.TAX, name, Optional.ofNullable(due), Optional.ofNullable(done), "/matters", responsible);
    }

    @Test
    void asksAsManyQuestionsForManyMattersAsForOne() {
        AMatter a = AMatter.inALimitedCompany();
        a.seal();
        a.admittedBuyer();
        int forOne = questions(() ->
                assertThat(a.matters.board(a.advisor.requester(), Whose.ALL)).hasSize(1));
        for (int i = 0; i < 6; i++) {
            open(a);
        }

        int forSeven = questions(() ->
                assertThat(a.matters.board(a.advisor.requester(), Whose.ALL)).hasSize(7));

        assertThat(forOne).isPositive();
        // Something that is asked per matter asks six times more; a memory that happens to be renewed in between, once.
        assertThat(forSeven).isLessThan(forOne + 6);
        assertThat(questions(() -> a.matters.of(a.advisor.requester()))).isLessThan(forOne);
    }

    @Test
    void isShownToWhoeverHasToDoWithTheMatterAndToNobodyElse() {
        AMatter a = AMatter.inALimitedCompany();
        Api api = new Api(a.house);
        APage pages = new APage(a.house);
        SignedInPerson stranger = PeopleInTests.staff(a.house, Role.ADVISOR);

        for (ListView view : ListView.values()) {
            pages.shows("/matters?view=" + view, a.advisor, a.codeName);
            pages.shows("/matters?view=" + view, a.officer, a.codeName);
            String nothing = pages.get("/matters?view=" + view, stranger).body();
            assertThat(nothing).doesNotContain(a.codeName).contains("共 0 个项目", "还没有项目");
        }
        assertThat(pages.get("/matters?view=BOARD", a.advisor).body()).contains("填写交易意向", "共 1 个项目");
        assertThat(pages.get("/matters?view=BOARD&whose=MINE", a.officer).body())
                .doesNotContain(a.codeName)
                .contains("请选择“全部”");
        assertThat(pages.get("/matters", a.seller).statusCode()).isEqualTo(403);
        assertThat(api.get("/api/matters/board", a.seller.token()).statusCode()).isEqualTo(403);
        assertThat(api.get("/api/matters/board", stranger.token()).body()).isEqualTo("[]");
        assertThat(api.get("/api/matters/board", a.advisor.token()).body())
                .contains(a.id.toString(), "\"obstacle\":\"NO_DEAL_FACTS\"", "\"waiting\":\"US\"");
        assertThat(api.get("/api/matters/board?whose=NOBODYS", a.advisor.token())
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aDepartmentIsTheLeads() {
        AMatter a = AMatter.inALimitedCompany();
        SignedInPerson colleague = PeopleInTests.staff(a.house, Role.ADVISOR);
        AMatter.done(a.matters.join(a.advisor.requester(), a.id, colleague.person()));
        SignedInPerson owner = PeopleInTests.staff(a.house, Role.OWNER);
        People people = a.house.bean(People.class);
        people.changeRoles(
                a.advisor.person(), Set.of(Role.ADVISOR), Optional.of(Department.BUSINESS), owner.requester());

        people.changeRoles(
                colleague.person(), Set.of(Role.ADVISOR), Optional.of(Department.FINANCE), owner.requester());
        assertThat(a.matters.board(colleague.requester(), Whose.DEPARTMENT)).isEmpty();

        people.changeRoles(
                colleague.person(), Set.of(Role.ADVISOR), Optional.of(Department.BUSINESS), owner.requester());
        assertThat(a.matters.board(colleague.requester(), Whose.DEPARTMENT)).hasSize(1);
        assertThat(a.matters.board(colleague.requester(), Whose.MINE)).isEmpty();
        assertThat(a.matters.board(a.advisor.requester(), Whose.MINE)).hasSize(1);
    }

    @Test
    void theChoiceIsKeptWithTheAccount() {
        AMatter a = AMatter.inALimitedCompany();
        Api api = new Api(a.house);
        APage pages = new APage(a.house);
        assertThat(pages.get("/matters", a.advisor).body()).doesNotContain("board__column");

        assertThat(pages.submit(a.advisor, "/matters/view", Map.of("view", "BOARD", "whose", "MINE"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(pages.get("/matters", a.advisor).body()).contains("board__column", a.codeName);
        assertThat(api.get("/api/matters/view", a.advisor.token()).body()).contains("BOARD", "MINE");
        assertThat(pages.get("/matters", a.officer).body()).doesNotContain("board__column");

        assertThat(api.send("PUT", "/api/matters/view", "{\"view\":\"LIST\",\"whose\":\"ALL\"}", a.advisor.token())
                        .statusCode())
                .isEqualTo(200);
        assertThat(pages.get("/matters", a.advisor).body()).doesNotContain("board__column");
        assertThat(api.send("PUT", "/api/matters/view", "{\"view\":\"WALL\",\"whose\":\"ALL\"}", a.advisor.token())
                        .statusCode())
                .isEqualTo(400);
    }

    private static void open(AMatter a) {
        String code = Long.toString(new Random().nextLong(1L << 40), 36);
        AMatter.done(a.matters.open(
                a.advisor.requester(),
                new Matters.Mandate(
                        "云杉" + code,
                        CompanyForm.LIMITED_COMPANY,
                        MandateForm.SELLER,
                        a.sellerSubject,
                        Cleartext.of("澄江" + code + "仪器有限公司"),
                        Optional.empty(),
                        false)));
    }

    /// How many statements this thread sends to the database.
    private static int questions(Runnable asked) {
        Logger statements = (Logger) LoggerFactory.getLogger(JdbcTemplate.class);
        ListAppender<ILoggingEvent> heard = new ListAppender<>();
        Level before = statements.getLevel();
        boolean additive = statements.isAdditive();
        heard.start();
        statements.addAppender(heard);
        statements.setAdditive(false);
        statements.setLevel(Level.DEBUG);
        try {
            asked.run();
        } finally {
            statements.setLevel(before);
            statements.setAdditive(additive);
            statements.detachAppender(heard);
        }
        String here = Thread.currentThread().getName();
        return (int) List.copyOf(heard.list).stream()
                .filter(line -> line.getThreadName().equals(here)
                        && line.getMessage().startsWith("Executing prepared SQL statement"))
                .count();
    }
}
