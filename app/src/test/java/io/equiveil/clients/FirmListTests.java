package io.equiveil.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.clients.FirmListRequest.State;
import io.equiveil.clients.FirmLists.Result;
import io.equiveil.identity.Api;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Role;
import io.equiveil.matters.AMatter;
import io.equiveil.matters.APage;
import io.equiveil.tables.OpenedWorkbook;
import io.equiveil.tables.TableFile;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/// The list of all clients leaves by two people, once, through the real gate.
class FirmListTests {

    private static final String PASSWORD = "松柏之间-twelve-12";

    private final AMatter a = AMatter.inALimitedCompany();
    private final FirmLists lists = a.house.bean(FirmLists.class);
    private final SignedInPerson owner = PeopleInTests.staff(a.house, Role.OWNER);
    private final SignedInPerson officer = PeopleInTests.staff(a.house, Role.COMPLIANCE_OFFICER);

    @AfterEach
    void nothingWaits() {
        lists.withdraw(owner.requester());
        lists.withdraw(officer.requester());
    }

    @Test
    void oneAsksAnotherAgreesAndWhoeverAskedTakesItOnce() throws Exception {
        assertThat(take(owner)).as("nobody was asked").isInstanceOf(ClientLists.Taken.Nothing.class);
        ask(owner);
        assertThat(take(owner)).as("nobody agreed").isInstanceOf(ClientLists.Taken.Nothing.class);
        assertThat(lists.ask(officer.requester(), Cleartext.of("也要一份"))).isEqualTo(Result.WAITS);
        FirmListId id = open().id();
        assertThat(lists.decide(owner.requester(), id, true)).isEqualTo(Result.SECOND_PERSON);
        assertThat(lists.decide(officer.requester(), id, true)).isEqualTo(Result.DONE);
        assertThat(take(officer)).as("whoever agreed").isInstanceOf(ClientLists.Taken.Nothing.class);
        assertThat(lists.take(owner.requester(), Cleartext.of("short"), Locale.ENGLISH))
                .isEqualTo(new ClientLists.Taken.Wrong(true, false));

        ClientLists.Taken.File taken = (ClientLists.Taken.File) take(owner);

        assertThat(take(owner)).as("once").isInstanceOf(ClientLists.Taken.Nothing.class);
        TableFile table = OpenedWorkbook.of(taken.file(), PASSWORD);
        assertThat(OpenedWorkbook.texts(table, 0).toString())
                .contains("搬到新的系统", "同意人", Integer.toString(taken.clients() + taken.withheld()), "存证编号");
        List<List<String>> rows = OpenedWorkbook.texts(table, 1);
        assertThat(rows).hasSize(1 + taken.clients() + taken.withheld());
        assertThat(rows.stream().skip(1))
                .allSatisfy(row -> assertThat(row.get(6)).matches(".+ #\\d+"));
        assertThat(rows.stream().skip(1).filter(row -> row.get(2).matches("1\\d{10}")))
                .hasSize(taken.clients());
        assertThat(lists.history(owner.requester()).getFirst().request().state())
                .isEqualTo(State.TAKEN);
    }

    @Test
    void whoHasNotSignedStaysInsideAndEachReleaseIsInTheLogOfWhoeverItIsAbout() throws Exception {
        a.clients.newLead(a.advisor.requester(), ClientKind.PERSON, Cleartext.of("钱未签"), Cleartext.of("13911112222"));
        ask(owner);
        lists.decide(officer.requester(), open().id(), true);

        ClientLists.Taken.File taken = (ClientLists.Taken.File) take(owner);

        assertThat(taken.withheld()).isPositive();
        assertThat(OpenedWorkbook.texts(OpenedWorkbook.of(taken.file(), PASSWORD), 1)
                        .toString())
                .doesNotContain("13911112222", "钱未签")
                .contains("未放行");
        assertThat(kinds())
                .contains("firm-list-asked/v1", "firm-list-begun/v1", "firm-list-taken/v1", "value-released/v1");
    }

