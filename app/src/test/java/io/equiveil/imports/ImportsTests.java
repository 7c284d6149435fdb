package io.equiveil.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.clients.ClientFile;
import io.equiveil.clients.ClientKind;
import io.equiveil.clients.ClientState;
import io.equiveil.clients.Clients;
import io.equiveil.clients.Duplicates;
import io.equiveil.clients.Lock;
import io.equiveil.disclosure.Disclosure;
import io.equiveil.disclosure.Disclosures;
import io.equiveil.disclosure.Disclosures.Wanted;
import io.equiveil.disclosure.Disclosures.Why;
import io.equiveil.evidence.Leaks;
import io.equiveil.identity.People;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.identity.Person;
import io.equiveil.identity.PersonStatus;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.tables.OpenedWorkbook;
import io.equiveil.tables.SampleTables;
import io.equiveil.tables.TableEncoding;
import io.equiveil.tables.TableFile;
import io.equiveil.tables.TableRefusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Lists brought in, through the real gate, ledger, vault and clients.
class ImportsTests {

    private static final Instant LATER = Instant.parse("2999-01-01T00:00:00Z");
    private static final Random RANDOM = new Random();

    private final House house = House.open();
    private final Imports imports = house.bean(Imports.class);
    private final Clients clients = house.bean(Clients.class);
    private final Duplicates duplicates = house.bean(Duplicates.class);
    private final SignedInPerson advisorPerson = PeopleInTests.staff(house, Role.ADVISOR);
    private final Requester.SignedIn advisor = advisorPerson.requester();

    @Test
    void rowsBecomeClientsWhoMayBeCalledToServeTheNoticeAndForNothingElse() {
        String mobile = mobile();
        ImportId list = brought(SampleTables.texts(
                new String[] {"客户名单", "", "", ""},
                new String[] {"序号", "客户姓名*", "手机号（必填）", "身份证号"},
                new String[] {"1", "王小明", mobile, "110105199001011234"},
                new String[] {"2", "某某科技有限公司", mobile(), ""},
                new String[] {"3", "", "12345", ""},
                new String[] {"4", "又是王小明", mobile, ""}));

        BroughtList checked = check(list, found(list).columns());

        assertThat(found(list).columns()).isEqualTo(Map.of(ListColumn.NAME, 1, ListColumn.MOBILE, 2));
        assertThat(checked)
                .returns(ImportState.CHECKED, BroughtList::state)
                .returns(4, BroughtList::rows)
                .returns(2, BroughtList::fit)
                .returns(1, BroughtList::faulty)
                .returns(1, BroughtList::needless);
        assertThat(imports.faults(advisor, list, 0, 10))
                .containsExactly(
                        new FaultyRow(5, ListColumn.MOBILE, RowFault.WRONG_SHAPE),
                        new FaultyRow(5, ListColumn.NAME, RowFault.MISSING),
                        new FaultyRow(6, ListColumn.MOBILE, RowFault.TWICE));
        assertThat(mine()).as("nothing is entered before it is confirmed").isEmpty();

        assertThat(imports.run(advisor, list)).isInstanceOf(StepResult.Done.class);

        assertThat(over(list)).returns(ImportState.DONE, BroughtList::state).returns(2, BroughtList::taken);
        List<ClientFile> entered = mine();
        assertThat(entered)
                .hasSize(2)
                .allMatch(
                        file -> file.state() == ClientState.LEAD && file.given().isEmpty());
        ClientFile file = entered.stream()
                .filter(each -> mobileOf(each).equals(mobile))
                .findFirst()
                .orElseThrow();
        assertThat(asked(file, Purpose.MANDATE).refused())
                .as("the gate, before the notice")
                .isNotEmpty();
        assertThat(clients.intake(advisor, file.subject()).orElseThrow().locks().values())
                .allSatisfy(locks -> assertThat(locks).contains(Lock.NOTICE));
    }

