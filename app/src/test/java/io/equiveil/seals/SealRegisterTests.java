package io.equiveil.seals;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.clients.ClientPage;
import io.equiveil.controls.spi.ControlCheck.Outcome;
import io.equiveil.identity.Api;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.Role;
import io.equiveil.ledger.Entry;
import io.equiveil.matters.AMatter;
import io.equiveil.nda.AgreementSummary;
import io.equiveil.seals.SealResult.Fault;
import io.equiveil.seals.SealUse.Paper;
import io.equiveil.seals.SealUse.Seal;
import io.equiveil.seals.SealUse.State;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/// The firm's seals are used when a second person agreed, and never by whoever asked alone.
class SealRegisterTests {

    private final House house = House.open();
    private final Api api = new Api(house);
    private final SealRegister register = house.bean(SealRegister.class);
    private final SignedInPerson advisor = PeopleInTests.staff(house, Role.ADVISOR);
    private final SignedInPerson owner = PeopleInTests.staff(house, Role.OWNER, Role.ADVISOR);
    private final SignedInPerson head = PeopleInTests.staff(house, Role.DEPARTMENT_HEAD);

    @Test
    void aUseIsAskedForAgreedToAndWrittenDown() {
        SealUseId id = asked(advisor);
        assertThat(register.toDecide(owner.requester())).extracting(SealUse::id).contains(id);

        assertThat(register.decide(owner.requester(), id, true)).isInstanceOf(SealResult.Done.class);
        assertThat(register.use(head.requester(), id, 5)).isInstanceOf(SealResult.Done.class);

        SealUse line = line(id);
        assertThat(line.state()).isEqualTo(State.USED);
        assertThat(line.imprints()).contains(5);
        assertThat(line.decidedBy()).contains(owner.person());
        assertThat(line.usedBy()).contains(head.person());
        assertThat(line.genuine()).isTrue();
        assertThat(register.use(head.requester(), id, 5)).isEqualTo(new SealResult.Refused(Fault.NOT_NOW));
    }

    @Test
    void whoeverAskedNeitherAgreesNorKeepsTheSeal() {
        SealUseId id = asked(owner);

        assertThat(register.decide(owner.requester(), id, true)).isEqualTo(new SealResult.Refused(Fault.SECOND_PERSON));
        assertThat(register.decide(advisor.requester(), id, true)).isInstanceOf(SealResult.Unknown.class);
        register.decide(head.requester(), id, true);
        assertThat(register.use(owner.requester(), id, 1)).isEqualTo(new SealResult.Refused(Fault.SECOND_PERSON));
        assertThat(line(id).state()).isEqualTo(State.APPROVED);
    }

    @Test
    void badInputIsRefusedAndChangesNothing() {
        assertThat(register.ask(advisor.requester(), Seal.COMPANY, Paper.NOTICE, "", 0))
                .isEqualTo(new SealResult.Refused(Fault.COPIES));
        assertThat(register.ask(advisor.requester(), Seal.CONTRACT, Paper.AGREEMENT, "EV-00000000", 2))
                .isEqualTo(new SealResult.Refused(Fault.AGREEMENT));
        SealUseId id = asked(advisor);
        register.decide(head.requester(), id, true);
        assertThat(register.use(head.requester(), id, 1_000)).isEqualTo(new SealResult.Refused(Fault.IMPRINTS));
        assertThat(register.decide(head.requester(), SealUseId.random(), true)).isInstanceOf(SealResult.Unknown.class);
        assertThat(line(id).imprints()).isEmpty();
    }

    @Test
    void whatIsNotNeededIsTakenBackByWhoeverAskedAndByNobodyElse() {
        SealUseId id = asked(advisor);
        assertThat(register.withdraw(PeopleInTests.staff(house, Role.ADVISOR).requester(), id))
                .isInstanceOf(SealResult.Unknown.class);
        assertThat(register.withdraw(owner.requester(), id)).isEqualTo(new SealResult.Refused(Fault.NOT_NOW));

        assertThat(register.withdraw(advisor.requester(), id)).isInstanceOf(SealResult.Done.class);

        assertThat(register.decide(owner.requester(), id, true)).isEqualTo(new SealResult.Refused(Fault.NOT_NOW));
    }

