package io.equiveil.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equiveil.House;
import io.equiveil.access.Clause;
import io.equiveil.access.Decisions;
import io.equiveil.access.Fact;
import io.equiveil.access.Reason;
import io.equiveil.access.Remedy;
import io.equiveil.controls.spi.ControlCheck.Outcome;
import io.equiveil.disclosure.Disclosure;
import io.equiveil.disclosure.Disclosures.Wanted;
import io.equiveil.disclosure.Disclosures.Why;
import io.equiveil.disclosure.GateInTests;
import io.equiveil.identity.People;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.RecordType;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.LedgerReader;
import io.equiveil.ledger.LedgerReader.SubjectEntry;
import io.equiveil.proofs.CheckpointCheck;
import io.equiveil.proofs.DisclosedEntry;
import io.equiveil.proofs.EvidenceFile;
import io.equiveil.proofs.ProofCheck;
import io.equiveil.proofs.SignedCheckpoint;
import io.equiveil.proofs.WitnessQuorum;
import io.equiveil.vault.Sealer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

class PortalTests {

    private final House house = House.open();
    private final Portal portal = house.bean(Portal.class);
    private final LedgerReader reader = house.bean(LedgerReader.class);
    private final SubjectId subject = SubjectId.random();
    private final SignedInPerson advisor = PeopleInTests.staff(house, Role.ADVISOR);
    private final SignedInPerson client = PeopleInTests.client(house, subject);
    private final SignedInPerson stranger = PeopleInTests.client(house, SubjectId.random());
    private final Address contact = sealed();

    @Test
    void theClientReadsWhoLookedWhyAndHowOften() {
        release();
        release();
        refuse();
        String codeName = house.bean(People.class).codeName(advisor.person());

        String page = page("/portal/lookups", client).body();

        assertThat(page)
                .contains(codeName + "为联系您查看联系方式 2 次")
                .contains(codeName + "想为联系您查看联系方式，被系统拒绝 1 次")
                .contains("手机号")
                .contains("唯一的例外")
                .doesNotContain("13800138000")
                .doesNotContain("??");
        assertThat(page("/portal/lookups?lang=en", client).body())
                .contains(codeName + " looked at contact details to contact you: twice")
                .doesNotContain("??");
        assertThat(page("/portal", client).body()).contains("本月有 2 次查看").doesNotContain("??");
        assertThat(page("/portal?lang=en", client).body()).doesNotContain("??");
    }

