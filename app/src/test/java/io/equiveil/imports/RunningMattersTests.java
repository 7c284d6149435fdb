package io.equiveil.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.clients.ClientFile;
import io.equiveil.clients.ClientKind;
import io.equiveil.clients.ClientState;
import io.equiveil.clients.Clients;
import io.equiveil.clients.LeadResult;
import io.equiveil.clients.Lock;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.BoardCard;
import io.equiveil.matters.CompanyForm;
import io.equiveil.matters.MatterResult.Blocker;
import io.equiveil.matters.MatterSummary;
import io.equiveil.matters.Matters;
import io.equiveil.matters.Whose;
import io.equiveil.tables.OpenedWorkbook;
import io.equiveil.tables.SampleTables;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Running matters brought in from an Excel list.
class RunningMattersTests {

    private static final Random RANDOM = new Random();
    private static final Instant LATER = Instant.parse("2999-01-01T00:00:00Z");
    private static final String[] HEADINGS = {"项目代号", "卖方姓名", "卖方手机", "阶段", "委托日期", "公司类型", "买方", "买方手机", "目标公司", "价格"};

    private final House house = House.open();
    private final Imports imports = house.bean(Imports.class);
    private final Clients clients = house.bean(Clients.class);
    private final Matters matters = house.bean(Matters.class);
    private final Requester.SignedIn advisor =
            PeopleInTests.staff(house, Role.ADVISOR).requester();

    @Test
    void rowsBecomeMattersAtTheirStageAndNobodyIsToldByIt() {
        String known = mobile();
        SubjectId client = ((LeadResult.Submitted)
                        clients.newLead(advisor, ClientKind.PERSON, Cleartext.of("赵先生"), Cleartext.of(known)))
                .subject();
        String codeName = "苍鹭" + RANDOM.nextInt(1 << 30);
        byte[] file = SampleTables.texts(
                HEADINGS,
                new String[] {
                    codeName,
                    "王小明",
                    mobile(),
                    "尽职调查",
                    "2026-03-01",
                    "",
                    "某某科技有限公司、李四",
                    mobile() + "、" + mobile(),
                    "澄江仪器有限公司",
                    "1000"
                },
                new String[] {"", "", known, "付款", "2026年2月3日", "股份有限公司", "", "", "", ""});
        ImportId list = brought(file);

        BroughtList checked = check(list, found(list).columns());
        assertThat(found(list).columns())
                .containsKeys(
                        ListColumn.CODE_NAME,
                        ListColumn.SELLER_NAME,
                        ListColumn.SELLER_MOBILE,
                        ListColumn.STAGE,
                        ListColumn.MANDATED_ON,
                        ListColumn.FORM,
                        ListColumn.BUYER_NAME,
                        ListColumn.BUYER_MOBILE)
                .hasSize(8);
        assertThat(imports.faults(advisor, list, 0, 10)).isEmpty();
        assertThat(checked.fit()).isEqualTo(2);
        assertThat(matters.board(advisor, Whose.ALL))
                .as("nothing before it is confirmed")
                .isEmpty();

        imports.run(advisor, list);
        assertThat(waited(list)).returns(ImportState.DONE, BroughtList::state).returns(2, BroughtList::taken);

        List<BoardCard> cards = matters.board(advisor, Whose.MINE);
        assertThat(cards).hasSize(2).allMatch(card -> card.obstacle().equals(Optional.of(Blocker.NO_FIRM_AGREEMENT)));
        MatterSummary named = of(cards, codeName);
        assertThat(named.stage()).isEqualTo(MatterStage.DUE_DILIGENCE);
        assertThat(named.buyers()).hasSize(2);
        MatterSummary other = cards.stream()
                .map(BoardCard::matter)
                .filter(matter -> matter.seller().equals(Optional.of(client)))
                .findFirst()
                .orElseThrow();
        assertThat(other.form()).isEqualTo(CompanyForm.JOINT_STOCK);
        assertThat(other.stage()).isEqualTo(MatterStage.PAYMENT);
        List<ClientFile> mine = clients.page(advisor, LATER, 50);
        assertThat(mine)
                .as("the known client is not entered again")
                .hasSize(4)
                .allMatch(
                        each -> each.state() == ClientState.LEAD && each.given().isEmpty());
        assertThat(clients.intake(advisor, named.seller().orElseThrow())
                        .orElseThrow()
                        .locks()
                        .values())
                .allSatisfy(locks -> assertThat(locks).contains(Lock.NOTICE));

        ImportId again = brought(file);
        assertThat(check(again, found(again).columns()))
                .returns(0, BroughtList::fit)
                .returns(2, BroughtList::needless);
        Requester.SignedIn colleague = PeopleInTests.staff(house, Role.ADVISOR).requester();
        assertThat(matters.board(colleague, Whose.ALL)).isEmpty();
    }