    @Test
    void anApprovalLapsesAfterSevenDays() {
        SealUse use = new SealUse(
                SealUseId.random(),
                Seal.FINANCE,
                Paper.FILING,
                java.util.Optional.empty(),
                1,
                java.util.Optional.empty(),
                State.ASKED,
                advisor.person(),
                Instant.parse("2026-11-01T02:00:00Z"),
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                true);
        SealUse approved = use.decided(State.APPROVED, owner.person(), Instant.parse("2026-11-02T02:00:00Z"));

        assertThat(approved.lapsedAt(Instant.parse("2026-11-09T01:59:59Z"))).isFalse();
        assertThat(approved.lapsedAt(Instant.parse("2026-11-09T02:00:00Z"))).isTrue();
    }

    @Test
    void whatWaitsLongestIsDecidedFirstAndLapsedApprovalsWaitForNothing() {
        SealUseId first = asked(advisor);
        List<SealUseId> later = Stream.generate(() -> asked(advisor))
                .limit(SealRegister.PAGE + 1L)
                .toList();
        later.forEach(id -> register.decide(head.requester(), id, true));
        SealUseId lapsed = later.getLast();
        SealUse use = line(lapsed);
        write(use.decided(
                State.APPROVED,
                head.person(),
                Instant.now().minus(8, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MICROS)));

        assertThat(register.toDecide(owner.requester())).extracting(SealUse::id).contains(first);
        assertThat(register.toDecide(owner.requester())).isSortedAccordingTo(Comparator.comparing(SealUse::askedAt));
        assertThat(register.page(owner.requester(), true, later()))
                .extracting(SealUse::id)
                .contains(later.get(40))
                .doesNotContain(lapsed);
        assertThat(line(lapsed).genuine()).isTrue();
        assertThat(register.withdraw(advisor.requester(), first)).isInstanceOf(SealResult.Done.class);
    }

    @Test
    void aProgramIsToldWhichLineItOpened() {
        HttpResponse<String> asked =
                api.post("/api/seals", Map.of("seal", "COMPANY", "paper", "OTHER", "copies", 1), advisor.token());

        assertThat(asked.statusCode()).isEqualTo(201);
        String id = api.text(asked, "id");
        assertThat(line(SealUseId.parse(id)).state()).isEqualTo(State.ASKED);
        assertThat(api.text(api.get("/api/seals/" + id, advisor.token()), "state"))
                .isEqualTo("ASKED");
        assertThat(api.get("/api/seals/" + id, owner.token()).body()).contains("\"seal\":\"COMPANY\"");
        assertThat(api.get(
                                "/api/seals/" + id,
                                PeopleInTests.staff(house, Role.ADVISOR).token())
                        .body())
                .contains("unknown-seal-use");
    }

    @Test
    void theNumberOfAnAgreementIsALinkOnlyForWhoeverMayOpenIt() throws Exception {
        String client = "/api/clients/"
                + api.text(
                        api.post(
                                "/api/clients",
                                Map.of("kind", "PERSON", "name", "王小明", "mobile", "19912345678"),
                                advisor.token()),
                        "subject");
        String shown =
                api.text(api.get("/api/consent/notices/client-intake?lang=zh-CN", advisor.token()), "contentHash");
        api.post(
                client + "/notice",
                Map.of("language", "zh-CN", "shown", shown, "means", "READ_ALOUD"),
                advisor.token());
        AgreementId agreement = AgreementId.parse(
                api.text(api.post(client + "/agreement", Map.of("language", "zh-CN"), advisor.token()), "agreement"));
        String number = AgreementSummary.numberOf(agreement);
        assertThat(register.ask(advisor.requester(), Seal.CONTRACT, Paper.AGREEMENT, number, 2))
                .isInstanceOf(SealResult.Done.class);

        assertThat(new ClientPage(house, advisor).get("/seals")).contains("/agreements/" + agreement, number + "</a>");
        assertThat(new ClientPage(house, head).get("/seals"))
                .contains(number + "</span>")
                .doesNotContain("/agreements/" + agreement);
    }

