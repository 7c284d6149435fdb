package io.equiveil.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.controls.spi.ControlCheck.Outcome;
import io.equiveil.frame.worklist.Worklist.Item;
import io.equiveil.identity.Api;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Role;
import io.equiveil.ledger.Entry;
import io.equiveil.supervision.Finding.Severity;
import io.equiveil.supervision.Finding.State;
import io.equiveil.supervision.FindingResult.Fault;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/// A finding is answered and mended by the firm, and closed by whoever filed it.
class FindingsTests {

    private static final LocalDate TODAY = LocalDate.now(io.equiveil.frame.Display.SHANGHAI);
    private static final String TEXT = "抽查发现同一人一天内查看手机号三十次，没有说明。";

    private final House house = House.open();
    private final Findings findings = house.bean(Findings.class);
    private final SignedInPerson auditor = PeopleInTests.auditor(house);
    private final SignedInPerson officer = PeopleInTests.staff(house, Role.COMPLIANCE_OFFICER);
    private final SignedInPerson owner = PeopleInTests.staff(house, Role.OWNER);

    /// Other tests count what is late.
    @AfterEach
    void leaveNothing() {
        house.ownerJdbc().sql("delete from supervision.findings").update();
    }

    private FindingId filed(SignedInPerson by) {
        return ((FindingResult.Done) findings.file(
                        by.requester(),
                        "3.1",
                        Severity.HIGH,
                        Optional.of(17L),
                        Cleartext.of("查看过多"),
                        Cleartext.of(TEXT)))
                .finding();
    }

    private State state(FindingId id) {
        return findings.read(owner.requester(), id).orElseThrow().state();
    }

    private static Cleartext words(String text) {
        return Cleartext.of(text);
    }

    @Test
    void itIsAnsweredAgreedToMendedTestedAndClosed() {
        FindingId id = filed(auditor);
        assertThat(work(officer)).contains("supervision.work.to-answer");

        assertThat(findings.answer(officer.requester(), id, words("限制次数"), TODAY.plusDays(20), TODAY))
                .isInstanceOf(FindingResult.Done.class);
        assertThat(work(auditor)).contains("supervision.work.to-decide");
        assertThat(findings.decide(auditor.requester(), id, false, words("请写明由谁负责")))
                .isInstanceOf(FindingResult.Done.class);
        assertThat(state(id)).isEqualTo(State.FILED);
        findings.answer(officer.requester(), id, words("由部门负责人每周复核"), TODAY.plusDays(20), TODAY);
        findings.decide(auditor.requester(), id, true, words(""));
        assertThat(state(id)).isEqualTo(State.ACCEPTED);
        findings.mended(officer.requester(), id, words("已上线"));
        findings.decide(auditor.requester(), id, true, words("复测通过"));

        assertThat(state(id)).isEqualTo(State.CLOSED);
        assertThat(findings.read(auditor.requester(), id).orElseThrow().words().said())
                .hasSize(7);
        assertThat(findings.mended(officer.requester(), id, words("再来一次")))
                .isEqualTo(new FindingResult.Refused(Fault.NOT_NOW));
        assertThat(house.bean(FindingsCheck.class).check()).isInstanceOf(Outcome.Holds.class);
    }

    @Test
    void whoeverFiledItNeitherAnswersNorMendsItAndTheFirmDoesNotDecide() {
        FindingId own = filed(officer);
        assertThat(findings.answer(officer.requester(), own, words("改"), TODAY, TODAY))
                .isEqualTo(new FindingResult.Refused(Fault.SECOND_PERSON));
        FindingId id = filed(auditor);
        findings.answer(officer.requester(), id, words("改"), TODAY, TODAY);

        assertThat(findings.decide(officer.requester(), id, true, words("")))
                .isEqualTo(new FindingResult.Refused(Fault.SECOND_PERSON));
        assertThat(findings.decide(owner.requester(), id, true, words("")))
                .isEqualTo(new FindingResult.Refused(Fault.SECOND_PERSON));
        assertThat(findings.answer(auditor.requester(), id, words("改"), TODAY, TODAY))
                .isInstanceOf(FindingResult.Unknown.class);
        assertThat(findings.decide(PeopleInTests.auditor(house).requester(), id, true, words("")))
                .isInstanceOf(FindingResult.Unknown.class);
    }

    @Test
    void whenTheAuditIsOverTheOwnerDecidesUnlessItIsTheOwnersAnswer() {
        FindingId id = filed(auditor);
        FindingId byOwner = filed(auditor);
        findings.answer(officer.requester(), id, words("改"), TODAY, TODAY);
        findings.answer(owner.requester(), byOwner, words("改"), TODAY, TODAY);

        PeopleInTests.endAudit(house, auditor.person());

        assertThat(findings.decide(owner.requester(), id, true, words(""))).isInstanceOf(FindingResult.Done.class);
        assertThat(findings.decide(owner.requester(), byOwner, true, words("")))
                .isEqualTo(new FindingResult.Refused(Fault.SECOND_PERSON));
    }

    @Test
    void whenTheAuditIsOverNobodyDecidesOnTheOwnWordAndSomebodyElseStillCan() {
        FindingId id = filed(auditor);
        findings.answer(officer.requester(), id, words("改"), TODAY, TODAY);
        findings.decide(auditor.requester(), id, true, words(""));
        findings.mended(owner.requester(), id, words("已上线"));

        PeopleInTests.endAudit(house, auditor.person());

        assertThat(findings.decide(owner.requester(), id, true, words("")))
                .isEqualTo(new FindingResult.Refused(Fault.SECOND_PERSON));
        assertThat(work(owner)).doesNotContain("supervision.work.to-decide");
        assertThat(findings.decide(officer.requester(), id, true, words(""))).isInstanceOf(FindingResult.Done.class);
        assertThat(state(id)).isEqualTo(State.CLOSED);
    }