    @Test
    void rowsThatAreNotTakenInGoBackEncryptedWithTheirReasonAndTheirEntry() throws Exception {
        ImportId list = brought(
                SampleTables.texts(new String[] {"姓名", "手机", "备注"}, new String[] {"王小明", mobile(), "好的"}, new String[] {
                    "李小红", "12345", "=HYPERLINK(1)"
                }));
        check(list, found(list).columns());
        String password = "松柏之间-twelve-12";

        assertThat(imports.rowsBack(advisor, list, Cleartext.of("short"), Locale.SIMPLIFIED_CHINESE))
                .isInstanceOf(RowsResult.ShortPassword.class);
        RowsResult.File file =
                (RowsResult.File) imports.rowsBack(advisor, list, Cleartext.of(password), Locale.SIMPLIFIED_CHINESE);

        TableFile table = OpenedWorkbook.of(file.content(), password);
        assertThat(OpenedWorkbook.texts(table, 0))
                .containsExactly(
                        List.of("行", "原因", "姓名", "手机", "备注"),
                        List.of("3", "手机号：格式不对。手机号应为11位，姓名不超过60个字。", "李小红", "12345", "'=HYPERLINK(1)"));
        assertThat(OpenedWorkbook.texts(table, 1).toString()).contains("存证编号", "改正后重新导入");
        Requester.SignedIn colleague = PeopleInTests.staff(house, Role.ADVISOR).requester();
        assertThat(imports.rowsBack(colleague, list, Cleartext.of(password), Locale.ENGLISH))
                .isInstanceOf(RowsResult.Unknown.class);
    }

    @Test
    void aSecondListKnowsOnesOwnClientsAndSaysNothingOfThoseOfColleagues() {
        String mine = mobile();
        String theirs = mobile();
        Requester.SignedIn colleague = PeopleInTests.staff(house, Role.ADVISOR).requester();
        clients.newLead(colleague, ClientKind.PERSON, Cleartext.of("赵同事"), Cleartext.of(theirs));
        byte[] file =
                SampleTables.texts(new String[] {"姓名", "手机"}, new String[] {"王小明", mine}, new String[] {"赵先生", theirs});
        ImportId first = brought(file);
        check(first, found(first).columns());
        imports.run(advisor, first);
        assertThat(over(first).taken()).isEqualTo(2);

        BringResult again = bring(file);

        assertThat(((BringResult.Here) again).sameBefore()).isPresent();
        ImportId second = ((BringResult.Here) again).list();
        assertThat(check(second, found(second).columns()))
                .returns(0, BroughtList::fit)
                .returns(2, BroughtList::needless);
        assertThat(imports.run(advisor, second)).isInstanceOf(StepResult.Done.class);
        assertThat(over(second).taken()).isZero();
        assertThat(mine()).hasSize(2);
        Requester.SignedIn compliance =
                PeopleInTests.staff(house, Role.COMPLIANCE_OFFICER).requester();
        assertThat(duplicates.open(compliance))
                .anyMatch(pair ->
                        mine().stream().anyMatch(file1 -> file1.subject().equals(pair.second())));
    }

    @Test
    void afterAPowerCutOnlyWhatIsLeftIsEntered() {
        ImportId list = brought(SampleTables.texts(
                new String[] {"姓名", "手机"}, new String[] {"甲一", mobile()}, new String[] {"乙二", mobile()}, new String[] {
                    "丙三", mobile()
                }));
        check(list, found(list).columns());
        house.jdbc()
                .sql("update imports.lists set state = 'RUNNING', taken = 2, worked_at = now() - interval '5 minutes'"
                        + " where id = ?")
                .param(list.value())
                .update();
        house.jdbc()
                .sql("insert into imports.taken values (?, 2), (?, 4)")
                .params(list.value(), list.value())
                .update();
        assertThat(imports.isInterrupted(found(list))).isTrue();

        imports.run(advisor, list);

        assertThat(over(list)).returns(ImportState.DONE, BroughtList::state).returns(3, BroughtList::taken);
        assertThat(mine()).hasSize(1);
    }