    @Test
    void aTouchedLineIsShownAsSuchAndGoesNoFurther() throws Exception {
        SealUseId id = asked(advisor);
        register.decide(head.requester(), id, false);
        JdbcTemplate sql = new JdbcTemplate(House.database().administrator());
        sql.update("update seals.uses set state = 'APPROVED' where id = ?", id.value());
        try {
            assertThat(register.use(owner.requester(), id, 1)).isEqualTo(new SealResult.Refused(Fault.TOUCHED));
            assertThat(line(id).genuine()).isFalse();
            assertThat(new ClientPage(house, owner).get("/seals?all=true")).contains("记录被改动过");
            assertThat(control()).isEqualTo("seals.control.touched");
        } finally {
            sql.update("update seals.uses set state = 'REFUSED' where id = ?", id.value());
        }
        assertThat(control()).isEqualTo("seals.control.holds");
    }

    @Test
    void aLineThatWasTakenAwayWholeIsMissed() {
        SealUseId id = asked(advisor);
        JdbcTemplate sql = new JdbcTemplate(House.database().administrator());
        sql.execute("create table public.taken as select * from seals.uses where id = '" + id + "'");
        sql.update("delete from seals.uses where id = ?", id.value());
        try {
            assertThat(control()).isEqualTo("seals.control.missing");
        } finally {
            sql.execute("insert into seals.uses select * from public.taken; drop table public.taken");
        }
        assertThat(control()).isEqualTo("seals.control.holds");
    }

    @Test
    void aUseThatNobodyAgreedToAndAnApprovalThatNobodyUsedTurnTheControlRed() {
        SealUseId id = asked(advisor);
        SealUse asked = line(id);
        Instant now = asked.askedAt();
        assertThat(control()).isEqualTo("seals.control.holds");

        write(asked.used(1, head.person(), now));
        assertThat(control()).as("nobody agreed").isEqualTo("seals.control.unapproved");
        write(asked.decided(State.APPROVED, advisor.person(), now).used(1, head.person(), now));
        assertThat(control()).as("whoever asked agreed").isEqualTo("seals.control.unapproved");
        write(asked.decided(State.APPROVED, head.person(), now.minus(8, ChronoUnit.DAYS))
                .used(1, head.person(), now));
        assertThat(control()).as("the approval had lapsed").isEqualTo("seals.control.unapproved");

        write(asked.decided(State.APPROVED, head.person(), now.minus(15, ChronoUnit.DAYS)));
        assertThat(control()).isEqualTo("seals.control.forgotten");
        assertThat(register.withdraw(PeopleInTests.staff(house, Role.ADVISOR).requester(), id))
                .isInstanceOf(SealResult.Unknown.class);
        assertThat(register.withdraw(owner.requester(), id))
                .as("whoever decides clears it away")
                .isInstanceOf(SealResult.Done.class);
        assertThat(control()).isEqualTo("seals.control.holds");
    }

    private void write(SealUse use) {
        house.bean(TransactionTemplate.class)
                .executeWithoutResult(_ -> house.bean(SealRepository.class)
                        .write(
                                use,
                                Entry.of(
                                        head.requester(),
                                        new SealFacts.SealDecided(use.id(), true, Optional.empty()))));
    }

    private String control() {
        return switch (house.bean(SealCheck.class).check()) {
            case Outcome.Holds holds -> holds.messageKey();
            case Outcome.Fails fails -> fails.messageKey();
            case Outcome.Unknown unknown -> unknown.messageKey();
        };
    }

