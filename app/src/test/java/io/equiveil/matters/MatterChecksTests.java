package io.equiveil.matters;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.consent.Consents;
import io.equiveil.controls.spi.ControlCheck;
import io.equiveil.controls.spi.ControlCheck.Outcome;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.BuyerConsent.Item;
import io.equiveil.matters.BuyerConsent.State;
import io.equiveil.vault.KeyCustody;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Every check of this room turns red when what it looks at is no longer so, and green again.
class MatterChecksTests {

    private final AMatter a = AMatter.inALimitedCompany();

    @Test
    void aMatterThatSomebodyForgedIsSeen() {
        MandateCheck check = bean(MandateCheck.class);
        assertThat(check.check()).isInstanceOf(Outcome.Holds.class);

        change("update matters.matters set mandate = 'BOTH' where id = ?");
        assertThat(check.check()).isInstanceOf(Outcome.Fails.class);
        change("update matters.matters set mandate = 'SELLER' where id = ?");

        assertThat(check.check()).isInstanceOf(Outcome.Holds.class);
    }

    @Test
    void aMatterThatNoConflictCheckWouldFindIsSeen() {
        MandateCheck check = bean(MandateCheck.class);

        byte[] token = a.house
                .ownerJdbc()
                .sql("select name_bidx from matters.targets where matter_id = ?")
                .param(a.id.value())
                .query(byte[].class)
                .single();
        change("delete from matters.targets where matter_id = ?");
        assertThat(check.check()).isInstanceOf(Outcome.Fails.class);
        a.house
                .ownerJdbc()
                .sql("insert into matters.targets (matter_id, name_bidx) values (?, ?)")
                .params(a.id.value(), token)
                .update();

        assertThat(check.check()).isInstanceOf(Outcome.Holds.class);
    }

    @Test
    void aMatterThatSpeaksToBuyersWithoutAnApprovedTeaserIsSeen() {
        a.seal();
        a.approveTeaser();
        a.advance(MatterStage.BLIND_TEASER);
        TeaserCheck check = bean(TeaserCheck.class);
        assertThat(check.check()).isInstanceOf(Outcome.Holds.class);

        change("update matters.teasers set approved_by = written_by, state = 'DRAFT' where matter_id = ?");
        assertThat(check.check()).isInstanceOf(Outcome.Fails.class);
        change("update matters.teasers set state = 'APPROVED' where matter_id = ?");

        assertThat(check.check()).isInstanceOf(Outcome.Holds.class);
    }

    @Test
    void aBuyerWhomTheSellerNeverAnsweredAboutIsSeen() {
        a.admittedBuyer();
        assertThat(bean(MeetingCheck.class).check()).isInstanceOf(Outcome.Holds.class);

        BuyerConsents silent = new BuyerConsents(bean(Consents.class), bean(Clock.class)) {
            @Override
            Map<Item, State> of(MatterId matter, SubjectId seller, SubjectId buyer) {
                return Map.of(Item.DISCLOSE, State.NOT_ASKED, Item.COMPLETE, State.NOT_ASKED);
            }
        };

        assertThat(new MeetingCheck(bean(MatterRepository.class), bean(PartyRepository.class), silent).check())
                .isInstanceOf(Outcome.Fails.class);
    }

    @Test
    void aBuyerWithoutAnAgreementIsSeen() {
        AMatter.Buyer buyer = a.admittedBuyer();
        ControlCheck check = bean(AgreementFirstCheck.class);
        assertThat(check.check()).isInstanceOf(Outcome.Holds.class);

        String move = "update nda.agreements set version = version + %d where subject_id = '" + buyer.subject()
                + "' and matter_id = ?";
        change(move.formatted(1));
        assertThat(check.check()).as("its row is not genuine").isInstanceOf(Outcome.Fails.class);
        change(move.formatted(-1));

        assertThat(check.check()).isInstanceOf(Outcome.Holds.class);
    }

    @Test
    void aDestructionThatDidNotHappenIsSeen() {
        AMatter.done(a.matters.abandon(a.advisor.requester(), a.id, AbandonReason.NO_BUYER));
        DestructionCheck check = bean(DestructionCheck.class);
        assertThat(check.check()).isInstanceOf(Outcome.Holds.class);

        change(
                "insert into matters.destructions (matter_id, retention_group, closed_at, asked_by, approved_by, certified)"
                        + " values (?, 'DEAL', now(), gen_random_uuid(), gen_random_uuid(), 1)");
        assertThat(check.check()).isInstanceOf(Outcome.Fails.class);
        change("delete from matters.destructions where matter_id = ?");

        assertThat(check.check()).isInstanceOf(Outcome.Holds.class);
    }

    @Test
    void whatIsKeptAMonthTooLongIsSeen() {
        AMatter.done(a.matters.abandon(a.advisor.requester(), a.id, AbandonReason.NO_BUYER));
        Clock later = Clock.offset(bean(Clock.class), Duration.ofDays(40));
        DestructionRepository destructions = bean(DestructionRepository.class);

        DestructionCheck check = new DestructionCheck(
                bean(MatterRepository.class),
                destructions,
                new Retention(bean(RetentionRules.class), destructions, bean(KeyCustody.class), later),
                bean(KeyCustody.class),
                bean(OwnFileCertificates.class),
                bean(OwnFileRound.class),
                later);

        assertThat(check.check()).isInstanceOf(Outcome.Fails.class);
    }

    private void change(String sql) {
        a.house.ownerJdbc().sql(sql).param(a.id.value()).update();
    }

    private <T> T bean(Class<T> type) {
        return a.house.bean(type);
    }
}