    @Test
    void whoeverStopsAListFindsItStoppedAndGoesOnLater() {
        ImportId list = brought(SampleTables.texts(new String[] {"姓名", "手机"}, new String[] {"甲一", mobile()}));
        check(list, found(list).columns());
        house.jdbc()
                .sql("update imports.lists set state = 'RUNNING', worked_at = now() where id = ?")
                .param(list.value())
                .update();

        assertThat(imports.stop(advisor, list)).isInstanceOf(StepResult.Done.class);
        assertThat(found(list).state()).isEqualTo(ImportState.STOPPED);
        assertThat(imports.stop(advisor, list)).isInstanceOf(StepResult.NotNow.class);
        imports.run(advisor, list);

        assertThat(over(list)).returns(ImportState.DONE, BroughtList::state).returns(1, BroughtList::taken);
    }

    @Test
    void nobodyElseGetsAtAListNotEvenByChangingTheTable() {
        ImportId list = brought(SampleTables.texts(new String[] {"姓名", "手机"}, new String[] {"甲一", mobile()}));
        Requester.SignedIn colleague = PeopleInTests.staff(house, Role.ADVISOR).requester();
        assertThat(imports.find(colleague, list)).isEmpty();
        assertThat(imports.remove(colleague, list)).isInstanceOf(StepResult.Unknown.class);

        house.jdbc()
                .sql("update imports.lists set brought_by = ? where id = ?")
                .params(colleague.person().value(), list.value())
                .update();

        assertThat(imports.read(colleague, list)).contains(new ListReading.Closed(Trouble.UNREADABLE));
        imports.check(colleague, list, Map.of(ListColumn.NAME, 0, ListColumn.MOBILE, 1), ClientKind.PERSON);
        assertThat(waited(colleague, list))
                .returns(ImportState.HERE, BroughtList::state)
                .returns(Optional.of(Trouble.UNREADABLE), BroughtList::trouble);
    }

    @Test
    void anotherEncodingAndAnotherRowOfHeadingsCanBeChosenAndColumnsAreRememberedByTheirHeadings() {
        String csv = "某某公司\n甲,乙\n王小明," + mobile() + "\n";
        ImportId list = brought(csv.getBytes(Charset.forName("GBK")));
        assertThat(found(list))
                .returns(Optional.of(TableEncoding.GB18030), BroughtList::encoding)
                .returns(0, BroughtList::headerRow);

        assertThat(imports.readAs(advisor, list, Optional.of(TableEncoding.UTF_8), 0, Optional.of(2)))
                .isEqualTo(new StepResult.Wrong(StepResult.Choice.ENCODING));
        assertThat(imports.readAs(advisor, list, Optional.empty(), 3, Optional.of(2)))
                .isEqualTo(new StepResult.Wrong(StepResult.Choice.NO_SUCH_SHEET));
        assertThat(imports.readAs(advisor, list, Optional.empty(), 0, Optional.of(2)))
                .isInstanceOf(StepResult.Done.class);
        ListReading.Open open = (ListReading.Open) imports.read(advisor, list).orElseThrow();
        assertThat(open.headings().stream().map(Heading::text)).containsExactly("甲", "乙");
        assertThat(open.headings().get(1).shape()).isEqualTo(ColumnShape.MOBILE);
        assertThat(imports.check(advisor, list, Map.of(ListColumn.NAME, 1, ListColumn.MOBILE, 1), ClientKind.PERSON))
                .isEqualTo(new StepResult.Wrong(StepResult.Choice.COLUMN_TWICE));
        assertThat(imports.check(advisor, list, Map.of(ListColumn.NAME, 1), ClientKind.PERSON))
                .isEqualTo(new StepResult.Wrong(StepResult.Choice.COLUMN_MISSING));
        check(list, Map.of(ListColumn.NAME, 0, ListColumn.MOBILE, 1, ListColumn.CLIENT_KIND, 2));

        ImportId next = brought(("甲,乙\n李小红," + mobile() + "\n").getBytes(Charset.forName("GBK")));
        imports.readAs(advisor, next, Optional.empty(), 0, Optional.of(1));

        assertThat(found(next).columns())
                .isEqualTo(Map.of(ListColumn.NAME, 0, ListColumn.MOBILE, 1, ListColumn.CLIENT_KIND, 2));
    }