    @Test
    void everyEntryAboutASealNamesTheMatterOfItsAgreement() {
        AMatter a = AMatter.inALimitedCompany();
        AgreementId agreement = a.agreements.ofSubject(a.invitedBuyer("周用印")).stream()
                .filter(found -> found.matter().isPresent())
                .findFirst()
                .orElseThrow()
                .id();
        SealUseId id = ((SealResult.Done) register.ask(
                        a.advisor.requester(), Seal.CONTRACT, Paper.AGREEMENT, AgreementSummary.numberOf(agreement), 2))
                .use();
        register.decide(owner.requester(), id, true);
        register.use(head.requester(), id, 4);

        assertThat(house.ownerJdbc()
                        .sql("select kind from ledger.intake where matter_id = ? and kind like 'seal-%' order by id")
                        .param(a.id.value())
                        .query(String.class)
                        .list())
                .containsExactly("seal-asked/v2", "seal-decided/v2", "seal-used/v2");
    }

    @Test
    void colleaguesSeeTheirOwnAndWhoeverDecidesSeesAll() {
        SealUseId id = asked(advisor);

        assertThat(register.page(PeopleInTests.staff(house, Role.ADVISOR).requester(), false, later()))
                .extracting(SealUse::id)
                .doesNotContain(id);
        assertThat(register.page(
                        PeopleInTests.staff(house, Role.COMPLIANCE_OFFICER).requester(), false, later()))
                .extracting(SealUse::id)
                .contains(id);
    }

    @Test
    void pageAndProgramsDoTheSame() throws Exception {
        ClientPage asking = new ClientPage(house, advisor);
        assertThat(asking.submit("/seals", "", Map.of("seal", "COMPANY", "paper", "NOTICE", "copies", "2")))
                .isEqualTo(302);
        assertThat(asking.submit("/seals", "", Map.of("seal", "COMPANY", "paper", "AGREEMENT", "copies", "2")))
                .isEqualTo(422);
        assertThat(asking.get("/seals")).contains("不需要了").doesNotContain(">同意<");
        SealUseId id =
                register.page(advisor.requester(), true, later()).getFirst().id();
        ClientPage deciding = new ClientPage(house, head);
        assertThat(deciding.get("/")).contains("用印申请等您决定");
        assertThat(deciding.get("/seals")).contains("/seals/" + id + "/decision");
        assertThat(deciding.submit("/seals", "/" + id + "/decision", Map.of("approved", "true")))
                .isEqualTo(302);
        assertThat(deciding.get("/seals?lang=en"))
                .contains("Agreed, not used yet")
                .doesNotContain("??");
        assertThat(api.post("/api/seals/" + id + "/use", Map.of("imprints", 3), head.token())
                        .statusCode())
                .isEqualTo(204);
        assertThat(api.post("/api/seals/" + id + "/use", Map.of("imprints", 3), head.token())
                        .statusCode())
                .isEqualTo(409);
        assertThat(api.post("/api/seals/" + id + "/withdrawal", Map.of(), advisor.token())
                        .statusCode())
                .isEqualTo(409);
        assertThat(api.post(
                                "/api/seals",
                                Map.of("seal", "COMPANY", "paper", "OTHER", "copies", 1),
                                PeopleInTests.staff(house, Role.SECURITY_OFFICER)
                                        .token())
                        .statusCode())
                .isEqualTo(403);
        assertThat(api.get("/api/seals", advisor.token()).body()).contains(id.toString(), "USED");
    }

    private SealUseId asked(SignedInPerson person) {
        return ((SealResult.Done) register.ask(person.requester(), Seal.COMPANY, Paper.NOTICE, "", 2)).use();
    }

    private SealUse line(SealUseId id) {
        return register.page(owner.requester(), false, later()).stream()
                .filter(use -> use.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Instant later() {
        return Instant.now().plusSeconds(1);
    }
}
