package io.equiveil.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.controls.spi.ControlCheck.Outcome;
import io.equiveil.disclosure.Disclosure;
import io.equiveil.disclosure.Disclosures;
import io.equiveil.disclosure.Disclosures.Wanted;
import io.equiveil.disclosure.Disclosures.Why;
import io.equiveil.feedback.CaseResult.Fault;
import io.equiveil.identity.Api;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.AMatter;
import io.equiveil.matters.APage;
import io.equiveil.messages.Messages;
import io.equiveil.messages.Template;
import io.equiveil.portal.Portal;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a client holds against the firm is answered by somebody whom it is not about, and closed by the client alone.
class CasesTests {

    private static final String WORDS = "买方的朋友知道了我的报价，只可能是从你们那里出去的。";

    private final AMatter a = AMatter.inALimitedCompany();
    private final House house = a.house;
    private final Cases cases = house.bean(Cases.class);
    private final CaseReadings readings = house.bean(CaseReadings.class);
    private final SignedInPerson officer = PeopleInTests.staff(house, Role.COMPLIANCE_OFFICER);
    private final SignedInPerson other = PeopleInTests.staff(house, Role.COMPLIANCE_OFFICER);

    @BeforeEach
    void nothingWaitsFromOtherTests() {
        house.ownerJdbc().sql("delete from feedback.sayings").update();
        house.ownerJdbc().sql("delete from feedback.cases").update();
    }

    @Test
    void aSuspectedBreachIsClosedByTheClientsYesAndByNothingElse() {
        CaseId id = open(CaseKind.BREACH, Optional.empty());
        assertThat(house.ownerJdbc()
                        .sql("select c::text from feedback.cases c union all select s::text from feedback.sayings s")
                        .query(String.class)
                        .list())
                .hasSize(2)
                .noneMatch(row -> row.contains("报价"));
        Case opened = readings.own(a.seller.requester()).getFirst();
        assertThat(opened.rule()).isEqualTo(CasePeriods.AGREEMENT);
        assertThat(Duration.between(opened.openedAt(), opened.due()).toDays()).isBetween(15L, 16L);

        assertThat(words(officer, id)).containsExactly(WORDS);
        assertThat(cases.agreedOnTheTelephone(officer.requester(), id, Cleartext.of("他说好")))
                .isEqualTo(new CaseResult.Refused(Fault.NOT_NOW));
        done(cases.answer(officer.requester(), id, Cleartext.of("查了记录，没有人看过报价。")));
        assertThat(house.bean(Messages.class).unreadOf(a.seller.requester()))
                .anyMatch(notice -> notice.template() == Template.CASE_MOVED
                        && notice.about().equals(Optional.of(id.value())));
        for (SignedInPerson firm : List.of(officer, other, a.advisor)) {
            assertThat(cases.agree(firm.requester(), id)).isEqualTo(new CaseResult.Unknown());
            assertThat(cases.agreedOnTheTelephone(firm.requester(), id, Cleartext.of("")))
                    .isNotInstanceOf(CaseResult.Done.class);
        }

        assertThat(words(a.seller, id)).containsExactly(WORDS, "查了记录，没有人看过报价。");
        assertThat(house.bean(Messages.class).unreadOf(a.seller.requester()))
                .noneMatch(notice -> notice.template() == Template.CASE_MOVED);
        done(cases.contest(a.seller.requester(), id, Cleartext.of("请换个人查。"), true));
        assertThat(cases.answer(officer.requester(), id, Cleartext.of("再查一次")))
                .isEqualTo(new CaseResult.Refused(Fault.SECOND_PERSON));
        done(cases.answer(other.requester(), id, Cleartext.of("查到了，已经处理。")));
        done(cases.agree(a.seller.requester(), id));

        Case closed = readings.own(a.seller.requester()).getFirst();
        assertThat(closed.state()).isEqualTo(CaseState.CLOSED);
        assertThat(closed.agreed()).contains(CaseWay.PORTAL);
        assertThat(cases.contest(a.seller.requester(), id, Cleartext.of("又想起来"), false))
                .isEqualTo(new CaseResult.Refused(Fault.NOT_NOW));
        assertThat(house.bean(Portal.class)
                        .lookups(a.seller.requester(), a.sellerSubject, OptionalLong.empty(), 50)
                        .entries())
                .as("each reading stands in the client's own list")
                .anyMatch(entry -> entry.said()
                        .filter(said -> said.fields().contains(CaseWords.TEXT))
                        .isPresent());
    }