    @Test
    void whatIsNoListIsRefusedAndLeavesNothing() {
        assertThat(bring("<html>".getBytes(Charset.forName("GBK"))))
                .isEqualTo(new BringResult.Refused(TableRefusal.WEB_PAGE));
        byte[] compound = new byte[4_096];
        System.arraycopy(HexFormat.of().parseHex("d0cf11e0a1b11ae1"), 0, compound, 0, 8);
        assertThat(bring(compound)).isInstanceOf(BringResult.Refused.class);
        byte[] huge = new byte[(int) TableFile.MOST_BYTES + 1];
        Arrays.fill(huge, (byte) '1');
        assertThat(bring(huge)).isEqualTo(new BringResult.Refused(TableRefusal.TOO_LARGE));
        assertThat(bring(new byte[0])).isEqualTo(new BringResult.Refused(TableRefusal.EMPTY));
        assertThat(imports.page(advisor, LATER, 10)).isEmpty();
        Requester.SignedIn auditor = PeopleInTests.auditor(house).requester();
        assertThat(bring(auditor, SampleTables.texts(new String[] {"姓名"}))).isInstanceOf(BringResult.NotAllowed.class);
    }

    @Test
    void aListThatIsDestroyedOpensNoMoreAndNothingOfItIsOnTheDisk() {
        Instant start = Instant.now().minusSeconds(1);
        String mobile = mobile();
        String note = "备注" + RANDOM.nextLong(1L << 60);
        ImportId list =
                brought(SampleTables.texts(new String[] {"姓名", "手机", "备注"}, new String[] {"王小明", mobile, note}));
        check(list, found(list).columns());
        imports.run(advisor, list);
        over(list);

        imports.remove(advisor, list);

        assertThat(found(list).state()).isEqualTo(ImportState.GONE);
        assertThat(imports.read(advisor, list)).isEmpty();
        assertThat(house.bean(ListOpener.class).open(found(list)))
                .isEqualTo(new ListOpener.Opened.Not(Trouble.UNREADABLE));
        assertThat(imports.remove(advisor, list)).isInstanceOf(StepResult.NotNow.class);
        assertThat(mine()).hasSize(1);
        assertThat(Leaks.of(List.of(mobile, note), house.dataFolder(), start)).isEmpty();
    }

    @Test
    void aListThatNobodyDestroysIsDestroyedAfterSevenDays() {
        ImportId list = brought(SampleTables.texts(new String[] {"姓名", "手机"}, new String[] {"甲一", mobile()}));
        assertThat(Duration.between(found(list).broughtAt(), found(list).keptUntil()))
                .isEqualTo(Imports.KEPT);
        ListEnd end = house.bean(ListEnd.class);
        end.destroyDue();
        assertThat(found(list).state()).isEqualTo(ImportState.HERE);

        house.jdbc()
                .sql("update imports.lists set kept_until = now() where id = ?")
                .param(list.value())
                .update();
        assertThat(end.destroyDue()).isPositive();

        assertThat(found(list).state()).isEqualTo(ImportState.GONE);
    }

    @Test
    void staffAreInvitedWithTheRolesThatTheirTitlesPropose() {
        Requester.SignedIn owner = PeopleInTests.staff(house, Role.OWNER).requester();
        String wang = login();
        String li = login();
        ImportId list = ((BringResult.Here) bring(
                        owner,
                        ListKind.STAFF,
                        SampleTables.texts(
                                new String[] {"姓名", "邮箱", "岗位", "手机"},
                                new String[] {"王建国", wang + "@example.com", "客户经理", "13800000000"},
                                new String[] {"李卫东", li, "法务、安全专员", ""},
                                new String[] {"张三", "坏 登录名", "", ""},
                                new String[] {"赵四", login(), "神仙", ""},
                                new String[] {"王建国", wang, "", ""})))
                .list();

        imports.check(owner, list, imports.find(owner, list).orElseThrow().columns(), ClientKind.PERSON);

        assertThat(waited(owner, list))
                .returns(2, BroughtList::fit)
                .returns(2, BroughtList::faulty)
                .returns(1, BroughtList::needless);
        assertThat(imports.faults(owner, list, 0, 10))
                .contains(
                        new FaultyRow(4, ListColumn.LOGIN, RowFault.LOGIN_SHAPE),
                        new FaultyRow(5, ListColumn.ROLES, RowFault.UNKNOWN_ROLE),
                        new FaultyRow(6, ListColumn.LOGIN, RowFault.TWICE));
        imports.run(owner, list);
        assertThat(waited(owner, list).taken()).isEqualTo(2);
        Person invited = colleague(wang);
        assertThat(invited.roles()).containsExactly(Role.ADVISOR);
        assertThat(invited.status()).isEqualTo(PersonStatus.INVITED);
        assertThat(invited.codeName().orElseThrow()).startsWith("王顾问");
        assertThat(colleague(li).roles()).containsExactlyInAnyOrder(Role.COMPLIANCE_OFFICER, Role.SECURITY_OFFICER);
    }