    @Test
    void badInputIsRefusedAndChangesNothing() {
        assertThat(findings.file(auditor.requester(), "3.1", Severity.LOW, Optional.empty(), words(" "), words(TEXT)))
                .isEqualTo(new FindingResult.Refused(Fault.TITLE));
        assertThat(findings.file(auditor.requester(), "3.1", Severity.LOW, Optional.empty(), words("题"), words("")))
                .isEqualTo(new FindingResult.Refused(Fault.TEXT));
        assertThat(findings.file(auditor.requester(), "99.9", Severity.LOW, Optional.empty(), words("题"), words(TEXT)))
                .isEqualTo(new FindingResult.Refused(Fault.CONTROL));
        assertThat(findings.of(auditor.requester())).isEmpty();
        FindingId id = filed(auditor);
        assertThat(findings.answer(officer.requester(), id, words("改"), TODAY.minusDays(1), TODAY))
                .isEqualTo(new FindingResult.Refused(Fault.DUE));
        assertThat(findings.answer(officer.requester(), id, words(""), TODAY, TODAY))
                .isEqualTo(new FindingResult.Refused(Fault.TEXT));
        findings.answer(officer.requester(), id, words("改"), TODAY, TODAY);
        assertThat(findings.decide(auditor.requester(), id, false, words("")))
                .isEqualTo(new FindingResult.Refused(Fault.TEXT));
        assertThat(state(id)).isEqualTo(State.ANSWERED);
    }

    @Test
    void wordsAreSealedAndARowThatSqlChangedIsOfNoUse() {
        FindingId id = filed(auditor);
        assertThat(house.ownerJdbc()
                        .sql("select f::text from supervision.findings f where id = ?")
                        .param(id.value())
                        .query(String.class)
                        .single())
                .doesNotContain("查看");

        house.ownerJdbc()
                .sql("update supervision.findings set state = 'CLOSED' where id = ?")
                .param(id.value())
                .update();

        assertThat(findings.read(owner.requester(), id).orElseThrow().genuine()).isFalse();
        assertThat(findings.decide(auditor.requester(), id, true, words("")))
                .isEqualTo(new FindingResult.Refused(Fault.TOUCHED));
        assertThat(house.bean(FindingsCheck.class).check()).isInstanceOf(Outcome.Fails.class);
    }

    @Test
    void oneThatIsNotMendedInTimeTurnsTheControlRed() {
        FindingId id = filed(auditor);
        findings.answer(officer.requester(), id, words("改"), TODAY, TODAY);
        findings.decide(auditor.requester(), id, true, words(""));
        assertThat(house.bean(FindingsCheck.class).check()).isInstanceOf(Outcome.Holds.class);

        Finding late = findings.read(owner.requester(), id).orElseThrow();
        house.bean(TransactionTemplate.class)
                .executeWithoutResult(_ -> house.bean(FindingRepository.class)
                        .write(
                                late.with(
                                        State.ACCEPTED,
                                        late.answeredBy(),
                                        Optional.of(TODAY.minusDays(1)),
                                        late.words().said().getLast()),
                                Entry.of(
                                        officer.requester(),
                                        new SupervisionFacts.FindingAnswered(id, TODAY.minusDays(1)))));

        assertThat(house.bean(FindingsCheck.class).check()).isInstanceOf(Outcome.Fails.class);
        assertThat(work(officer)).contains("supervision.work.late");
    }

    @Test
    void anAuditorsAccountWithoutAnEndTurnsTheControlRed() {
        assertThat(house.bean(AuditorsCheck.class).check()).isInstanceOf(Outcome.Holds.class);

        PeopleInTests.forgetAudit(house, auditor.person());

        assertThat(house.bean(AuditorsCheck.class).check()).isInstanceOf(Outcome.Fails.class);
        PeopleInTests.end(house, auditor.person());
    }

    @Test
    void programsDoWhatThePagesDo() {
        Api api = new Api(house);
        HttpResponse<String> made = api.post(
                "/api/audit/findings",
                Map.of("control", "3.1", "severity", "LOW", "title", "题目", "text", TEXT),
                auditor.token());
        assertThat(made.statusCode()).isEqualTo(201);
        String path = "/api/audit/findings/" + api.json(made).path("id").asString();

        assertThat(api.post(path + "/answer", Map.of("text", "改", "due", TODAY.toString()), officer.token())
                        .statusCode())
                .isEqualTo(204);
        assertThat(api.post(path + "/decision", Map.of("agreed", true), auditor.token())
                        .statusCode())
                .isEqualTo(204);
        assertThat(api.post(path + "/mending", Map.of("text", "改好了"), officer.token())
                        .statusCode())
                .isEqualTo(204);
        assertThat(api.get(path, auditor.token()).body()).contains("MENDED").contains(TEXT);
        assertThat(api.get("/api/audit/findings", officer.token()).body())
                .contains("\"state\":\"MENDED\"")
                .doesNotContain(TEXT);
        assertThat(api.post(path + "/decision", Map.of("agreed", true), officer.token())
                        .statusCode())
                .isEqualTo(403);
    }

    private java.util.List<String> work(SignedInPerson person) {
        return house.bean(SupervisionWork.class).itemsFor(person.requester()).stream()
                .map(Item::messageKey)
                .toList();
    }
}
