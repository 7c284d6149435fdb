package io.equiveil.matters;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.access.Reason;
import io.equiveil.clients.ClientFile;
import io.equiveil.consent.NoticeLanguage;
import io.equiveil.disclosure.Disclosure;
import io.equiveil.disclosure.Disclosures;
import io.equiveil.disclosure.Disclosures.Wanted;
import io.equiveil.disclosure.Disclosures.Why;
import io.equiveil.identity.Api;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.BuyerConsent.Item;
import io.equiveil.matters.BuyerConsent.State;
import io.equiveil.matters.MatterResult.Blocked;
import io.equiveil.matters.MatterResult.Blocker;
import io.equiveil.matters.MatterResult.Unknown;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The seller's two answers about each buyer, and what each of them opens.
class BuyerConsentTests {

    private final AMatter a = AMatter.inALimitedCompany();
    private final Digest shown = a.consents
            .notice(Matters.BUYER_NOTICE, NoticeLanguage.ZH_CN)
            .orElseThrow()
            .contentHash();

    @Test
    void eachBuyerAndEachPurposeIsAnsweredForItself() {
        SubjectId first = a.invitedBuyer("赵甲");
        SubjectId second = a.invitedBuyer("钱乙");
        SubjectId third = a.invitedBuyer("孙丙");

        AMatter.done(decide(
                new BuyerAnswer(first, true, false),
                new BuyerAnswer(second, true, true),
                new BuyerAnswer(third, false, false)));

        assertThat(answersAbout(first)).isEqualTo(List.of(Standing.ADMITTED, State.GIVEN, State.REFUSED));
        assertThat(answersAbout(second)).isEqualTo(List.of(Standing.ADMITTED, State.GIVEN, State.GIVEN));
        assertThat(answersAbout(third))
                .as("nothing is ticked and nothing was said: nobody has been refused")
                .isEqualTo(List.of(Standing.INVITED, State.NOT_ASKED, State.NOT_ASKED));
    }

    @Test
    void takingOneAnswerBackActsOnTheNextReadingAndLeavesTheOther() {
        AMatter.Buyer buyer = a.admittedBuyer();
        a.toDueDiligence();
        a.toAgreement();
        assertThat(reasons(buyer, Purpose.DUE_DILIGENCE)).isEmpty();
        assertThat(reasons(buyer, Purpose.SETTLEMENT)).isEmpty();

        AMatter.done(a.matters.takeBack(a.seller.requester(), a.id, buyer.subject(), Item.DISCLOSE));
        assertThat(reasons(buyer, Purpose.DUE_DILIGENCE)).containsExactly(Reason.CONSENT_WITHDRAWN);
        assertThat(reasons(buyer, Purpose.SETTLEMENT)).isEmpty();

        AMatter.done(decide(new BuyerAnswer(buyer.subject(), true, false)));
        assertThat(reasons(buyer, Purpose.DUE_DILIGENCE)).isEmpty();
        assertThat(reasons(buyer, Purpose.SETTLEMENT)).containsExactly(Reason.CONSENT_WITHDRAWN);
        assertThat(a.matters.takeBack(a.seller.requester(), a.id, buyer.subject(), Item.COMPLETE))
                .isEqualTo(new Blocked(List.of(Blocker.NOTHING_TO_TAKE_BACK)));
    }

    @Test
    void theStageWaitsForTheAnswerThatItNeeds() {
        SubjectId buyer = a.invitedBuyer("赵甲");
        a.seal();
        a.approveTeaser();
        a.advance(MatterStage.BLIND_TEASER, MatterStage.BUYER_NDA, MatterStage.SELLER_APPROVES_BUYER);

        AMatter.done(decide(new BuyerAnswer(buyer, false, true)));
        assertThat(blockersOf(MatterStage.DUE_DILIGENCE)).containsExactly(Blocker.NO_CONSENT_TO_DISCLOSE);

        AMatter.done(decide(new BuyerAnswer(buyer, true, false)));
        a.advance(MatterStage.DUE_DILIGENCE);
        assertThat(blockersOf(MatterStage.AGREEMENT)).contains(Blocker.NO_CONSENT_TO_COMPLETE);
    }

    @Test
    void nothingIsRecordedIfOneAnswerCannotBe() {
        SubjectId signed = a.invitedBuyer("赵甲");
        SubjectId unsigned = a.client(io.equiveil.clients.ClientKind.PERSON, "钱乙");
        AMatter.done(a.matters.invite(a.advisor.requester(), a.id, unsigned));

        assertThat(decide(new BuyerAnswer(signed, true, true), new BuyerAnswer(unsigned, true, true)))
                .isEqualTo(new Blocked(List.of(Blocker.NO_BUYER_AGREEMENT)));
        assertThat(decide(new BuyerAnswer(signed, true, true), new BuyerAnswer(SubjectId.random(), false, false)))
                .isEqualTo(new Blocked(List.of(Blocker.NOT_A_PARTY)));
        assertThat(a.matters.decideOnBuyers(
                        a.seller.requester(),
                        a.id,
                        List.of(new BuyerAnswer(signed, true, true)),
                        NoticeLanguage.ZH_CN,
                        Digest.of(new byte[Digest.LENGTH])))
                .as("other words than those in force were shown")
                .isEqualTo(new Blocked(List.of(Blocker.NOTICE_CHANGED)));

        assertThat(answersAbout(signed)).isEqualTo(List.of(Standing.INVITED, State.NOT_ASKED, State.NOT_ASKED));
    }

