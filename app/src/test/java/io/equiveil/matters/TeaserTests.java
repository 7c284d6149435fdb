package io.equiveil.matters;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.clients.ClientKind;
import io.equiveil.disclosure.Disclosure;
import io.equiveil.disclosure.Disclosures;
import io.equiveil.disclosure.Disclosures.Wanted;
import io.equiveil.disclosure.Disclosures.Why;
import io.equiveil.disclosure.DocumentDisclosure;
import io.equiveil.identity.Api;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.Ledger;
import io.equiveil.matters.TeaserFault.Kind;
import io.equiveil.vault.Sealer;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/// A teaser from the first draft to the day the deal changes, and who reads it on the way.
class TeaserTests {

    private final AMatter a = AMatter.inALimitedCompany();
    private final Matters matters = a.matters;
    private final APage pages = new APage(a.house);

    @Test
    void theMachinesReadingIsShownToTheSeller() {
        a.seal();
        assertThat(a.draft()).isInstanceOf(TeaserResult.Done.class);

        assertThat(new Api(a.house).get("/api/portal/lookups", a.seller.token()).body())
                .contains("TEASER_WRITER", "DEAL_INTENT", a.id.toString());
    }

    @Test
    void nothingIsWrittenOrLetOutFromFactsThatChangedMeanwhile() {
        a.seal();
        Teasers whileOthersType = teasersThatRead(() -> a.seal());

        assertThat(whileOthersType.write(a.advisor.requester(), a.id, Set.of()))
                .isEqualTo(new TeaserResult.FactsChanged());
        assertThat(matters.teaser(a.advisor.requester(), a.id)).isEmpty();

        UUID draft = ((TeaserResult.Done) a.draft()).teaser().id();
        assertThat(teasersThatRead(() -> a.seal()).approve(a.advisor.requester(), a.id, draft))
                .isEqualTo(new TeaserResult.FactsChanged());

        UUID other = ((TeaserResult.Done) a.draft()).teaser().id();
        AMatter.done(matters.sealDeal(
                a.advisor.requester(), a.id, Map.of("targetName", Cleartext.of("另一家" + a.targetName))));
        assertThat(matters.approveTeaser(a.advisor.requester(), a.id, other))
                .as("the words were held against the former name")
                .isEqualTo(new TeaserResult.NotNow());
    }

    /// Something happens between the reading and the keeping.
    private Teasers teasersThatRead(Runnable meanwhile) {
        Disclosures real = a.house.bean(Disclosures.class);
        Disclosures watched = new Disclosures() {
            @Override
            public Disclosure open(Requester who, List<Wanted> what, Why why) {
                Disclosure read = real.open(who, what, why);
                meanwhile.run();
                return read;
            }

            @Override
            public DocumentDisclosure openDocument(Requester who, Address document, Why why) {
                return real.openDocument(who, document, why);
            }

            @Override
            public Disclosure.Outlook outlook(Requester who, List<Wanted> what, Why why) {
                return real.outlook(who, what, why);
            }
        };
        return new Teasers(
                a.house.bean(MatterRepository.class),
                a.house.bean(PartyRepository.class),
                a.house.bean(TeaserRepository.class),
                a.house.bean(Involvement.class),
                a.clients,
                watched,
                a.house.bean(Sealer.class),
                a.house.bean(Ledger.class),
                a.house.bean(TransactionTemplate.class),
                a.house.bean(Standstill.class),
                a.house.bean(DealFacts.class),
                a.house.bean(Bands.class),
                a.house.bean(Clock.class));
    }

    @Test
    void anInvitedBuyerReadsTheApprovedTeaserInItsStageAndNothingElse() {
        SubjectId subject = a.client(ClientKind.PERSON, "赵甲");
        SignedInPerson buyer = PeopleInTests.client(a.house, subject);
        SignedInPerson stranger = PeopleInTests.client(a.house, a.client(ClientKind.PERSON, "钱乙"));
        a.seal();
        AMatter.done(matters.invite(a.advisor.requester(), a.id, subject));
        assertThat(a.draft()).isInstanceOf(TeaserResult.Done.class);
        assertThat(matters.readTeaser(buyer.requester(), a.id))
                .as("a draft is the team's")
                .isEmpty();
        assertThat(words(a.advisor)).hasValueSatisfying(said -> assertThat(said).startsWith("一家国内的制造业企业"));

        assertThat(a.approve()).isInstanceOf(TeaserResult.Done.class);
        assertThat(words(buyer)).as("its stage has not come").isEmpty();
        assertThat(pages.get("/portal/matters/" + a.id + "/teaser", buyer).statusCode())
                .isEqualTo(403);

        a.advance(MatterStage.BLIND_TEASER);
        assertThat(words(buyer))
                .hasValueSatisfying(
                        said -> assertThat(said).contains("制造业", "一千万至三千万元").doesNotContain("18760000", a.targetName));
        pages.shows("/portal/matters/" + a.id, buyer, "/portal/matters/" + a.id + "/teaser");
        assertThat(pages.get("/portal/matters/" + a.id + "/teaser", buyer).body())
                .contains("一家国内的制造业企业")
                .doesNotContain("??");
        assertThat(pages.get("/portal/matters/" + a.id + "/teaser", buyer, "en").body())
                .contains("A company in manufacturing")
                .doesNotContain("??");
        assertThat(words(a.seller)).as("the seller reads what is said of it").isPresent();
        assertThat(open(buyer, Matters.dealAddress(a.id, InformationClass.DEAL_INTENT))
                        .shown())
                .isEmpty();
        assertThat(open(buyer, Matters.targetAddress(a.id)).shown()).isEmpty();
        assertThat(matters.readTeaser(stranger.requester(), a.id)).isEmpty();

        AMatter.done(matters.dismiss(a.advisor.requester(), a.id, subject));
        assertThat(words(buyer)).isEmpty();
    }