    @Test
    void whomItIsAboutNeitherReadsNorAnswers() {
        CaseId id = open(CaseKind.COMPLAINT, Optional.of(officer));
        Case one = readings.own(a.seller.requester()).getFirst();
        Saying first = house.bean(CaseRepository.class).sayings(id).getFirst();

        for (SignedInPerson outsider : List.of(officer, a.advisor, PeopleInTests.client(house, SubjectId.random()))) {
            assertThat(readings.read(outsider.requester(), id)).isEmpty();
            assertThat(cases.answer(outsider.requester(), id, Cleartext.of("没有这回事")))
                    .isEqualTo(new CaseResult.Unknown());
        }
        for (Purpose purpose : Purpose.values()) {
            Disclosure asked = house.bean(Disclosures.class)
                    .open(
                            officer.requester(),
                            List.of(Wanted.value(CaseWords.address(one, first.id()), CaseWords.TEXT)),
                            Why.of(purpose));
            assertThat(((Disclosure.Answered) asked).shown()).as("%s", purpose).isEmpty();
        }
        assertThat(readings.list(officer.requester(), CaseFilter.ALL, Long.MAX_VALUE)
                        .cases())
                .isEmpty();
        assertThat(readings.waitingFor(officer.requester())).isEmpty();
        assertThat(readings.waitingFor(other.requester())).extracting(Case::id).containsExactly(id);
        assertThat(cases.open(
                        a.seller.requester(),
                        a.sellerSubject,
                        CaseKind.COMPLAINT,
                        Optional.of(PeopleInTests.staff(house, Role.ADVISOR).person()),
                        Cleartext.of("不相干的人")))
                .isEqualTo(new CaseResult.Refused(Fault.ABOUT));
    }

    @Test
    void aTelephoneComplaintTakesThreeFieldsAndGoesIntoTheSameList() {
        APage page = new APage(house);
        HttpResponse<String> form = page.get("/cases/new", a.advisor);
        assertThat(form.statusCode()).isEqualTo(200);
        String main = form.body().replaceAll("(?s)^.*<main>|</main>.*$", "");
        assertThat(main.split("<(input|select|textarea)(?![^>]*type=\"hidden\")", -1))
                .as("who, what, and the kind, which is chosen already: thirty seconds")
                .hasSize(4);

        HttpResponse<String> kept = page.submit(
                a.advisor, "/cases", Map.of("who", "赵女士 13700000000", "what", "说等了三天没有人回电", "kind", "COMPLAINT"));
        assertThat(kept.statusCode()).isEqualTo(302);
        String path = kept.headers().firstValue("Location").orElseThrow().replaceFirst("^https?://[^/]+", "");
        CaseId id = new CaseId(UUID.fromString(path.substring(path.lastIndexOf('/') + 1)));
        assertThat(page.get(path, a.advisor).body())
                .as("whoever wrote it down sees how it stands and no words")
                .contains("来电人")
                .doesNotContain("三天", "赵女士");
        page.shows(path, officer, "说等了三天没有人回电");
        page.shows("/cases", officer, path);
        page.shows("/cases", a.advisor, path);

        done(cases.answer(officer.requester(), id, Cleartext.of("已回电致歉。")));
        assertThat(cases.agreedOnTheTelephone(officer.requester(), id, Cleartext.of("她说可以了")))
                .isEqualTo(new CaseResult.Refused(Fault.SECOND_PERSON));
        done(cases.agreedOnTheTelephone(other.requester(), id, Cleartext.of("她说可以了")));
        assertThat(readings.read(other.requester(), id).orElseThrow().of().agreed())
                .contains(CaseWay.PHONE);
    }

    @Test
    void aClientThatIsFoundIsToldAndSaysYesWithItsOwnHand() {
        String alias = a.clients.find(a.sellerSubject).orElseThrow().alias();
        HttpResponse<String> kept =
                new APage(house).submit(a.advisor, "/cases", Map.of("who", alias, "what", "手续太慢", "kind", "BREACH"));
        assertThat(kept.statusCode()).isEqualTo(302);

        Case one = readings.own(a.seller.requester()).getFirst();
        assertThat(one.kind()).isEqualTo(CaseKind.BREACH);
        assertThat(house.bean(Messages.class).unreadOf(a.seller.requester()))
                .anyMatch(notice -> notice.template() == Template.CASE_MOVED);
        done(cases.answer(officer.requester(), one.id(), Cleartext.of("查过了")));
        assertThat(cases.agreedOnTheTelephone(other.requester(), one.id(), Cleartext.of("")))
                .isEqualTo(new CaseResult.Refused(Fault.OWN_HAND));
        done(cases.agree(a.seller.requester(), one.id()));
    }

    @Test
    void theMeasureTurnsRedWhenACaseIsLateOrWasClosedBySql() {
        assertThat(check(Duration.ZERO)).isInstanceOf(Outcome.Unknown.class);
        CaseId id = open(CaseKind.BREACH, Optional.empty());
        assertThat(check(Duration.ZERO)).isInstanceOf(Outcome.Holds.class);

        assertThat(check(Duration.ofDays(17)))
                .isInstanceOfSatisfying(
                        Outcome.Fails.class, red -> assertThat(red.messageKey()).isEqualTo("feedback.control.late"));
        done(cases.answer(officer.requester(), id, Cleartext.of("查过了")));
        assertThat(check(Duration.ofDays(17)))
                .as("time closes nothing, and the client may take its own")
                .isInstanceOf(Outcome.Holds.class);

        house.ownerJdbc()
                .sql("update feedback.cases set state = 'CLOSED', agreed = 'PORTAL', closed_by = ? where id = ?")
                .params(a.seller.person().value(), id.value())
                .update();
        assertThat(check(Duration.ZERO))
                .isInstanceOfSatisfying(
                        Outcome.Fails.class, red -> assertThat(red.messageKey()).isEqualTo("feedback.control.touched"));
        assertThat(cases.agree(a.seller.requester(), id)).isEqualTo(new CaseResult.Refused(Fault.TOUCHED));
        assertThat(readings.read(a.seller.requester(), id).orElseThrow().whole())
                .isFalse();
    }