    @Test
    void onlyTheSellerAnswers() {
        SubjectId buyer = a.invitedBuyer("赵甲");
        List<BuyerAnswer> yes = List.of(new BuyerAnswer(buyer, true, true));
        SignedInPerson itself = PeopleInTests.client(a.house, buyer);

        for (SignedInPerson other : List.of(itself, a.advisor, a.officer)) {
            assertThat(a.matters.decideOnBuyers(other.requester(), a.id, yes, NoticeLanguage.ZH_CN, shown))
                    .isEqualTo(new Unknown());
            assertThat(a.matters.takeBack(other.requester(), a.id, buyer, Item.DISCLOSE))
                    .isEqualTo(new Unknown());
            assertThat(a.matters.buyerConsents(other.requester(), a.id)).isEmpty();
            assertThat(a.matters.buyerAsNoticed(other.requester(), a.id, buyer)).isEmpty();
        }
    }

    @Test
    void theSellerReadsTheBuyersNameInItsOwnNameAndTheBuyerFindsThat() {
        SubjectId buyer = a.invitedBuyer("赵甲");
        SignedInPerson itself = PeopleInTests.client(a.house, buyer);
        assertThat(a.matters.buyerAsNoticed(a.seller.requester(), a.id, buyer))
                .hasValueSatisfying(
                        named -> assertThat(named.get("recipientName").revealForDisplay())
                                .isEqualTo("赵甲"));

        assertThat(new Api(a.house).get("/api/portal/lookups", itself.token()).body())
                .as("whoever is not admitted yet is not told who the seller is")
                .contains("\"reader\":\"CLIENT\",\"name\":null,\"purpose\":\"RECIPIENT_NOTICE\"")
                .doesNotContain(a.seller.person().toString())
                .doesNotContain("AGREEMENT_RENDERER");
        assertThat(refusedFor(a.seller, buyer, Purpose.INTRODUCTION))
                .as("for the notice and for nothing else")
                .isTrue();
        assertThat(refusedFor(itself, a.sellerSubject, Purpose.RECIPIENT_NOTICE))
                .as("not the other way round")
                .isTrue();
        AMatter.done(a.matters.hold(a.officer.requester(), a.id, HoldKind.SUSPENSION, HoldReason.DISPUTE));
        assertThat(refusedFor(a.seller, buyer, Purpose.RECIPIENT_NOTICE))
                .as("nobody is named while the matter stands still")
                .isTrue();
    }

    private boolean refusedFor(SignedInPerson who, SubjectId subject, Purpose purpose) {
        ClientFile file = a.clients.find(subject).orElseThrow();
        Disclosure asked = a.house
                .bean(Disclosures.class)
                .open(
                        who.requester(),
                        List.of(Wanted.value(file.nameAddress(), file.nameField())),
                        Why.of(purpose, a.id));
        return asked instanceof Disclosure.Answered answered && answered.shown().isEmpty();
    }

    private MatterResult decide(BuyerAnswer... answers) {
        return a.matters.decideOnBuyers(a.seller.requester(), a.id, List.of(answers), NoticeLanguage.ZH_CN, shown);
    }

    private List<Object> answersAbout(SubjectId buyer) {
        return a.matters.buyerConsents(a.seller.requester(), a.id).stream()
                .filter(consent -> consent.buyer().equals(buyer))
                .map(consent -> List.<Object>of(consent.standing(), consent.disclose(), consent.complete()))
                .findFirst()
                .orElseThrow();
    }

    private List<Blocker> blockersOf(MatterStage stage) {
        return ((Blocked) a.matters.advance(a.advisor.requester(), a.id, stage)).blockers();
    }

    private Set<Reason> reasons(AMatter.Buyer buyer, Purpose purpose) {
        Address detail = Matters.dealAddress(a.id, InformationClass.DEAL_DETAIL);
        Disclosure answer = a.house
                .bean(Disclosures.class)
                .open(buyer.person().requester(), List.of(Wanted.value(detail, "price")), Why.of(purpose, a.id));
        return ((Disclosure.Answered) answer)
                .refused().values().stream()
                        .flatMap(refused -> refused.because().stream())
                        .map(because -> because.reason())
                        .collect(Collectors.toSet());
    }
}
