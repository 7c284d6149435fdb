package io.equiveil.matters;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.disclosure.Disclosure;
import io.equiveil.disclosure.Disclosures;
import io.equiveil.disclosure.Disclosures.Wanted;
import io.equiveil.disclosure.Disclosures.Why;
import io.equiveil.identity.Api;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.RecordType;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.Role;
import io.equiveil.law.Law;
import io.equiveil.ledger.LedgerReader;
import io.equiveil.matters.MatterResult.Blocked;
import io.equiveil.matters.MatterResult.Blocker;
import io.equiveil.matters.MatterResult.Unknown;
import io.equiveil.matters.RetentionClock.State;
import io.equiveil.proofs.CheckpointCheck;
import io.equiveil.proofs.DisclosedEntry;
import io.equiveil.proofs.EvidenceFile;
import io.equiveil.proofs.ProofCheck;
import io.equiveil.proofs.SignedCheckpoint;
import io.equiveil.proofs.WitnessQuorum;
import io.equiveil.vault.KeyCustody;
import io.equiveil.vault.KeyCustody.Destruction;
import io.equiveil.vault.Sealer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/// The end of a matter: access ends, clocks run, and what two people destroy stays destroyed for anybody to check.
class ClosingTests {

    private final AMatter a = AMatter.inALimitedCompany();
    private final Matters matters = a.matters;

    @Test
    void aMatterThatIsGivenUpIsClosedToTheOtherSideAtOnce() {
        AMatter.Buyer buyer = a.admittedBuyer();
        a.toDueDiligence();
        assertThat(price(buyer.person())).isPresent();
        assertThat(matters.retention(a.advisor.requester(), a.id)).isEmpty();

        AMatter.done(matters.abandon(a.advisor.requester(), a.id, AbandonReason.BUYER_WITHDREW));

        assertThat(price(buyer.person())).isEmpty();
        assertThat(a.summary().stage()).isEqualTo(MatterStage.ABANDONED);
        assertThat(matters.abandon(a.advisor.requester(), a.id, AbandonReason.NO_BUYER))
                .isEqualTo(new Blocked(List.of(Blocker.ALREADY_CLOSED)));
        assertThat(matters.advance(a.advisor.requester(), a.id, MatterStage.AGREEMENT))
                .isInstanceOf(Blocked.class);
    }