    private static MatterSummary of(List<BoardCard> cards, String codeName) {
        return cards.stream()
                .map(BoardCard::matter)
                .filter(matter -> matter.codeName().equals(codeName))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest(name = "{0}, {1}, {2}, {3}, {4}, {5}, {6} -> {7} {8}")
    @CsvSource(textBlock = """
            # code name, seller, stage, mandated, form, buyers, numbers, column, fault
            '', 王小明, 随便什么, 2026-03-01, '', '', '', STAGE, UNKNOWN_STAGE
            '', 王小明, '', 2026-03-01, '', '', '', STAGE, MISSING
            '', 王小明, 已完成, 2026-03-01, '', '', '', STAGE, STAGE_OVER
            '', 王小明, 优先购买权, 2026-03-01, 股份公司, '', '', STAGE, STAGE_OF_OTHER_FORM
            '', 王小明, 付款, 3/1/2026, '', '', '', MANDATED_ON, NOT_A_DATE
            '', 王小明, 付款, 2199-03-01, '', '', '', MANDATED_ON, FUTURE_DATE
            '', 王小明, 付款, 2026-03-01, 合伙, '', '', FORM, UNKNOWN_FORM
            王小明转股, 王小明, 付款, 2026-03-01, '', '', '', CODE_NAME, NAMES_A_PARTY
            '', '', 付款, 2026-03-01, '', '', '', SELLER_NAME, MISSING
            '', 王小明, 付款, 2026-03-01, '', 甲公司、乙公司, 13900001111, BUYER_NAME, BUYERS_UNEQUAL
            '', 王小明, 付款, 2026-03-01, '', 甲乙, 12345, BUYER_MOBILE, WRONG_SHAPE
            '', 王小明, 付款, 2026-03-01, '', 甲乙, SAME, BUYER_MOBILE, SAME_PARTY
            """)
    void whatIsWrongIsSaidAndNotTakenIn(
            String codeName,
            String seller,
            String stage,
            String mandated,
            String form,
            String buyers,
            String numbers,
            ListColumn column,
            RowFault fault) {
        String mobile = mobile();
        ImportId list = brought(SampleTables.texts(
                HEADINGS,
                new String[] {
                    codeName,
                    seller,
                    mobile,
                    stage,
                    mandated,
                    form,
                    buyers,
                    numbers.equals("SAME") ? mobile : numbers,
                    "",
                    ""
                },
                new String[] {"", "李小红", mobile(), "完税", "2026-03-01", "", "", "", "", ""}));

        BroughtList checked = check(list, found(list).columns());

        assertThat(imports.faults(advisor, list, 0, 10)).contains(new FaultyRow(2, column, fault));
        assertThat(checked).returns(1, BroughtList::fit).returns(1, BroughtList::faulty);
    }

    @Test
    void rowsWithFaultsGoBackAsEncryptedExcel() throws Exception {
        ImportId list = brought(SampleTables.texts(
                HEADINGS, new String[] {"", "王小明", mobile(), "随便", "2026-03-01", "", "", "", "", ""}));
        check(list, found(list).columns());
        String password = "松柏之间-twelve-12";

        RowsResult.File file =
                (RowsResult.File) imports.rowsBack(advisor, list, Cleartext.of(password), Locale.SIMPLIFIED_CHINESE);

        assertThat(OpenedWorkbook.texts(OpenedWorkbook.of(file.content(), password), 0)
                        .toString())
                .contains("阶段：看不出是哪个阶段", "王小明");
    }

    private ImportId brought(byte[] file) {
        try {
            return ((BringResult.Here) imports.bringIn(advisor, ListKind.MATTERS, new ByteArrayInputStream(file)))
                    .list();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private BroughtList found(ImportId list) {
        return imports.find(advisor, list).orElseThrow();
    }

    private BroughtList check(ImportId list, Map<ListColumn, Integer> columns) {
        assertThat(imports.check(advisor, list, columns, ClientKind.PERSON)).isInstanceOf(StepResult.Done.class);
        return waited(list);
    }

    private BroughtList waited(ImportId list) {
        Instant patience = Instant.now().plusSeconds(30);
        while (found(list).state().isBusy() && Instant.now().isBefore(patience)) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return found(list);
    }

    private static String mobile() {
        return "139%08d".formatted(RANDOM.nextInt(100_000_000));
    }
}
