package io.equiveil.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.identity.Api;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Role;
import io.equiveil.matters.AMatter;
import io.equiveil.matters.APage;
import io.equiveil.tables.OpenedWorkbook;
import io.equiveil.tables.TableFile;
import io.equiveil.tables.TableRefusal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// One's own clients as an encrypted workbook, through the real gate.
class ClientListTests {

    private static final String PASSWORD = "松柏之间-twelve-12";

    private final AMatter a = AMatter.inALimitedCompany();
    private final ClientLists lists = a.house.bean(ClientLists.class);
    private final SignedInPerson advisor = a.advisor;

    @Test
    void theListSaysWhoTookItWhenWhyAndUnderWhichEntriesAndLeavesOutWhoHasNotSigned() throws Exception {
        a.clients.newLead(advisor.requester(), ClientKind.PERSON, Cleartext.of("钱未签"), Cleartext.of("13911112222"));
        long before = entries();

        ClientLists.Taken.File taken = (ClientLists.Taken.File) lists.take(
                advisor.requester(), Cleartext.of("逐一电话回访"), Cleartext.of(PASSWORD), Locale.SIMPLIFIED_CHINESE);

        assertThat(taken.clients()).isPositive();
        assertThat(taken.withheld()).isEqualTo(1);
        assertThat(TableFile.look(taken.file(), Optional.empty()))
                .isEqualTo(new TableFile.Look.Refused(TableRefusal.PASSWORD));
        TableFile table = OpenedWorkbook.of(taken.file(), PASSWORD);
        List<List<String>> clients = OpenedWorkbook.texts(table, 0);
        assertThat(clients).hasSize(1 + taken.clients() + 1);
        assertThat(clients.toString()).doesNotContain("13911112222", "钱未签").contains("未放行");
        assertThat(clients.stream().skip(1).filter(row -> row.get(2).matches("1\\d{10}")))
                .hasSize(taken.clients());
        assertThat(OpenedWorkbook.texts(table, 1).toString()).contains("逐一电话回访", "存证编号", "仅限本次原因使用");
        long last = entries();
        assertThat(last).isGreaterThan(before + 1);
        assertThat(a.house
                        .jdbc()
                        .sql(
                                "select count(*) from ledger.intake where kind = 'client-list-taken/v1' and actor_person = ?")
                        .param(advisor.person().value())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aColleagueTakesNobodyElsesClients() {
        SignedInPerson colleague = PeopleInTests.staff(a.house, Role.ADVISOR);

        assertThat(lists.take(colleague.requester(), Cleartext.of("看看有谁"), Cleartext.of(PASSWORD), Locale.ENGLISH))
                .isInstanceOf(ClientLists.Taken.Nothing.class);
        assertThat(lists.take(
                        PeopleInTests.staff(a.house, Role.OWNER).requester(),
                        Cleartext.of("全部客户"),
                        Cleartext.of(PASSWORD),
                        Locale.ENGLISH))
                .as("nor does the owner")
                .isInstanceOf(ClientLists.Taken.Nothing.class);
    }

    @Test
    void aBrowserAndAProgramTakeTheListWithAPasswordAndAReason() {
        APage page = new APage(a.house);
        page.shows("/clients", advisor, "/clients/list");
        page.shows("/clients/list", advisor, "minlength=\"12\"");
        assertThat(page.submit(advisor, "/clients/list", Map.of("reason", "回访", "password", "short", "again", "short"))
                        .body())
                .contains("密码太短");
        assertThat(page.submit(advisor, "/clients/list", Map.of("reason", "", "password", PASSWORD, "again", PASSWORD))
                        .body())
                .contains("请写明为什么带出");
        assertThat(page.submit(
                                advisor,
                                "/clients/list",
                                Map.of("reason", "电话回访", "password", PASSWORD, "again", "another"))
                        .body())
                .contains("两次输入的密码不一样");
        var file = page.submit(
                advisor, "/clients/list", Map.of("reason", "电话回访", "password", PASSWORD, "again", PASSWORD));
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Content-Disposition").orElse("")).contains("clients.xlsx");

        Api api = new Api(a.house);
        assertThat(api.post("/api/clients/list", Map.of("reason", "回访", "password", "x"), advisor.token())
                        .statusCode())
                .isEqualTo(422);
        assertThat(api.post("/api/clients/list", Map.of("reason", "电话回访", "password", PASSWORD), advisor.token())
                        .statusCode())
                .isEqualTo(200);
    }

    private long entries() {
        return a.house
                .jdbc()
                .sql("select max(id) from ledger.intake")
                .query(Long.class)
                .single();
    }
}