    @Test
    void aCaseThatWhoeverAnsweredClosedHimselfCountsAsClosedByTheFirmAlone() {
        open(CaseKind.BREACH, Optional.empty());
        Case one = readings.own(a.seller.requester()).getFirst();
        Instant now = Instant.now();

        assertThat(CaseCheck.closedByTheFirmAlone(one)).isFalse();
        Case answered = one.answered(officer.person(), now);
        assertThat(CaseCheck.closedByTheFirmAlone(answered.closed(officer.person(), CaseWay.PHONE, now)))
                .isTrue();
        assertThat(CaseCheck.closedByTheFirmAlone(answered.closed(other.person(), CaseWay.PHONE, now)))
                .isFalse();
    }

    @Test
    void pagesAndProgramsDoTheSame() {
        APage page = new APage(house);
        page.shows("/portal", a.seller, "/portal/cases");
        page.shows("/portal/cases/new", a.seller, "name=\"kind\"");
        assertThat(page.submit(a.seller, "/portal/cases", Map.of("text", "没有选")).statusCode())
                .isEqualTo(422);
        assertThat(page.submit(a.seller, "/portal/cases", Map.of("kind", "BREACH", "text", " "))
                        .body())
                .contains("请写明情况");
        String path = page.submit(a.seller, "/portal/cases", Map.of("kind", "COPY", "text", "", "about", ""))
                .headers()
                .firstValue("Location")
                .orElseThrow()
                .replaceFirst("^https?://[^/]+", "");
        String id = path.substring(path.lastIndexOf('/') + 1);
        page.shows("/portal/cases", a.seller, path);
        page.shows(path, a.seller, "<dl");
        page.shows("/cases/" + id, officer, "DL-RIGHTS");
        assertThat(page.submit(officer, "/cases/" + id + "/answer", Map.of("text", "副本已经备好"))
                        .statusCode())
                .isEqualTo(302);
        page.shows(path, a.seller, "副本已经备好");
        assertThat(page.submit(a.seller, path + "/objection", Map.of("text", "少了两页"))
                        .statusCode())
                .isEqualTo(302);

        Api api = new Api(house);
        assertThat(api.post("/api/cases/" + id + "/answer", Map.of("text", "补上了"), officer.token())
                        .statusCode())
                .isEqualTo(201);
        assertThat(api.get("/api/cases/" + id, a.seller.token()).body()).contains("补上了", "ANSWERED");
        assertThat(api.post("/api/cases/" + id + "/agreement", Map.of(), a.seller.token())
                        .statusCode())
                .isEqualTo(201);
        assertThat(api.post("/api/cases/" + id + "/agreement", Map.of(), a.seller.token())
                        .body())
                .contains("not-now");
        assertThat(api.get("/api/cases?filter=CLOSED", officer.token()).body()).contains(id);
        assertThat(api.post(
                                "/api/cases/calls",
                                Map.of("kind", "COMPLAINT", "text", "没有人接电话", "caller", "孙先生"),
                                a.advisor.token())
                        .statusCode())
                .isEqualTo(201);
        assertThat(api.post(
                                "/api/cases",
                                Map.of("kind", "ACCOUNT", "subject", a.sellerSubject.toString()),
                                PeopleInTests.client(house, SubjectId.random()).token())
                        .statusCode())
                .isEqualTo(404);
    }

    private CaseId open(CaseKind kind, Optional<SignedInPerson> about) {
        return done(cases.open(
                a.seller.requester(), a.sellerSubject, kind, about.map(SignedInPerson::person), Cleartext.of(WORDS)));
    }

    private List<String> words(SignedInPerson who, CaseId id) {
        CaseReadings.Reading reading = readings.read(who.requester(), id).orElseThrow();
        assertThat(reading.refusal()).isEmpty();
        assertThat(reading.whole()).isTrue();
        return reading.lines().stream()
                .flatMap(line -> line.text().stream())
                .map(Cleartext::revealForDisplay)
                .toList();
    }

    private Outcome check(Duration later) {
        return new CaseCheck(
                        house.bean(CaseRepository.class),
                        house.bean(CaseReviewers.class),
                        Clock.fixed(Instant.now().plus(later), ZoneId.of("Asia/Shanghai")))
                .check();
    }

    private static CaseId done(CaseResult result) {
        assertThat(result).isInstanceOf(CaseResult.Done.class);
        return ((CaseResult.Done) result).id();
    }
}
