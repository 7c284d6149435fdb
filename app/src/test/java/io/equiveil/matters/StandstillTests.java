package io.equiveil.matters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equiveil.access.Reason;
import io.equiveil.clients.ClientKind;
import io.equiveil.consent.NoticeLanguage;
import io.equiveil.dataroom.ChangeResult;
import io.equiveil.dataroom.DataRoom;
import io.equiveil.dataroom.NewDocument;
import io.equiveil.dataroom.Refusal;
import io.equiveil.dataroom.UploadResult;
import io.equiveil.disclosure.Disclosure;
import io.equiveil.disclosure.Disclosures;
import io.equiveil.disclosure.Disclosures.Wanted;
import io.equiveil.disclosure.Disclosures.Why;
import io.equiveil.identity.Api;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.DocumentId;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.PartnerId;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.MatterResult.Blocked;
import io.equiveil.matters.MatterResult.Blocker;
import io.equiveil.nda.AgreementResult;
import io.equiveil.nda.AgreementResult.Fault;
import io.equiveil.nda.PapersInTests;
import io.equiveil.transfers.Obstacle;
import io.equiveil.transfers.Obstacle.Kind;
import io.equiveil.transfers.ShareholderId;
import io.equiveil.transfers.TransferResult;
import io.equiveil.transfers.TransferStep;
import io.equiveil.vault.Sealer;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// What compliance has stopped stays where it is, and what it holds stays there at all: door by door.
class StandstillTests {

    private final AMatter a = AMatter.inALimitedCompany();
    private final Matters matters = a.matters;
    private final DataRoom room = a.house.bean(DataRoom.class);
    private final Sealer sealer = a.house.bean(Sealer.class);

    @Test
    void nothingOfAHeldMatterIsDestroyedByHand() {
        a.admittedBuyer();
        a.toDueDiligence();
        a.toAgreement();
        a.complete(TransferStep.TRANSFER_AGREEMENT, AMatter.today());
        a.advance(MatterStage.SHAREHOLDER_NOTICE);
        DocumentId document = a.document();
        ShareholderId shareholder = shareholder();
        UUID teaser = matters.teaser(a.advisor.requester(), a.id).orElseThrow().id();
        hold(HoldKind.LEGAL_HOLD);

        assertThat(room.remove(a.advisor.requester(), document))
                .isEqualTo(new ChangeResult.Refused(Refusal.KEPT_BY_LAW));
        assertThat(new Api(a.house).delete("/api/documents/" + document, a.advisor.token()))
                .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(409))
                .satisfies(answer -> assertThat(answer.body()).contains("document-kept", "KEPT_BY_LAW"));
        assertThat(room.holds(a.id, document)).isTrue();
        assertThat(obstacles(a.transfers.removeShareholder(a.advisor.requester(), a.id, shareholder)))
                .containsExactly(Kind.KEPT_BY_LAW);
        assertThat(matters.sealDeal(a.advisor.requester(), a.id, Map.of("price", Cleartext.of("1元"))))
                .isEqualTo(new Blocked(List.of(Blocker.LEGAL_HOLD)));
        assertThat(a.draft()).isInstanceOf(TeaserResult.Done.class);
        assertThat(a.approve()).isInstanceOf(TeaserResult.Done.class);
        assertThat(sealer.holds(Teasers.address(Teasers.TEASER, a.id, teaser)))
                .as("a teaser that was replaced is kept, sealed")
                .isTrue();