    @Test
    void whatTheDealNoLongerSaysIsReadByNobody() {
        SubjectId subject = a.client(ClientKind.PERSON, "赵甲");
        SignedInPerson buyer = PeopleInTests.client(a.house, subject);
        a.seal();
        a.approveTeaser();
        a.advance(MatterStage.BLIND_TEASER);
        AMatter.done(matters.invite(a.advisor.requester(), a.id, subject));
        assertThat(words(buyer)).isPresent();

        AMatter.done(matters.sealDeal(a.advisor.requester(), a.id, Map.of("industry", Cleartext.of("软件"))));

        assertThat(matters.teaser(a.advisor.requester(), a.id).orElseThrow().state())
                .isEqualTo(TeaserState.OUTDATED);
        assertThat(words(buyer)).isEmpty();
        a.approveTeaser();
        assertThat(words(buyer)).hasValueSatisfying(said -> assertThat(said).contains("软件"));
    }

    @Test
    void aTeaserThatWouldGiveTheCompanyAwayIsNotWritten() {
        AMatter.done(matters.sealDeal(
                a.advisor.requester(),
                a.id,
                Map.of("industry", Cleartext.of("煤炭"), "highlights", Cleartext.of("澄江的老厂"))));

        assertThat(matters.writeTeaser(a.advisor.requester(), a.id, Set.of()))
                .isEqualTo(new TeaserResult.Faulty(List.of(TeaserFault.of(Kind.NAME, Attribute.HIGHLIGHTS))));
        assertThat(matters.teaser(a.advisor.requester(), a.id)).isEmpty();
        assertThat(pages.submit(a.advisor, "/matters/" + a.id + "/teaser", Map.of()))
                .satisfies(answer -> {
                    assertThat(answer.statusCode()).isEqualTo(422);
                    assertThat(answer.body()).contains("名称").doesNotContain("澄江");
                });
        assertThat(matters.writeTeaser(a.advisor.requester(), a.id, Set.of(Attribute.HIGHLIGHTS)))
                .isInstanceOf(TeaserResult.Done.class);
    }

    @Test
    void freeWordsThatCannotBeCheckedAgainstEveryNameAreNotWritten() {
        AMatter.done(matters.sealDeal(
                a.advisor.requester(),
                a.id,
                Map.of("industry", Cleartext.of("煤炭"), "highlights", Cleartext.of("设备保养良好"))));
        assertThat(matters.writeTeaser(a.advisor.requester(), a.id, Set.of())).isInstanceOf(TeaserResult.Done.class);

        a.house
                .bean(TransactionTemplate.class)
                .executeWithoutResult(_ -> a.house.bean(Sealer.class).remove(Matters.targetAddress(a.id)));

        assertThat(matters.writeTeaser(a.advisor.requester(), a.id, Set.of()))
                .isEqualTo(new TeaserResult.Faulty(List.of(TeaserFault.of(Kind.NAMES_NOT_SEEN, Attribute.HIGHLIGHTS))));
        assertThat(matters.writeTeaser(a.advisor.requester(), a.id, Set.of(Attribute.HIGHLIGHTS)))
                .isInstanceOf(TeaserResult.Done.class);
    }

    @Test
    void onlyTheDraftThatWasReadGoesOutAndOnlyThroughTheTeam() {
        a.seal();
        assertThat(a.draft()).isInstanceOf(TeaserResult.Done.class);
        Teaser first = matters.teaser(a.advisor.requester(), a.id).orElseThrow();
        assertThat(a.draft()).isInstanceOf(TeaserResult.Done.class);

        assertThat(matters.approveTeaser(a.advisor.requester(), a.id, first.id()))
                .isEqualTo(new TeaserResult.NotNow());
        assertThat(matters.approveTeaser(a.officer.requester(), a.id, first.id()))
                .isEqualTo(new TeaserResult.Unknown());
        assertThat(matters.writeTeaser(a.seller.requester(), a.id, Set.of())).isEqualTo(new TeaserResult.Unknown());
        assertThat(matters.approveTeaser(a.advisor.requester(), a.id, UUID.randomUUID()))
                .isEqualTo(new TeaserResult.NotNow());
        assertThat(a.approve()).isInstanceOf(TeaserResult.Done.class);
    }

    private Optional<String> words(SignedInPerson who) {
        return matters.readTeaser(who.requester(), a.id)
                .map(answer -> (Disclosure.Answered) answer)
                .flatMap(answer -> answer.shown().values().stream().findFirst())
                .map(shown -> shown.fields().get("zh").revealForDisplay());
    }

    private Disclosure.Answered open(SignedInPerson who, Address address) {
        return (Disclosure.Answered) a.house
                .bean(Disclosures.class)
                .open(
                        who.requester(),
                        List.of(new Wanted(address, false, Set.of("industry", "targetName"))),
                        Why.of(Purpose.INTRODUCTION, a.id));
    }
}