    @Test
    void anotherClientSeesNothingOfIt() {
        release();

        assertThat(page("/portal/lookups", stranger).body()).contains("还没有人看过您的资料");
        assertThat(page("/portal/lookups?subject=" + subject, stranger).statusCode())
                .isEqualTo(404);
        assertThat(page("/portal/evidence?subject=" + subject, stranger).statusCode())
                .isEqualTo(404);
        assertThat(page("/api/portal/lookups?subject=" + subject, stranger).statusCode())
                .isEqualTo(404);
        assertThat(page("/portal/lookups", advisor).statusCode()).isEqualTo(403);
        assertThatThrownBy(() -> portal.lookups(stranger.requester(), subject, OptionalLong.empty(), 10))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> portal.holdings(stranger.requester(), subject))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> portal.takeEvidence(stranger.requester(), subject, OptionalLong.empty(), 10))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepetition() {
        release();
        refuse();
        release();

        Lookups first = portal.lookups(client.requester(), subject, OptionalLong.empty(), 2);
        Lookups second = portal.lookups(client.requester(), subject, first.older(), 2);

        assertThat(first.entries()).hasSize(2);
        assertThat(second.entries()).hasSize(1);
        assertThat(second.older()).isEmpty();
        assertThat(second.entries().getFirst().intake())
                .isLessThan(first.entries().getLast().intake());
        assertThat(first.entries()).extracting(SubjectEntry::kind).containsExactly(Portal.RELEASED, Portal.REFUSED);
    }

    @Test
    void theProofHoldsWithoutUsAndThatItWasTakenIsRecorded() throws Exception {
        release();

        HttpResponse<String> answer = eventually("/portal/evidence");
        EvidenceFile file = EvidenceFile.parse(answer.body().getBytes(StandardCharsets.UTF_8));

        assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("attachment", "equiveil-evidence.json");
        SignedCheckpoint checkpoint = SignedCheckpoint.parse(file.checkpoint());
        assertThat(checkpoint.check(reader.key(), WitnessQuorum.NONE)).isInstanceOf(CheckpointCheck.Trusted.class);
        assertThat(file.entries()).singleElement().satisfies(entry -> {
            assertThat(checkpoint.checkpoint().includes(entry.index(), entry.leafHash(), entry.inclusion()))
                    .isInstanceOf(ProofCheck.Holds.class);
            assertThat(entry.shown().check(entry.leaf())).isInstanceOf(DisclosedEntry.Check.Holds.class);
        });
        assertThat(answer.body())
                .contains(subject.toString(), "CONTACT", "mobile")
                .doesNotContain("13800138000")
                .doesNotContain(advisor.requester().session().toString());
        assertThat(reader.aboutSubject(subject, OptionalLong.empty(), 1))
                .extracting(SubjectEntry::kind)
                .containsExactly("evidence-taken/v1");
    }

    @Test
    void programsGetTheSame() throws Exception {
        release();

        assertThat(page("/api/portal/lookups?limit=1", client).body())
                .contains(
                        "\"reader\":\"STAFF\"",
                        "\"purpose\":\"CONTACT\"",
                        "\"fields\":[\"mobile\"]",
                        "\"refused\":false");
        assertThat(page("/api/portal/lookups?limit=0", client).statusCode()).isEqualTo(400);
        assertThat(page("/api/portal/holdings", client).statusCode()).isEqualTo(200);
        assertThat(EvidenceFile.parse(eventually("/api/portal/evidence").body().getBytes(StandardCharsets.UTF_8))
                        .entries())
                .hasSize(1);
        assertThat(page("/api/portal/evidence", stranger).statusCode()).isEqualTo(404);
    }

    @Test
    void theControlTurnsRedWhenASubjectNoLongerFindsALook() {
        release();
        LookupsCheck check = house.bean(LookupsCheck.class);
        assertThat(check.check()).isInstanceOf(Outcome.Holds.class);

        long intake =
                reader.aboutSubject(subject, OptionalLong.empty(), 1).getFirst().intake();
        flipABitOfTheSubjectsPart(intake);
        try {
            assertThat(check.check()).isInstanceOf(Outcome.Fails.class);
        } finally {
            flipABitOfTheSubjectsPart(intake);
        }
        assertThat(check.check()).isInstanceOf(Outcome.Holds.class);
    }

    private void flipABitOfTheSubjectsPart(long intake) {
        house.ownerJdbc()
                .sql("alter table ledger.intake_subjects disable trigger written_once;"
                        + " update ledger.intake_subjects set part_sealed = set_bit(part_sealed, 999, 1 - get_bit(part_sealed, 999))"
                        + " where intake_id = " + intake + ";"
                        + " alter table ledger.intake_subjects enable always trigger written_once")
                .update();
    }

    private void release() {
        Disclosure disclosure = GateInTests.gate(house, new Decisions())
                .open(advisor.requester(), List.of(Wanted.value(contact, "mobile")), Why.of(Purpose.CONTACT));
        assertThat(((Disclosure.Answered) disclosure).field(contact, "mobile")).isPresent();
    }

    private void refuse() {
        Decisions withdrawn = new Decisions()
                .source(Clause.LEGAL_BASIS, _ -> Fact.fails(Reason.CONSENT_WITHDRAWN, Remedy.ASK_CLIENT_FOR_CONSENT));
        Disclosure disclosure = GateInTests.gate(house, withdrawn)
                .open(advisor.requester(), List.of(Wanted.value(contact, "mobile")), Why.of(Purpose.CONTACT));
        assertThat(((Disclosure.Answered) disclosure).refused()).containsKey(contact);
    }

    private Address sealed() {
        Address address = new Address(
                Owner.of(subject),
                RetentionGroup.RELATION,
                new RecordType("clients.person"),
                UUID.randomUUID(),
                InformationClass.CONTACT);
        house.bean(TransactionTemplate.class)
                .executeWithoutResult(_ -> house.bean(Sealer.class)
                        .seal(
                                address,
                                Map.of("mobile", Cleartext.of("13800138000")),
                                Map.of("mobile", Cleartext.of("138****8000"))));
        return address;
    }

    private HttpResponse<String> eventually(String path) throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        HttpResponse<String> answer = page(path, client);
        while (answer.statusCode() == 503 && Instant.now().isBefore(end)) {
            Thread.sleep(100);
            answer = page(path, client);
        }
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer;
    }

    private HttpResponse<String> page(String path, SignedInPerson person) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(house.baseUrl() + path))
                .header("Accept", path.startsWith("/api") ? "application/json" : "text/html,*/*")
                .header("Cookie", "EVSESSION=" + person.token())
                .build();
        try (HttpClient browser = HttpClient.newHttpClient()) {
            return browser.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