        AMatter.done(matters.lift(a.officer.requester(), a.id, HoldKind.LEGAL_HOLD));
        assertThat(a.transfers.removeShareholder(a.advisor.requester(), a.id, shareholder))
                .isInstanceOf(TransferResult.Done.class);
        assertThat(room.remove(a.advisor.requester(), document)).isInstanceOf(ChangeResult.Done.class);
    }

    @Test
    void documentsOfAClosedMatterAreLeftToRetention() {
        DocumentId document = a.document();
        AMatter.done(matters.abandon(a.advisor.requester(), a.id, AbandonReason.NO_BUYER));

        assertThat(room.remove(a.advisor.requester(), document))
                .isEqualTo(new ChangeResult.Refused(Refusal.MATTER_CLOSED));
        assertThat(room.holds(a.id, document)).isTrue();
    }

    @Test
    void aHoldThatIsBeingPlacedIsWaitedForBeforeAnythingIsDestroyed() throws Exception {
        a.document();
        AMatter.done(matters.abandon(a.advisor.requester(), a.id, AbandonReason.NO_BUYER));
        AMatter.done(matters.askDestruction(a.advisor.requester(), a.id));

        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            Future<MatterResult> approval = new TransactionTemplate(a.house.bean(PlatformTransactionManager.class))
                    .execute(_ -> {
                        hold(HoldKind.LEGAL_HOLD);
                        Future<MatterResult> asked =
                                other.submit(() -> matters.approveDestruction(a.officer.requester(), a.id));
                        assertThatThrownBy(() -> asked.get(700, TimeUnit.MILLISECONDS))
                                .isInstanceOf(TimeoutException.class);
                        return asked;
                    });
            assertThat(approval.get(20, TimeUnit.SECONDS)).isEqualTo(new Blocked(List.of(Blocker.LEGAL_HOLD)));
        }
    }

    @Test
    void nothingOfASuspendedMatterGoesOn() throws IOException {
        SubjectId decided = a.invitedBuyer("赵买方");
        SubjectId unsigned = a.client(ClientKind.PERSON, "钱买方");
        AMatter.done(matters.invite(a.advisor.requester(), a.id, unsigned));
        AgreementId agreement = prepared(unsigned);
        DocumentId document = a.document();
        assertThat(matters.buyerAsNoticed(a.seller.requester(), a.id, decided)).isPresent();
        hold(HoldKind.SUSPENSION);

        assertThat(obstacles(a.transfers.complete(
                        a.advisor.requester(),
                        a.id,
                        TransferStep.ARTICLES_CHECKED,
                        AMatter.today(),
                        List.of(document))))
                .containsExactly(Kind.MATTER_SUSPENDED);
        assertThat(obstacles(a.transfers.assign(
                        a.advisor.requester(), a.id, TransferStep.ARTICLES_CHECKED, a.advisor.person())))
                .containsExactly(Kind.MATTER_SUSPENDED);
        assertThat(room.add(
                        a.advisor.requester(),
                        a.id,
                        new NewDocument(Cleartext.of("凭证"), InformationClass.DOCUMENT, MatterStage.DUE_DILIGENCE),
                        Optional::empty))
                .isEqualTo(new UploadResult.Refused(Refusal.MATTER_SUSPENDED));
        assertThat(room.showFrom(a.advisor.requester(), document, MatterStage.PAYMENT))
                .isEqualTo(new ChangeResult.Refused(Refusal.MATTER_SUSPENDED));
        assertThat(room.remove(a.advisor.requester(), document))
                .isEqualTo(new ChangeResult.Refused(Refusal.MATTER_SUSPENDED));
        assertThat(matters.sealDeal(a.advisor.requester(), a.id, Map.of("price", Cleartext.of("1元"))))
                .isEqualTo(new Blocked(List.of(Blocker.ON_HOLD)));
        assertThat(a.draft()).isInstanceOf(TeaserResult.NotNow.class);
        assertThat(matters.engage(a.advisor.requester(), a.id, new PartnerId(UUID.randomUUID())))
                .isEqualTo(new Blocked(List.of(Blocker.ON_HOLD)));
        noAgreementComesFurther(unsigned, agreement);
        nobodyIsNamedToTheSeller(decided);

        AMatter.done(matters.lift(a.officer.requester(), a.id, HoldKind.SUSPENSION));
        a.sign(agreement);
        assertThat(matters.buyerAsNoticed(a.seller.requester(), a.id, decided)).isPresent();
    }

    @Test
    void aConflictThatWaitsOrWasRefusedKeepsOutsidersOutLikeASuspension() {
        AMatter.Buyer buyer = a.admittedBuyer();
        SubjectId unsigned = a.client(ClientKind.PERSON, "钱买方");
        AMatter.done(matters.invite(a.advisor.requester(), a.id, unsigned));
        AgreementId agreement = prepared(unsigned);
        a.toDueDiligence();
        assertThat(refused(buyer)).isEmpty();
        AMatter rival = AMatter.inALimitedCompany();
        AMatter.done(
                matters.sealDeal(a.advisor.requester(), a.id, Map.of("targetName", Cleartext.of(rival.targetName))));

        keepsOut(Blocker.CONFLICT_WAITS, buyer, unsigned, agreement);
        AMatter.done(matters.decideConflict(a.officer.requester(), a.id, false));
        keepsOut(Blocker.CONFLICT_REFUSED, buyer, unsigned, agreement);

        AMatter.done(matters.abandon(a.advisor.requester(), a.id, AbandonReason.NO_BUYER));
    }

    private void keepsOut(Blocker blocker, AMatter.Buyer buyer, SubjectId unsigned, AgreementId agreement) {
        assertThat(refused(buyer)).contains(Reason.NOT_ASSIGNED);
        assertThat(matters.invite(a.advisor.requester(), a.id, SubjectId.random()))
                .isEqualTo(new Blocked(List.of(blocker)));
        assertThat(((Blocked) matters.close(a.advisor.requester(), a.id)).blockers())
                .contains(blocker);
        noAgreementComesFurther(unsigned, agreement);
        assertThat(matters.buyerAsNoticed(a.seller.requester(), a.id, buyer.subject()))
                .isEmpty();
        assertThat(matters.sealDeal(a.advisor.requester(), a.id, Map.of("price", Cleartext.of("2元"))))
                .as("the advisor's own work on the file goes on")
                .isInstanceOf(MatterResult.Done.class);
    }

    private Set<Reason> refused(AMatter.Buyer buyer) {
        Address detail = Matters.dealAddress(a.id, InformationClass.DEAL_DETAIL);
        Disclosure answer = a.house
                .bean(Disclosures.class)
                .open(
                        buyer.person().requester(),
                        List.of(Wanted.value(detail, "price")),
                        Why.of(Purpose.DUE_DILIGENCE, a.id));
        return ((Disclosure.Answered) answer)
                .refused().values().stream()
                        .flatMap(refused -> refused.because().stream())
                        .map(because -> because.reason())
                        .collect(Collectors.toSet());
    }

    private void noAgreementComesFurther(SubjectId buyer, AgreementId agreement) {
        AgreementResult stopped = new AgreementResult.Unacceptable(Fault.MATTER_STOPPED);
        assertThat(matters.prepareBuyerAgreement(a.advisor.requester(), a.id, buyer, Locale.ENGLISH))
                .isEqualTo(stopped);
        assertThat(PapersInTests.takeIn(a.agreements, a.advisor.requester(), agreement, AMatter.photo()))
                .isEqualTo(stopped);
    }

    private void nobodyIsNamedToTheSeller(SubjectId buyer) {
        assertThat(matters.buyerAsNoticed(a.seller.requester(), a.id, buyer)).isEmpty();
        Digest words = a.consents
                .notice(Matters.BUYER_NOTICE, NoticeLanguage.ZH_CN)
                .orElseThrow()
                .contentHash();
        for (boolean yes : new boolean[] {true, false}) {
            assertThat(matters.decideOnBuyers(
                            a.seller.requester(),
                            a.id,
                            List.of(new BuyerAnswer(buyer, yes, yes)),
                            NoticeLanguage.ZH_CN,
                            words))
                    .isEqualTo(new Blocked(List.of(Blocker.ON_HOLD)));
        }
    }

    private AgreementId prepared(SubjectId buyer) {
        AgreementResult result = matters.prepareBuyerAgreement(a.advisor.requester(), a.id, buyer, Locale.ENGLISH);
        return ((AgreementResult.Done) result).agreement().id();
    }

    private ShareholderId shareholder() {
        TransferResult result = a.transfers.enterShareholder(
                a.advisor.requester(), a.id, Cleartext.of("林一"), Cleartext.of("示例路一号"), Cleartext.of("30"));
        return ((TransferResult.Done) result)
                .checklist()
                .shareholders()
                .getLast()
                .id();
    }

    private void hold(HoldKind kind) {
        AMatter.done(matters.hold(a.officer.requester(), a.id, kind, HoldReason.DISPUTE));
    }

    private static List<Kind> obstacles(TransferResult result) {
        return ((TransferResult.Blocked) result)
                .obstacles().stream().map(Obstacle::kind).toList();
    }
}