    @Test
    void closingOpensTheDealOnlyWhileTheMandateStands() {
        a.seal();
        Api api = new Api(a.house);
        String deal = "/api/matters/" + a.id + "/deal?purpose=CLOSING";
        assertThat(api.get(deal, a.advisor.token()).body()).contains("18760000元");

        a.consents.recordsOf(a.sellerSubject).stream()
                .filter(record -> record.owner().equals(Owner.of(a.id)) && record.purpose() == Purpose.MANDATE)
                .forEach(record -> a.consents.end(a.advisor.requester(), record.id()));

        assertThat(api.get(deal, a.advisor.token())).satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("NO_LEGAL_BASIS").doesNotContain("18760000");
        });
    }

    @Test
    void eachGroupIsKeptAsLongAsTheLongestOfItsRulesSays() {
        AMatter.done(matters.abandon(a.advisor.requester(), a.id, AbandonReason.NO_BUYER));

        Instant closed = a.summary().closedAt().orElseThrow();
        Map<RetentionGroup, RetentionClock> clocks = clocks();
        assertThat(clocks.get(RetentionGroup.DOCUMENTS).state()).isEqualTo(State.DUE);
        assertThat(clocks.get(RetentionGroup.DEAL).state()).isEqualTo(State.RUNNING);
        Law law = a.house.bean(Law.class);
        for (String rule : clocks.get(RetentionGroup.DEAL).rules()) {
            assertThat(clocks.get(RetentionGroup.DEAL).keptUntil().orElseThrow())
                    .isAfterOrEqualTo(law.keptUntil(rule, closed).orElseThrow());
        }

        AMatter.done(matters.hold(a.officer.requester(), a.id, HoldKind.LEGAL_HOLD, HoldReason.DISPUTE));
        assertThat(clocks().get(RetentionGroup.DOCUMENTS).state()).isEqualTo(State.HELD);
        assertThat(matters.askDestruction(a.advisor.requester(), a.id))
                .isEqualTo(new Blocked(List.of(Blocker.LEGAL_HOLD)));
    }

    @Test
    void oneWhoWritesAnotherIntoTheRequestIsStillOne() {
        a.document();
        AMatter.done(matters.abandon(a.advisor.requester(), a.id, AbandonReason.NO_BUYER));
        AMatter.done(matters.askDestruction(a.advisor.requester(), a.id));
        a.house
                .ownerJdbc()
                .sql("update matters.destruction_requests set asked_by = ? where matter_id = ?")
                .params(a.officer.person().value(), a.id.value())
                .update();

        assertThat(matters.approveDestruction(a.advisor.requester(), a.id)).isEqualTo(new Unknown());
        assertThat(matters.certificate(a.id)).isEmpty();
    }

    @Test
    void twoPeopleDestroyWhatIsDueAndAnybodyCanCheckIt() throws Exception {
        a.document();
        assertThat(matters.askDestruction(a.advisor.requester(), a.id))
                .isEqualTo(new Blocked(List.of(Blocker.NOT_CLOSED)));
        AMatter.done(matters.abandon(a.advisor.requester(), a.id, AbandonReason.NO_BUYER));
        AMatter.done(matters.askDestruction(a.advisor.requester(), a.id));
        SignedInPerson stranger = PeopleInTests.staff(a.house, Role.ADVISOR);
        assertThat(matters.approveDestruction(stranger.requester(), a.id)).isEqualTo(new Unknown());
        assertThat(matters.approveDestruction(a.advisor.requester(), a.id))
                .isEqualTo(new Blocked(List.of(Blocker.SAME_PERSON)));
        AMatter.done(matters.hold(a.officer.requester(), a.id, HoldKind.LEGAL_HOLD, HoldReason.DISPUTE));
        assertThat(matters.approveDestruction(a.officer.requester(), a.id))
                .as("a hold that came in between counts")
                .isEqualTo(new Blocked(List.of(Blocker.LEGAL_HOLD)));
        AMatter.done(matters.lift(a.officer.requester(), a.id, HoldKind.LEGAL_HOLD));
        assertThat(destruction()).isInstanceOf(Destruction.NotDestroyed.class);

        AMatter.done(matters.approveDestruction(a.officer.requester(), a.id));

        assertThat(destruction()).isNotInstanceOf(Destruction.NotDestroyed.class);
        assertThat(matters.askDestruction(a.advisor.requester(), a.id))
                .isEqualTo(new Blocked(List.of(Blocker.NOTHING_DUE)));
        DestructionCertificate certificate = matters.certificate(a.id).orElseThrow();
        assertThat(certificate.destroyed()).singleElement().satisfies(group -> {
            assertThat(group.group()).isEqualTo(RetentionGroup.DOCUMENTS);
            assertThat(group.asked()).isEqualTo(a.advisor.person());
            assertThat(group.approved()).isEqualTo(a.officer.person());
        });
        assertThat(certificate.kept()).extracting(RetentionClock::group).contains(RetentionGroup.DEAL);

        assertThat(checked(1)).contains(a.id.toString(), "DOCUMENTS").doesNotContain(a.sellerSubject.toString());

        for (int tries = 0; tries < 10 && !(destruction() instanceof Destruction.Unrecoverable); tries++) {
            custody().sweep();
        }
        a.house.bean(Certificates.class).writeDownMeasured();
        assertThat(checked(2)).contains("destruction-measured/v1");
        APage pages = new APage(a.house);
        pages.shows("/matters/" + a.id + "/certificate", a.officer, a.codeName);
        pages.shows("/portal/matters/" + a.id + "/certificate", a.seller, a.id.toString());
        assertThat(pages.get("/portal/matters/" + a.id + "/certificate/evidence", a.seller)
                        .headers()
                        .firstValue("Content-Disposition"))
                .hasValueSatisfying(name -> assertThat(name).contains("equiveil-destruction.json"));
        assertThat(matters.certificateEvidence(stranger.requester(), a.id))
                .isInstanceOf(CertificateEvidence.None.class);
    }

    @Test
    void whatIsSealedAfterItsGroupWasNotedAsEmptyIsDestroyedAsWell() {
        a.document();
        AMatter.done(matters.abandon(a.advisor.requester(), a.id, AbandonReason.NO_BUYER));
        AMatter.done(matters.askDestruction(a.advisor.requester(), a.id));
        AMatter.done(matters.approveDestruction(a.officer.requester(), a.id));
        assertThat(clocks().get(RetentionGroup.OPTIONAL).state()).isEqualTo(State.DESTROYED);

        a.house
                .bean(TransactionTemplate.class)
                .executeWithoutResult(_ -> a.house
                        .bean(Sealer.class)
                        .seal(
                                new Address(
                                        Owner.of(a.id),
                                        RetentionGroup.OPTIONAL,
                                        new RecordType("matters.later"),
                                        a.id.value(),
                                        InformationClass.BASIC),
                                Map.of("note", Cleartext.of("迟到的备注")),
                                Map.of("note", Cleartext.of("****"))));

        assertThat(clocks().get(RetentionGroup.OPTIONAL).state()).isEqualTo(State.DUE);
        AMatter.done(matters.askDestruction(a.advisor.requester(), a.id));
        AMatter.done(matters.approveDestruction(a.officer.requester(), a.id));
        assertThat(custody().isAlive(Owner.of(a.id), RetentionGroup.OPTIONAL)).isFalse();
        assertThat(clocks().get(RetentionGroup.OPTIONAL).state()).isEqualTo(State.DESTROYED);
        assertThat(matters.certificate(a.id).orElseThrow().destroyed())
                .extracting(DestructionCertificate.Group::group)
                .containsExactlyInAnyOrder(RetentionGroup.DOCUMENTS, RetentionGroup.OPTIONAL);
    }

    @Test
    void aKeyThatLivesIsNotDestroyedBecauseARowSaysSo() {
        a.document();
        AMatter.done(matters.abandon(a.advisor.requester(), a.id, AbandonReason.NO_BUYER));
        a.house
                .ownerJdbc()
                .sql("insert into matters.destructions (matter_id, retention_group, closed_at, asked_by, approved_by)"
                        + " values (?, 'DOCUMENTS', now(), gen_random_uuid(), gen_random_uuid())")
                .param(a.id.value())
                .update();

        assertThat(clocks().get(RetentionGroup.DOCUMENTS).state()).isEqualTo(State.DUE);
        AMatter.done(matters.askDestruction(a.advisor.requester(), a.id));
        AMatter.done(matters.approveDestruction(a.officer.requester(), a.id));
        assertThat(destruction()).isNotInstanceOf(Destruction.NotDestroyed.class);
        assertThat(matters.certificate(a.id).orElseThrow().destroyed())
                .singleElement()
                .satisfies(group -> assertThat(group.asked()).isEqualTo(a.advisor.person()));
    }

    /// The proof as it is handed out, checked the way a stranger would.
    private String checked(int entries) throws Exception {
        CertificateEvidence evidence = matters.certificateEvidence(a.seller.requester(), a.id);
        for (int tries = 0; tries < 100 && !(evidence instanceof CertificateEvidence.Ready); tries++) {
            Thread.sleep(100);
            evidence = matters.certificateEvidence(a.seller.requester(), a.id);
        }
        byte[] text = ((CertificateEvidence.Ready) evidence).file().render();
        EvidenceFile file = EvidenceFile.parse(text);
        SignedCheckpoint checkpoint = SignedCheckpoint.parse(file.checkpoint());
        assertThat(checkpoint.check(a.house.bean(LedgerReader.class).key(), WitnessQuorum.NONE))
                .isInstanceOf(CheckpointCheck.Trusted.class);
        assertThat(file.entries()).hasSize(entries).allSatisfy(entry -> {
            assertThat(checkpoint.checkpoint().includes(entry.index(), entry.leafHash(), entry.inclusion()))
                    .isInstanceOf(ProofCheck.Holds.class);
            assertThat(entry.shown().check(entry.leaf())).isInstanceOf(DisclosedEntry.Check.Holds.class);
        });
        return new String(text, StandardCharsets.UTF_8);
    }

    private Destruction destruction() {
        return custody().destruction(Owner.of(a.id), RetentionGroup.DOCUMENTS);
    }

    private KeyCustody custody() {
        return a.house.bean(KeyCustody.class);
    }

    private Map<RetentionGroup, RetentionClock> clocks() {
        return matters.retention(a.advisor.requester(), a.id).stream()
                .collect(Collectors.toMap(RetentionClock::group, clock -> clock));
    }

    private Optional<Disclosure.Shown> price(SignedInPerson person) {
        Address detail = Matters.dealAddress(a.id, InformationClass.DEAL_DETAIL);
        Disclosure answer = a.house
                .bean(Disclosures.class)
                .open(person.requester(), List.of(Wanted.value(detail, "price")), Why.of(Purpose.DUE_DILIGENCE, a.id));
        return Optional.ofNullable(((Disclosure.Answered) answer).shown().get(detail));
    }
}