    @Test
    void anAdministratorInvitesNoOwnerAndAnAdvisorNobody() {
        byte[] file = SampleTables.texts(new String[] {"姓名", "登录名", "职务"}, new String[] {"孙建军", login(), "总经理"});
        Requester.SignedIn administrator =
                PeopleInTests.staff(house, Role.ADMINISTRATOR).requester();
        assertThat(bring(advisor, ListKind.STAFF, file)).isInstanceOf(BringResult.NotAllowed.class);
        ImportId list = ((BringResult.Here) bring(administrator, ListKind.STAFF, file)).list();

        imports.check(
                administrator,
                list,
                imports.find(administrator, list).orElseThrow().columns(),
                ClientKind.PERSON);

        assertThat(waited(administrator, list).fit()).isZero();
        assertThat(imports.faults(administrator, list, 0, 10))
                .containsExactly(new FaultyRow(2, ListColumn.ROLES, RowFault.ONLY_OWNER_MAY));
    }

    private Person colleague(String login) {
        return house.bean(People.class).colleagues().stream()
                .filter(person -> person.login().equals(Optional.of(login)))
                .findFirst()
                .orElseThrow();
    }

    private static String login() {
        return "p%09d".formatted(RANDOM.nextInt(1_000_000_000));
    }

    private BringResult bring(byte[] file) {
        return bring(advisor, file);
    }

    private BringResult bring(Requester.SignedIn who, byte[] file) {
        return bring(who, ListKind.CLIENTS, file);
    }

    private BringResult bring(Requester.SignedIn who, ListKind kind, byte[] file) {
        try {
            return imports.bringIn(who, kind, new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ImportId brought(byte[] file) {
        return ((BringResult.Here) bring(file)).list();
    }

    private BroughtList found(ImportId list) {
        return imports.find(advisor, list).orElseThrow();
    }

    private BroughtList check(ImportId list, Map<ListColumn, Integer> columns) {
        assertThat(imports.check(advisor, list, columns, ClientKind.PERSON)).isInstanceOf(StepResult.Done.class);
        return over(list);
    }

    private BroughtList over(ImportId list) {
        return waited(advisor, list);
    }

    private BroughtList waited(Requester.SignedIn who, ImportId id) {
        Instant patience = Instant.now().plusSeconds(30);
        BroughtList list = imports.find(who, id).orElseThrow();
        while (list.state().isBusy() && Instant.now().isBefore(patience)) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            list = imports.find(who, id).orElseThrow();
        }
        return list;
    }

    private List<ClientFile> mine() {
        return clients.page(advisor, LATER, 50);
    }

    private String mobileOf(ClientFile file) {
        return asked(file, Purpose.CONTACT)
                .field(file.mobileAddress(), file.mobileField())
                .orElseThrow()
                .revealForDisplay();
    }

    private Disclosure.Answered asked(ClientFile file, Purpose purpose) {
        return (Disclosure.Answered) house.bean(Disclosures.class)
                .open(advisor, List.of(Wanted.value(file.mobileAddress(), file.mobileField())), Why.of(purpose));
    }

    private static String mobile() {
        return "139%08d".formatted(RANDOM.nextInt(100_000_000));
    }
}
