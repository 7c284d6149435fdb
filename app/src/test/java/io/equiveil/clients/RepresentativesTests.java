package io.equiveil.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.equiveil.House;
import io.equiveil.clients.Representatives.OnPaper;
import io.equiveil.clients.Representatives.Proposal;
import io.equiveil.disclosure.Disclosure;
import io.equiveil.disclosure.Disclosures;
import io.equiveil.disclosure.Disclosures.Wanted;
import io.equiveil.disclosure.Disclosures.Why;
import io.equiveil.identity.Api;
import io.equiveil.identity.Authority;
import io.equiveil.identity.Capacity;
import io.equiveil.identity.ClientAccount;
import io.equiveil.identity.People;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.Entry;
import io.equiveil.matters.AMatter;
import io.equiveil.matters.HoldKind;
import io.equiveil.matters.HoldReason;
import io.equiveil.messages.Messages;
import io.equiveil.messages.PortalNotice;
import io.equiveil.messages.Template;
import io.equiveil.vault.KeyCustody;
import io.equiveil.vault.Sealer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/// Who may act for a client: nobody is let in by the firm alone, and whoever is let in goes again.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RepresentativesTests {

    private final AMatter matter = AMatter.inALimitedCompany();
    private final House house = matter.house;
    private final Representatives representatives = house.bean(Representatives.class);
    private final RepresentativeReading reading = house.bean(RepresentativeReading.class);
    private final People people = house.bean(People.class);
    private final SubjectId subject = matter.sellerSubject;
    private final Api api = new Api(house);

    @Test
    void theClientConfirmsAndTheHelperSeesUntilItEnds() {
        Representative proposed = done(representatives.propose(matter.advisor.requester(), subject, helper(mobile())));
        assertThat(unread(matter.seller)).contains(Template.REPRESENTATIVE_CHANGED);
        assertThat(proposed.person()).isEmpty();
        assertThat(representatives.decide(matter.advisor.requester(), subject, proposed.id(), true))
                .isInstanceOf(RepresentativeResult.SecondPerson.class);
        assertThat(representatives.decide(matter.officer.requester(), subject, proposed.id(), true))
                .isInstanceOf(RepresentativeResult.SecondPerson.class);

        Representative acting = done(representatives.decide(matter.seller.requester(), subject, proposed.id(), true));

        SignedInPerson helper = PeopleInTests.signedIn(house, acting.person().orElseThrow());
        assertThat(helper.requester().actsFor()).containsExactly(subject);
        assertThat(api.get("/api/clients/" + subject, helper.token()).statusCode())
                .isEqualTo(200);
        assertThat(reading.masks(matter.seller.requester(), subject, List.of(acting))
                        .get(acting.id())
                        .get("name")
                        .revealForDisplay())
                .isEqualTo("孙**");
        // Who acts by an authority lets nobody else in.
        assertThat(representatives.propose(helper.requester(), subject, helper(mobile())))
                .isInstanceOf(RepresentativeResult.Unknown.class);

        done(representatives.end(matter.seller.requester(), subject, acting.id()));

        // Acting for nobody, the account is gone, and its session with it.
        assertThat(api.get("/api/clients/" + subject, helper.token()).statusCode())
                .isEqualTo(401);
        assertThat(people.actingFor(subject)).doesNotContain(helper.person());
        assertThat(house.bean(Sealer.class).holds(acting.nameAddress())).isFalse();
    }

    @Test
    void whoIsRefusedNeverHadAnAccountAndLeavesNoName() {
        Representative proposed = done(representatives.propose(matter.advisor.requester(), subject, helper(mobile())));
        Representative refused = done(representatives.decide(matter.seller.requester(), subject, proposed.id(), false));

        assertThat(refused.person()).isEmpty();
        assertThat(house.bean(Sealer.class).holds(proposed.nameAddress())).isFalse();
        assertThat(house.bean(Sealer.class).holds(proposed.mobileAddress())).isFalse();
        assertThat(representatives.decide(matter.seller.requester(), subject, proposed.id(), true))
                .isInstanceOf(RepresentativeResult.Unknown.class);
    }

    @Test
    void anAuthorityEndsByItselfAndSqlDoesNotMakeItLonger() {
        Representative acting = done(representatives.propose(matter.seller.requester(), subject, helper(mobile())));
        SignedInPerson helper = PeopleInTests.signedIn(house, acting.person().orElseThrow());
        assertThat(people.actsFor(helper.person())).containsExactly(subject);

        JdbcTemplate sql = new JdbcTemplate(House.database().administrator());
        Object[] of = {helper.person().value()};
        sql.update("update identity.acting set until = until + 1 where person_id = ?", of);
        assertThat(people.actsFor(helper.person())).isEmpty();
        sql.update("update identity.acting set until = null, capacity = null where person_id = ?", of);
        assertThat(people.actsFor(helper.person())).isEmpty();
        assertThat(people.principalsOf(subject)).doesNotContain(helper.person());
        assertThat(api.get("/api/clients/" + subject, helper.token()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void aProposalThatSqlChangedIsNoProposal() {
        Representative proposed = done(representatives.propose(matter.advisor.requester(), subject, helper(mobile())));
        new JdbcTemplate(House.database().administrator())
                .update(
                        "update clients.representatives set capacity = 'HEIR', until = null where id = ?",
                        proposed.id().value());

        assertThat(representatives.decide(matter.officer.requester(), subject, proposed.id(), true))
                .isInstanceOf(RepresentativeResult.Unknown.class);
        assertThat(reading.of(matter.advisor.requester(), subject))
                .extracting(Representative::id)
                .doesNotContain(proposed.id());
    }

    @Test
    void aPersonHasNoLegalRepresentativeAndNobodyInheritsACompanysPlace() {
        SubjectId company = matter.client(ClientKind.COMPANY, "青松示例有限公司");
        for (Map.Entry<SubjectId, Capacity> wrong : Map.of(
                        subject, Capacity.LEGAL_REPRESENTATIVE, company, Capacity.HEIR)
                .entrySet()) {
            assertThat(representatives.propose(
                            matter.advisor.requester(),
                            wrong.getKey(),
                            new Proposal(
                                    wrong.getValue(),
                                    Cleartext.of("孙某人"),
                                    Cleartext.of(mobile()),
                                    Optional.empty(),
                                    Cleartext.of("柜 3"))))
                    .isEqualTo(
                            new RepresentativeResult.Invalid(Map.of("capacity", IdentifierFault.NOT_FOR_THIS_CLIENT)));
        }
    }

    @Test
    void whoeverIsInChargeReadsThatAnAuthorityIsAboutToEnd() {
        AMatter other = AMatter.inALimitedCompany();
        LocalDate soon = representatives.today().plusDays(6);
        Representative helper = done(representatives.propose(
                other.seller.requester(),
                other.sellerSubject,
                new Proposal(
                        Capacity.HELPER,
                        Cleartext.of("周助理"),
                        Cleartext.of(mobile()),
                        Optional.of(soon),
                        Cleartext.of(""))));
        assertThat(house.bean(ClientWorklist.class).itemsFor(other.advisor.requester()))
                .filteredOn(item -> item.messageKey().equals("clients.work.authority.7"))
                .singleElement()
                .satisfies(item ->
                        assertThat(item.path()).contains(helper.subject().toString()));
        assertThat(house.bean(ClientWorklist.class).itemsFor(matter.advisor.requester()))
                .noneMatch(item -> item.messageKey().startsWith("clients.work.authority"));
    }

    @Test
    void heirsAreLetInByASecondPersonWhoReadsThePaperAndTheDeadActNoMore() {
        AMatter other = AMatter.inALimitedCompany();
        SubjectId dead = other.sellerSubject;
        String number = mobile();
        Proposal heir = new Proposal(
                Capacity.HEIR, Cleartext.of("孙继承"), Cleartext.of(number), Optional.empty(), Cleartext.of("柜 3"));
        assertThat(representatives.propose(other.seller.requester(), dead, heir))
                .isEqualTo(new RepresentativeResult.Invalid(Map.of("capacity", IdentifierFault.NOT_FOR_YOU)));
        Representative helper = done(representatives.propose(other.seller.requester(), dead, helper(mobile())));
        Representative proposed = done(representatives.propose(other.advisor.requester(), dead, heir));
        OnPaper paper = new OnPaper(Cleartext.of("孙继承"), Cleartext.of(number));
        assertThat(representatives.decide(other.seller.requester(), dead, proposed.id(), true))
                .isInstanceOf(RepresentativeResult.SecondPerson.class);
        assertThat(representatives.verify(other.advisor.requester(), dead, proposed.id(), paper))
                .isInstanceOf(RepresentativeResult.SecondPerson.class);
        assertThat(representatives.verify(
                        other.officer.requester(),
                        dead,
                        proposed.id(),
                        new OnPaper(Cleartext.of("孙继承"), Cleartext.of(mobile()))))
                .isInstanceOf(RepresentativeResult.Different.class);
        assertThat(representatives.toDecide(other.officer.requester()))
                .extracting(Representative::id)
                .contains(proposed.id());
        assertThat(representatives.toDecide(other.advisor.requester())).isEmpty();

        Representative acting = done(representatives.verify(other.officer.requester(), dead, proposed.id(), paper));

        assertThat(people.actingFor(dead))
                .doesNotContain(other.seller.person(), helper.person().orElseThrow());
        assertThat(acting.person()).isEmpty();
        assertThat(representatives.code(other.officer.requester(), dead, acting.id()))
                .isInstanceOf(AccessResult.NotYours.class);
        assertThat(representatives.code(other.advisor.requester(), dead, acting.id()))
                .isInstanceOf(AccessResult.Ready.class);
        Representative known = reading.of(other.advisor.requester(), dead).stream()
                .filter(one -> one.id().equals(acting.id()))
                .findFirst()
                .orElseThrow();
        assertThat(people.principalsOf(dead)).containsExactly(known.person().orElseThrow());
        // Whoever is in charge does not put out who stands in its own right, and nobody leaves the client without
        // anybody.
        assertThat(representatives.end(other.advisor.requester(), dead, acting.id()))
                .isInstanceOf(RepresentativeResult.Unknown.class);
        assertThat(representatives.end(other.officer.requester(), dead, acting.id()))
                .isInstanceOf(RepresentativeResult.Last.class);
    }

    @Test
    void theNumberInTheFileOpensNothingOnceSomebodyElseTookItsPlace() {
        AMatter other = AMatter.inALimitedCompany();
        SubjectId dead = other.sellerSubject;
        PortalOpening portal = house.bean(PortalOpening.class);
        assertThat(portal.open(other.advisor.requester(), dead)).isInstanceOf(AccessResult.Ready.class);
        Representative heir = heir(other);
        assertThat(people.principalsOf(dead))
                .as("the heir's account is not open yet")
                .isEmpty();

        assertThat(portal.open(other.advisor.requester(), dead)).isInstanceOf(AccessResult.Unavailable.class);
        assertThat(people.actingFor(dead)).isEmpty();

        new JdbcTemplate(House.database().administrator())
                .update(
                        "update clients.representatives set state = 'REFUSED' where id = ?",
                        heir.id().value());
        assertThat(portal.open(other.advisor.requester(), dead))
                .as("a touched row is no way back")
                .isInstanceOf(AccessResult.Unavailable.class);
        assertThat(people.actingFor(dead)).isEmpty();
    }

    @Test
    void whoActsNoMoreIsAStrangerToTheFileThatWasItsOwn() {
        AMatter other = AMatter.inALimitedCompany();
        SubjectId dead = other.sellerSubject;
        SignedInPerson phone = PeopleInTests.clientInPerson(house, dead);
        String documents = "/api/subjects/" + dead + "/identity-documents";
        assertThat(api.get(documents, phone.token()).statusCode()).isEqualTo(200);
        assertThat(refusedOwnName(phone, dead)).isFalse();

        heir(other);

        assertThat(people.actsFor(phone.person())).isEmpty();
        assertThat(api.get(documents, phone.token()).statusCode()).isEqualTo(404);
        assertThat(refusedOwnName(PeopleInTests.signedInAgain(house, phone), dead))
                .isTrue();
    }

    private boolean refusedOwnName(SignedInPerson who, SubjectId subject) {
        ClientFile file = house.bean(Clients.class).find(subject).orElseThrow();
        Disclosure answer = house.bean(Disclosures.class)
                .open(
                        who.requester(),
                        List.of(Wanted.value(file.nameAddress(), file.nameField())),
                        Why.of(Purpose.OWN_DATA));
        return ((Disclosure.Answered) answer).refused().containsKey(file.nameAddress());
    }

    /// An heir, whom the firm's second person has confirmed; the account is not open yet.
    private Representative heir(AMatter other) {
        String number = mobile();
        Representative heir = done(representatives.propose(
                other.advisor.requester(),
                other.sellerSubject,
                new Proposal(
                        Capacity.HEIR,
                        Cleartext.of("孙继承"),
                        Cleartext.of(number),
                        Optional.empty(),
                        Cleartext.of("柜 3"))));
        return done(representatives.verify(
                other.officer.requester(),
                other.sellerSubject,
                heir.id(),
                new OnPaper(Cleartext.of("孙继承"), Cleartext.of(number))));
    }

    @Test
    void anAuthorityThatWasRenewedOutlivesTheClockThatEndsTheOldOne() {
        AMatter other = AMatter.inALimitedCompany();
        String number = mobile();
        LocalDate yesterday = representatives.today().minusDays(1);
        PersonId person = ((ClientAccount.Opened) people.openClientAccount(
                        SubjectId.random(),
                        other.sellerSubject,
                        Cleartext.of("孙助手"),
                        Cleartext.of(number),
                        Optional.of(new Authority(Capacity.HELPER, Optional.of(yesterday))),
                        other.advisor.requester()))
                .person();
        Representative lapsed = new Representative(
                RepresentativeId.random(),
                other.sellerSubject,
                Capacity.HELPER,
                Optional.of(yesterday),
                Representative.State.CONFIRMED,
                other.advisor.person(),
                Optional.of(person),
                Instant.now());
        house.bean(TransactionTemplate.class)
                .executeWithoutResult(_ -> house.bean(RepresentativeRepository.class)
                        .set(
                                lapsed,
                                Entry.of(
                                        other.advisor.requester(),
                                        new ClientFacts.RepresentativeDecided(
                                                other.sellerSubject, lapsed.id(), true))));
        assertThat(people.actsFor(person)).isEmpty();
        Representative renewed =
                done(representatives.propose(other.seller.requester(), other.sellerSubject, helper(number)));
        assertThat(renewed.person()).contains(person);

        house.bean(RepresentativeEndings.class).endLapsed(other.officer.requester());

        assertThat(people.actsFor(person)).containsExactly(other.sellerSubject);
        assertThat(reading.of(other.seller.requester(), other.sellerSubject))
                .extracting(Representative::id, Representative::state)
                .contains(
                        tuple(lapsed.id(), Representative.State.ENDED),
                        tuple(renewed.id(), Representative.State.CONFIRMED));
        done(representatives.end(other.seller.requester(), other.sellerSubject, renewed.id()));
        assertThat(people.actsFor(person)).isEmpty();
    }

    @Test
    void aSecondPersonWhoseAssignmentSqlTouchedIsNoSecondPerson() {
        AMatter other = AMatter.inALimitedCompany();
        SignedInPerson owner = PeopleInTests.staff(house, Role.OWNER, Role.ADVISOR);
        other.clients.assign(other.advisor.requester(), other.sellerSubject, owner.person(), true);
        String number = mobile();
        Representative proposed = done(representatives.propose(
                other.advisor.requester(),
                other.sellerSubject,
                new Proposal(
                        Capacity.HEIR,
                        Cleartext.of("孙继承"),
                        Cleartext.of(number),
                        Optional.empty(),
                        Cleartext.of("柜 3"))));
        OnPaper paper = new OnPaper(Cleartext.of("孙继承"), Cleartext.of(number));
        JdbcTemplate sql = new JdbcTemplate(House.database().administrator());
        for (String touch : List.of(
                "update clients.assignments set state = 'ENDED' where person_id = ?",
                "delete from clients.assignments where person_id = ?")) {
            sql.update(touch, owner.person().value());
            assertThat(representatives.verify(owner.requester(), other.sellerSubject, proposed.id(), paper))
                    .as(touch)
                    .isNotInstanceOf(RepresentativeResult.Done.class);
        }
    }

    @Test
    void nobodyGetsToAColleaguesClientByNamingItsNumber() {
        AMatter theirs = AMatter.inALimitedCompany();
        PeopleInTests.choosePin(house, theirs.seller, "258036");
        AMatter mine = AMatter.inALimitedCompany();
        PeopleInTests.letActFor(house, theirs.seller, mine.sellerSubject, mine.advisor);

        assertThat(house.bean(PortalOpening.class).open(mine.advisor.requester(), mine.sellerSubject))
                .isInstanceOf(AccessResult.Unavailable.class);
        ForgottenPins pins = house.bean(ForgottenPins.class);
        assertThat(pins.hasPin(mine.advisor.requester(), mine.sellerSubject)).isFalse();
        assertThat(pins.ask(mine.advisor.requester(), mine.sellerSubject)).isEqualTo(ForgottenPins.Result.NO_PIN);
        assertThat(pins.hasPin(theirs.advisor.requester(), theirs.sellerSubject))
                .as("nor does its own advisor alone, as long as somebody else's client hangs on it")
                .isFalse();
        assertThat(people.hasPin(theirs.seller.person())).isTrue();
    }

    @Test
    void aLapsedAuthorityLeavesNoNameAndNoAccount() {
        Representative acting = done(representatives.propose(matter.seller.requester(), subject, helper(mobile())));
        PersonId person = acting.person().orElseThrow();
        SubjectId file = people.find(person).orElseThrow().file();
        assertThat(house.bean(RepresentativeRepository.class)
                        .lapsed(acting.until().orElseThrow()))
                .doesNotContain(acting);
        assertThat(house.bean(RepresentativeRepository.class)
                        .lapsed(acting.until().orElseThrow().plusDays(1)))
                .contains(acting);

        done(representatives.end(matter.seller.requester(), subject, acting.id()));

        assertThat(house.bean(KeyCustody.class).destruction(Owner.of(file), RetentionGroup.RELATION))
                .isNotInstanceOf(KeyCustody.Destruction.NotDestroyed.class);
        assertThat(people.actsFor(person)).isEmpty();
    }

    @Test
    void aLegalHoldKeepsWhoActedUntilItIsLiftedAndNobodyActsByIt() {
        AMatter other = AMatter.inALimitedCompany();
        Representative acting =
                done(representatives.propose(other.seller.requester(), other.sellerSubject, helper(mobile())));
        AMatter.done(other.matters.hold(other.officer.requester(), other.id, HoldKind.LEGAL_HOLD, HoldReason.DISPUTE));
        Sealer sealer = house.bean(Sealer.class);
        RepresentativeEndings endings = house.bean(RepresentativeEndings.class);

        done(representatives.end(other.seller.requester(), other.sellerSubject, acting.id()));

        assertThat(people.actingFor(other.sellerSubject))
                .doesNotContain(acting.person().orElseThrow());
        endings.forgetWhatWasHeld();
        assertThat(sealer.held(List.of(acting.nameAddress(), acting.mobileAddress())))
                .hasSize(2);
        assertThat(house.bean(ClientData.class).about(other.sellerSubject)).contains(acting.nameAddress());

        AMatter.done(other.matters.lift(other.officer.requester(), other.id, HoldKind.LEGAL_HOLD));
        endings.forgetWhatWasHeld();
        assertThat(sealer.held(List.of(acting.nameAddress(), acting.mobileAddress())))
                .isEmpty();
    }

    @Test
    void aLegalHoldKeepsTheAccountOfWhoActedUntilItIsLifted() {
        AMatter other = AMatter.inALimitedCompany();
        Representative acting =
                done(representatives.propose(other.seller.requester(), other.sellerSubject, helper(mobile())));
        PersonId person = acting.person().orElseThrow();
        SubjectId file = people.find(person).orElseThrow().file();
        KeyCustody keys = house.bean(KeyCustody.class);
        Signers signers = house.bean(Signers.class);
        AMatter.done(other.matters.hold(other.officer.requester(), other.id, HoldKind.LEGAL_HOLD, HoldReason.DISPUTE));

        done(representatives.end(other.seller.requester(), other.sellerSubject, acting.id()));
        signers.forgetWhatWasHeld();

        assertThat(people.actsFor(person)).isEmpty();
        assertThat(keys.isAlive(Owner.of(file), RetentionGroup.RELATION)).isTrue();

        AMatter.done(other.matters.lift(other.officer.requester(), other.id, HoldKind.LEGAL_HOLD));
        signers.forgetWhatWasHeld();
        assertThat(keys.isAlive(Owner.of(file), RetentionGroup.RELATION)).isFalse();
        assertThat(people.actingForNobody()).noneMatch(idle -> idle.id().equals(person));
    }

    @Test
    void whatIsTypedWrongIsSaidAndKeepsNothing() {
        LocalDate today = representatives.today();
        assertThat(faults(new Proposal(
                        Capacity.HELPER, Cleartext.of(""), Cleartext.of("12"), Optional.empty(), Cleartext.of(""))))
                .containsOnlyKeys("name", "mobile", "place", "until");
        assertThat(faults(helper(mobile(), today))).containsOnlyKeys("until");
        assertThat(faults(helper(mobile(), today.plusDays(Representatives.LONGEST_DAYS + 1))))
                .containsOnlyKeys("until");
        SubjectId lead = ((LeadResult.Submitted) matter.clients.newLead(
                        matter.advisor.requester(), ClientKind.PERSON, Cleartext.of("李某"), Cleartext.of(mobile())))
                .subject();
        assertThat(representatives.propose(matter.advisor.requester(), lead, helper(mobile())))
                .isInstanceOf(RepresentativeResult.TooEarly.class);
        SignedInPerson stranger = PeopleInTests.staff(house, Role.ADVISOR);
        assertThat(representatives.propose(stranger.requester(), subject, helper(mobile())))
                .isInstanceOf(RepresentativeResult.Unknown.class);
        assertThat(reading.of(stranger.requester(), subject)).isEmpty();
    }

    @Test
    void aNaturalPersonWhoSignedInPersonStandsFirstUnderAMask() throws Exception {
        AMatter other = AMatter.inALimitedCompany();
        SignedInPerson itself = PeopleInTests.clientInPerson(house, other.sellerSubject);

        assertThat(new ClientPage(house, other.advisor).get("/clients/" + other.sellerSubject + "/representatives"))
                .contains("首位签署人", "王**")
                .doesNotContain("王小明");
        assertThat(reading.firstSigners(itself.requester(), other.sellerSubject))
                .anySatisfy(one -> assertThat(one.yourself()).isTrue());
        assertThat(reading.firstSigners(PeopleInTests.staff(house, Role.ADVISOR).requester(), other.sellerSubject))
                .isEmpty();
    }

    @Test
    void theyAreOnThePagesInBothHands() throws Exception {
        AMatter other = AMatter.inALimitedCompany();
        String staff = "/clients/" + other.sellerSubject + "/representatives";
        String portal = "/portal/representatives/" + other.sellerSubject;
        ClientPage advisor = new ClientPage(house, other.advisor);
        ClientPage client = new ClientPage(house, other.seller);
        Map<String, String> typed =
                Map.of("capacity", "HELPER", "name", "孙助手", "mobile", mobile(), "place", "柜 3", "until", "not a day");
        assertThat(advisor.get(staff)).as("whoever signed first").contains("首位签署人");
        assertThat(client.get(portal)).contains("首位签署人（您）");
        assertThat(advisor.submit(staff, "", typed)).isEqualTo(422);
        Map<String, String> right = new java.util.HashMap<>(typed);
        right.put("until", representatives.today().plusDays(30).toString());

        assertThat(advisor.submit(staff, "", right)).isEqualTo(302);

        assertThat(advisor.get(staff)).contains("孙**", "等待确认").doesNotContain("孙助手", "确认，可以代办");
        assertThat(client.get(portal)).contains("孙**", "受托人", "看清楚是谁").doesNotContain("孙助手", "确认，可以代办");
        String id = reading.of(other.seller.requester(), other.sellerSubject)
                .getFirst()
                .id()
                .toString();
        assertThat(client.submit(portal, "/" + id + "/opening", Map.of())).isEqualTo(200);
        assertThat(client.submit(portal, "/" + id + "/decision", Map.of("agreed", "true")))
                .isEqualTo(302);
        assertThat(advisor.submit(staff, "/" + id + "/opening", Map.of())).isEqualTo(200);
        assertThat(advisor.submit(staff, "/" + id + "/code", Map.of())).isEqualTo(200);
        assertThat(advisor.submit(staff, "/" + id + "/end", Map.of())).isEqualTo(302);
        assertThat(client.get(portal)).contains("已终止");
    }

    @Test
    void programsDoTheSameAndProveWhoTheyAre() throws Exception {
        String path = "/api/clients/" + subject + "/representatives";
        Map<String, Object> body = Map.of(
                "capacity",
                "HANDLING_PERSON",
                "name",
                "孙经办",
                "mobile",
                mobile(),
                "until",
                representatives.today().plusDays(30).toString(),
                "place",
                "柜 3");
        SignedInPerson stale = PeopleInTests.signedInAgain(house, matter.advisor);
        PeopleInTests.provenLongAgo(house, stale);
        assertThat(api.post(path, body, stale.token()).statusCode()).isEqualTo(401);

        String said = api.post(path, body, matter.advisor.token()).body();

        String id = said.replaceAll("(?s).*\"id\"\\s*:\\s*\"([0-9a-f-]{36})\".*", "$1");
        assertThat(api.post(path + "/" + id + "/decision", Map.of("agreed", true), matter.officer.token())
                        .statusCode())
                .isEqualTo(403);
        assertThat(api.post(
                                path + "/" + id + "/verification",
                                Map.of("name", "孙经办", "mobile", "13900000000"),
                                matter.officer.token())
                        .body())
                .contains("second-person");
        assertThat(api.post(path + "/" + id + "/rejection", Map.of(), matter.officer.token())
                        .body())
                .contains("second-person");
        assertThat(api.post(path + "/" + id + "/opening", Map.of(), matter.seller.token())
                        .body())
                .contains("孙经办")
                .doesNotContain("柜 3");
        assertThat(api.post(path + "/" + id + "/opening", Map.of(), matter.advisor.token())
                        .body())
                .contains("孙经办", "柜 3");
        assertThat(api.post(path + "/" + id + "/decision", Map.of("agreed", true), matter.seller.token())
                        .statusCode())
                .isEqualTo(200);
        assertThat(api.get(path + "/first", matter.seller.token()).body())
                .contains("\"yourself\":true")
                .doesNotContain(id);
        assertThat(api.get(path, matter.advisor.token()).body()).contains(id, "CONFIRMED");
        assertThat(api.post(path + "/" + id + "/code", Map.of(), matter.advisor.token())
                        .statusCode())
                .isEqualTo(201);
        assertThat(api.delete(path + "/" + id, matter.seller.token()).statusCode())
                .isEqualTo(200);
        assertThat(api.delete(path + "/" + id, matter.seller.token()).statusCode())
                .isEqualTo(404);
    }

    private List<Template> unread(SignedInPerson person) {
        return house.bean(Messages.class).unreadOf(person.requester()).stream()
                .map(PortalNotice::template)
                .toList();
    }

    private Map<String, IdentifierFault> faults(Proposal typed) {
        int before = reading.of(matter.advisor.requester(), subject).size();
        RepresentativeResult result = representatives.propose(matter.advisor.requester(), subject, typed);
        assertThat(reading.of(matter.advisor.requester(), subject)).hasSize(before);
        return ((RepresentativeResult.Invalid) result).faults();
    }

    private Proposal helper(String mobile) {
        return helper(mobile, representatives.today().plusDays(30));
    }

    private static Proposal helper(String mobile, LocalDate until) {
        return new Proposal(
                Capacity.HELPER,
                Cleartext.of("孙助手"),
                Cleartext.of(mobile),
                Optional.of(until),
                Cleartext.of("合规柜 3 号"));
    }

    private static Representative done(RepresentativeResult result) {
        assertThat(result).isInstanceOf(RepresentativeResult.Done.class);
        return ((RepresentativeResult.Done) result).representative();
    }

    private static String mobile() {
        return "139" + ThreadLocalRandom.current().nextInt(10_000_000, 100_000_000);
    }
}