    @Test
    void nobodyAgreesBySqlAndNothingLastsLongerThanADay() {
        JdbcTemplate sql = new JdbcTemplate(House.database().administrator());
        ask(owner);
        FirmListId id = open().id();

        sql.update(
                "update clients.firm_lists set state = 'AGREED', decided_by = ? where id = ?",
                officer.person().value(),
                id.value());
        assertThat(take(owner)).isInstanceOf(ClientLists.Taken.Nothing.class);
        sql.update(
                "update clients.firm_lists set state = 'BEING_MADE', decided_by = ? where id = ?",
                officer.person().value(),
                id.value());
        assertThat(a.house.bean(FirmListRepository.class).beingMadeBy(owner.person()))
                .as("the gate hears of nothing")
                .isEmpty();
        sql.update("update clients.firm_lists set state = 'ASKED', decided_by = null where id = ?", id.value());
        assertThat(lists.decide(officer.requester(), id, false)).isEqualTo(Result.DONE);

        Instant then = Instant.now().truncatedTo(ChronoUnit.MICROS);
        FirmListRequest agreed =
                new FirmListRequest(id, State.AGREED, owner.person(), then, Optional.of(officer.person()), then);
        assertThat(agreed.isOpenAt(then.plus(23, ChronoUnit.HOURS))).isTrue();
        assertThat(agreed.isOpenAt(then.plus(24, ChronoUnit.HOURS))).isFalse();
        assertThat(agreed.became(State.BEING_MADE, then).isBeingMadeAt(then.plus(10, ChronoUnit.MINUTES)))
                .isFalse();
    }

    @Test
    void onlyOwnerAndComplianceAskAndTheySayWhy() {
        assertThat(lists.ask(a.advisor.requester(), Cleartext.of("看看有谁"))).isEqualTo(Result.NOT_YOURS);
        assertThat(lists.ask(owner.requester(), Cleartext.of(" 三字 "))).isEqualTo(Result.REASON);
        assertThat(lists.history(a.advisor.requester())).isEmpty();
        ask(owner);
        assertThat(lists.decide(a.advisor.requester(), open().id(), true)).isEqualTo(Result.UNKNOWN);
    }

    @Test
    void pageAndProgramsDoTheSame() {
        APage page = new APage(a.house);
        page.shows("/clients", owner, "/clients/list/firm");
        assertThat(page.submit(owner, "/clients/list/firm", Map.of("reason", "x"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(page.submit(owner, "/clients/list/firm", Map.of("reason", "搬到新的系统"))
                        .statusCode())
                .isEqualTo(302);
        page.shows("/", officer, "/clients/list/firm");
        page.shows("/approvals?kind=CLIENT_LIST", officer, "搬到新的系统");
        page.shows("/clients/list/firm", officer, "搬到新的系统");
        assertThat(page.submit(
                                officer,
                                "/clients/list/firm/decision",
                                Map.of("request", open().id().toString(), "agreed", "true"))
                        .statusCode())
                .isEqualTo(302);
        page.shows("/", owner, "/clients/list/firm");
        assertThat(page.submit(owner, "/clients/list/firm/file", Map.of("password", PASSWORD, "again", "other"))
                        .body())
                .contains("两次输入的密码不一样");
        assertThat(page.submit(owner, "/clients/list/firm/file", Map.of("password", PASSWORD, "again", PASSWORD))
                        .statusCode())
                .isEqualTo(200);

        Api api = new Api(a.house);
        String path = "/api/clients/list/firm";
        assertThat(api.post(path, Map.of("reason", "年度盘点核对"), owner.token()).statusCode())
                .isEqualTo(204);
        assertThat(api.send("DELETE", path, null, owner.token()).statusCode()).isEqualTo(204);
        assertThat(api.post(path, Map.of("reason", "年度盘点核对"), owner.token()).statusCode())
                .isEqualTo(204);
        assertThat(api.get(path, officer.token()).body()).contains("年度盘点核对", "WITHDRAWN");
        Map<String, Object> decision = Map.of("request", open().id().toString(), "agreed", true);
        assertThat(api.post(path + "/decision", decision, owner.token()).body()).contains("second-person");
        assertThat(api.post(path + "/decision", decision, officer.token()).statusCode())
                .isEqualTo(204);
        assertThat(api.post(path + "/file", Map.of("password", "short"), owner.token())
                        .statusCode())
                .isEqualTo(422);
        assertThat(api.post(path + "/file", Map.of("password", PASSWORD), owner.token())
                        .statusCode())
                .isEqualTo(200);
        assertThat(page.submit(owner, "/clients/list/firm/withdrawal", Map.of()).statusCode())
                .as("nothing is left to take back")
                .isEqualTo(302);
    }

    private void ask(SignedInPerson person) {
        assertThat(lists.ask(person.requester(), Cleartext.of("搬到新的系统"))).isEqualTo(Result.DONE);
    }

    private ClientLists.Taken take(SignedInPerson person) {
        return lists.take(person.requester(), Cleartext.of(PASSWORD), Locale.SIMPLIFIED_CHINESE);
    }

    private FirmListRequest open() {
        return lists.history(owner.requester()).getFirst().request();
    }

    private List<String> kinds() {
        return a.house
                .jdbc()
                .sql("select distinct kind from ledger.intake where actor_person = ?")
                .param(owner.person().value())
                .query(String.class)
                .list();
    }
}
