package io.equiveil.matters;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.access.Decision;
import io.equiveil.access.Reason;
import io.equiveil.clients.ClientFile;
import io.equiveil.clients.ClientState;
import io.equiveil.clients.FactGiving;
import io.equiveil.clients.FactSection;
import io.equiveil.clients.FileEndings;
import io.equiveil.clients.GiveResult;
import io.equiveil.clients.Lock;
import io.equiveil.consent.Consents;
import io.equiveil.consent.Means;
import io.equiveil.controls.spi.ControlCheck.Outcome;
import io.equiveil.disclosure.Disclosure;
import io.equiveil.disclosure.Disclosures;
import io.equiveil.disclosure.Disclosures.Wanted;
import io.equiveil.disclosure.Disclosures.Why;
import io.equiveil.feedback.CaseKind;
import io.equiveil.feedback.CaseResult;
import io.equiveil.feedback.Cases;
import io.equiveil.identity.Api;
import io.equiveil.identity.People;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.Role;
import io.equiveil.ledger.Ledger;
import io.equiveil.ledger.LedgerReader;
import io.equiveil.matters.OwnFileHold.Kind;
import io.equiveil.matters.OwnFileResult.Blocked;
import io.equiveil.matters.OwnFileResult.Blocker;
import io.equiveil.matters.OwnFileResult.Done;
import io.equiveil.matters.OwnFileResult.Unknown;
import io.equiveil.matters.RetentionClock.State;
import io.equiveil.nda.Agreements;
import io.equiveil.proofs.CheckpointCheck;
import io.equiveil.proofs.DisclosedEntry;
import io.equiveil.proofs.EvidenceFile;
import io.equiveil.proofs.ProofCheck;
import io.equiveil.proofs.SignedCheckpoint;
import io.equiveil.proofs.WitnessQuorum;
import io.equiveil.vault.GateRows;
import io.equiveil.vault.KeyCustody;
import io.equiveil.vault.KeyCustody.Destruction;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// The end of a client's own file: its clocks, what holds them back, two people, and what is left for anybody
/// to check.
class OwnFileTests {

    private final AMatter a = AMatter.inALimitedCompany();
    private final Clock later = Clock.offset(bean(Clock.class), Duration.ofDays(365 * 30));

    @Test
    void twoPeopleDestroyAFileWhoseTimeHasComeAndNothingHolds() throws Exception {
        give(FactSection.PERSON_NAME, Map.of("name", "王小明"));
        assertThat(clocks(bean(Clock.class)).values())
                .isNotEmpty()
                .allSatisfy(clock ->
                        assertThat(clock.holds()).extracting(OwnFileHold::kind).contains(Kind.MATTER_OPEN));
        AMatter.done(a.matters.abandon(a.advisor.requester(), a.id, AbandonReason.NO_BUYER));
        assertThat(clocks(bean(Clock.class)).get(RetentionGroup.RELATION)).satisfies(clock -> {
            assertThat(clock.state()).isEqualTo(State.RUNNING);
            assertThat(clock.keptUntil().orElseThrow())
                    .isAfter(a.summary().closedAt().orElseThrow().plus(Duration.ofDays(3 * 365)));
        });
        assertThat(bean(OwnFiles.class).ask(a.advisor.requester(), a.sellerSubject))
                .isEqualTo(new Blocked(List.of(Blocker.NOTHING_DUE), List.of()));

        AMatter.done(a.matters.hold(a.officer.requester(), a.id, HoldKind.LEGAL_HOLD, HoldReason.DISPUTE));
        assertThat(asked(a.advisor))
                .isEqualTo(new Blocked(
                        List.of(Blocker.HELD),
                        List.of(new OwnFileHold(
                                Kind.LEGAL_HOLD, Optional.of(HoldReason.DISPUTE), Optional.of(a.codeName)))));
        AMatter.done(a.matters.lift(a.officer.requester(), a.id, HoldKind.LEGAL_HOLD));

        SignedInPerson stranger = PeopleInTests.staff(a.house, Role.ADVISOR);
        assertThat(asked(stranger)).isEqualTo(new Unknown());
        assertThat(approved(a.officer)).isEqualTo(new Blocked(List.of(Blocker.NOT_ASKED), List.of()));
        assertThat(asked(a.advisor)).isInstanceOf(Done.class);
        assertThat(approved(stranger)).isEqualTo(new Unknown());
        assertThat(approved(a.advisor)).isEqualTo(new Blocked(List.of(Blocker.SAME_PERSON), List.of()));
        change("update matters.own_file_requests set asked_by = '" + a.officer.person() + "' where subject_id = ?");
        assertThat(approved(a.advisor))
                .as("one who writes another into the request is still one")
                .isEqualTo(new Blocked(List.of(Blocker.NOT_ASKED), List.of()));
        change("update matters.own_file_requests set asked_by = '" + a.advisor.person() + "' where subject_id = ?");
        AMatter.done(a.matters.hold(a.officer.requester(), a.id, HoldKind.LEGAL_HOLD, HoldReason.DISPUTE));
        assertThat(approved(a.officer))
                .as("a hold that came in between counts")
                .isInstanceOfSatisfying(
                        Blocked.class, no -> assertThat(no.blockers()).containsExactly(Blocker.HELD));
        AMatter.done(a.matters.lift(a.officer.requester(), a.id, HoldKind.LEGAL_HOLD));
        assertThat(check().check()).isInstanceOf(Outcome.Fails.class);

        assertThat(approved(a.officer)).isInstanceOf(Done.class);

        assertThat(check().check()).isInstanceOf(Outcome.Holds.class);
        assertThat(clocks(later).values()).extracting(OwnFileClock::state).containsOnly(State.DESTROYED);
        assertThat(file().state()).isEqualTo(ClientState.ENDED);
        assertThat(refusals(FactSection.PERSON_NAME.addressOf(a.sellerSubject))).contains(Reason.DESTROYED);
        assertThat(tokens()).isZero();
        assertThat(bean(People.class).actsFor(a.seller.person())).isEmpty();
        OwnFileCertificate certificate = bean(OwnFiles.class)
                .certificate(a.officer.requester(), a.sellerSubject)
                .orElseThrow();
        assertThat(certificate.kept()).isEmpty();
        assertThat(certificate.destroyed()).allSatisfy(group -> {
            assertThat(group.asked()).isEqualTo(a.advisor.person());
            assertThat(group.approved()).isEqualTo(a.officer.person());
            assertThat(group.destruction()).isNotInstanceOf(Destruction.NotDestroyed.class);
        });
        assertThat(checked()).contains("own-file-destruction-certified/v1", "RELATION", a.sellerSubject.toString());
    }

    @Test
    void aCaseThatTheClientHasNotAgreedToCloseKeepsItsFile() {
        give(FactSection.PERSON_NAME, Map.of("name", "王小明"));
        AMatter.done(a.matters.abandon(a.advisor.requester(), a.id, AbandonReason.NO_BUYER));
        assertThat(bean(Cases.class)
                        .open(a.seller.requester(), a.sellerSubject, CaseKind.COPY, Optional.empty(), Cleartext.of("")))
                .isInstanceOf(CaseResult.Done.class);

        assertThat(asked(a.advisor))
                .isEqualTo(new Blocked(List.of(Blocker.HELD), List.of(OwnFileHold.of(Kind.REQUEST_OPEN))));
    }

    @Test
    void whatAnOlderBackupBroughtBackBesideTheKeyIsForgottenAgain() {
        give(FactSection.PERSON_NAME, Map.of("name", "王小明"));
        AMatter.done(a.matters.abandon(a.advisor.requester(), a.id, AbandonReason.NO_BUYER));
        asked(a.advisor);
        assertThat(approved(a.officer)).isInstanceOf(Done.class);
        change("update clients.files set state = 'CLIENT' where subject_id = ?");
        change(
                "insert into clients.identifiers (subject_id, kind, identifier_bidx) values (?, 'MOBILE', '\\x00112233445566778899aabbccddeeff')");

        round(bean(Clock.class)).goRound();

        assertThat(file().state()).isEqualTo(ClientState.ENDED);
        assertThat(tokens()).isZero();
    }

    @Test
    void whatWasOptionalGoesWhenItsConsentIsTakenBackAndCannotBeGivenAgain() throws Exception {
        give(FactSection.PERSON_EMAIL, Map.of("email", "wang@example.com"));
        String page = "/clients/" + a.sellerSubject + "/retention";
        APage pages = new APage(a.house);
        Api api = new Api(a.house);
        assertThat(api.get("/api" + page, a.advisor.token()).body())
                .contains("\"MATTER_OPEN\"")
                .doesNotContain("\"DUE\"");

        a.consents.recordsOf(a.sellerSubject).stream()
                .filter(record -> record.owner().equals(Owner.of(a.sellerSubject))
                        && record.purpose() == Purpose.MANDATE
                        && record.isWithdrawable())
                .forEach(record -> a.consents.withdraw(a.advisor.requester(), record.id(), Means.READ_ALOUD));

        assertThat(clocks(bean(Clock.class)).get(RetentionGroup.OPTIONAL)).satisfies(clock -> {
            assertThat(clock.state()).isEqualTo(State.DUE);
            assertThat(clock.rule()).contains("PIPL-47");
        });
        bean(OwnFileRound.class).lookAgain();
        String alias = file().alias();
        pages.shows("/clients/retention", a.officer, alias);
        pages.shows(page, a.advisor, alias);
        pages.shows("/clients/" + a.sellerSubject + "/destruction-request", a.advisor, alias);
        pages.shows("/portal/retention/" + a.sellerSubject, a.seller, "href=\"/portal");
        assertThat(pages.get("/", a.advisor).body()).contains(page);

        assertThat(pages.submit(
                                a.advisor,
                                "/clients/" + a.sellerSubject + "/destruction-request",
                                Map.of("codeName", "C-0"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(pages.submit(
                                a.advisor,
                                "/clients/" + a.sellerSubject + "/destruction-request",
                                Map.of("codeName", alias))
                        .statusCode())
                .isEqualTo(302);
        assertThat(pages.get("/approvals", a.officer).body()).contains(page);
        assertThat(api.post("/api/clients/" + a.sellerSubject + "/destruction", Map.of(), a.advisor.token()))
                .satisfies(answer -> {
                    assertThat(answer.statusCode()).isEqualTo(409);
                    assertThat(answer.body()).contains("SAME_PERSON");
                });
        assertThat(pages.submit(a.officer, "/clients/" + a.sellerSubject + "/destruction", Map.of("codeName", alias))
                        .statusCode())
                .isEqualTo(302);

        assertThat(bean(KeyCustody.class).isAlive(Owner.of(a.sellerSubject), RetentionGroup.OPTIONAL))
                .isFalse();
        assertThat(bean(KeyCustody.class).isAlive(Owner.of(a.sellerSubject), RetentionGroup.RELATION))
                .isTrue();
        assertThat(file().given()).doesNotContain(FactSection.PERSON_EMAIL);
        a.agreeTo(a.sellerSubject, "mandate");
        assertThat(bean(FactGiving.class)
                        .give(
                                a.advisor.requester(),
                                a.sellerSubject,
                                FactSection.PERSON_EMAIL,
                                Map.of("email", Cleartext.of("wang@example.com"))))
                .isEqualTo(new GiveResult.Locked(List.of(Lock.DESTROYED)));
        pages.shows("/clients/" + a.sellerSubject + "/certificate", a.officer, a.sellerSubject.toString());
        pages.shows("/portal/retention/" + a.sellerSubject + "/certificate", a.seller, a.sellerSubject.toString());
        assertThat(api.get("/api/clients/" + a.sellerSubject + "/certificate", a.seller.token())
                        .body())
                .contains("OPTIONAL");
    }

    private OwnFileResult asked(SignedInPerson who) {
        return in(() -> destructions().ask(who.requester(), a.sellerSubject));
    }

    private OwnFileResult approved(SignedInPerson who) {
        return in(() -> destructions().approve(who.requester(), a.sellerSubject));
    }

    private OwnFileResult in(Supplier<OwnFileResult> act) {
        return bean(TransactionTemplate.class).execute(_ -> act.get());
    }

    private void give(FactSection section, Map<String, String> fields) {
        assertThat(bean(FactGiving.class)
                        .give(
                                a.advisor.requester(),
                                a.sellerSubject,
                                section,
                                fields.entrySet().stream()
                                        .collect(Collectors.toMap(
                                                Map.Entry::getKey, field -> Cleartext.of(field.getValue())))))
                .isInstanceOf(GiveResult.Kept.class);
    }

    private Map<RetentionGroup, OwnFileClock> clocks(Clock clock) {
        return reading(clock).clocks(file()).stream()
                .filter(each -> each.group() != RetentionGroup.LEAD)
                .collect(Collectors.toMap(OwnFileClock::group, each -> each));
    }

    private ClientFile file() {
        return a.clients.find(a.sellerSubject).orElseThrow();
    }

    private OwnFileReading reading(Clock clock) {
        return new OwnFileReading(
                bean(FileEndings.class),
                bean(MatterRepository.class),
                bean(HoldRepository.class),
                bean(InterestRepository.class),
                bean(Agreements.class),
                bean(Consents.class),
                bean(RetentionRules.class),
                bean(KeyCustody.class),
                clock);
    }

    private OwnFileDestructions destructions() {
        return new OwnFileDestructions(
                a.clients,
                bean(FileEndings.class),
                bean(MatterRepository.class),
                bean(InterestRepository.class),
                reading(later),
                bean(OwnFileRepository.class),
                bean(KeyCustody.class),
                bean(Ledger.class),
                bean(LedgerReader.class),
                later);
    }

    private OwnFileRound round(Clock clock) {
        return new OwnFileRound(
                bean(FileEndings.class),
                reading(clock),
                bean(InterestRepository.class),
                bean(Ledger.class),
                bean(TransactionTemplate.class),
                clock);
    }

    /// The control thirty years on, looking at this file alone.
    private DestructionCheck check() {
        OwnFileRound.Plan all = round(later).plan();
        OwnFileRound.Plan mine = new OwnFileRound.Plan(
                all.at(),
                1,
                all.due().stream()
                        .filter(due -> due.subject().equals(a.sellerSubject))
                        .toList());
        OwnFileRound thisOne =
                new OwnFileRound(
                        bean(FileEndings.class),
                        reading(later),
                        bean(InterestRepository.class),
                        bean(Ledger.class),
                        bean(TransactionTemplate.class),
                        later) {
                    @Override
                    OwnFileRound.Plan plan() {
                        return mine;
                    }
                };
        MatterRepository none = new MatterRepository(bean(JdbcClient.class), bean(GateRows.class)) {
            @Override
            List<MatterRow> closed(int limit) {
                return List.of();
            }
        };
        return new DestructionCheck(
                none,
                bean(DestructionRepository.class),
                bean(Retention.class),
                bean(KeyCustody.class),
                bean(OwnFileCertificates.class),
                thisOne,
                later);
    }

    private List<Reason> refusals(Address address) {
        Disclosure answer = bean(Disclosures.class)
                .open(a.advisor.requester(), List.of(Wanted.value(address, "name")), Why.of(Purpose.CONTACT));
        assertThat(((Disclosure.Answered) answer).shown()).isEmpty();
        return ((Disclosure.Answered) answer)
                .refused().values().stream()
                        .flatMap(no -> no.because().stream())
                        .map(Decision.ClauseOutcome::reason)
                        .toList();
    }

    private long tokens() {
        return a.house
                .ownerJdbc()
                .sql("select count(*) from clients.identifiers where subject_id = ?")
                .param(a.sellerSubject.value())
                .query(Long.class)
                .single();
    }

    private void change(String sql) {
        a.house.ownerJdbc().sql(sql).param(a.sellerSubject.value()).update();
    }

    /// The proof as it is handed out, checked the way a stranger would, after the subject's own part of the log
    /// is gone.
    private String checked() throws Exception {
        CertificateEvidence evidence = evidence();
        for (int tries = 0; tries < 100 && !(evidence instanceof CertificateEvidence.Ready); tries++) {
            Thread.sleep(100);
            evidence = evidence();
        }
        byte[] text = ((CertificateEvidence.Ready) evidence).file().render();
        EvidenceFile file = EvidenceFile.parse(text);
        SignedCheckpoint checkpoint = SignedCheckpoint.parse(file.checkpoint());
        assertThat(checkpoint.check(bean(LedgerReader.class).key(), WitnessQuorum.NONE))
                .isInstanceOf(CheckpointCheck.Trusted.class);
        assertThat(file.entries()).hasSize(1).allSatisfy(entry -> {
            assertThat(checkpoint.checkpoint().includes(entry.index(), entry.leafHash(), entry.inclusion()))
                    .isInstanceOf(ProofCheck.Holds.class);
            assertThat(entry.shown().check(entry.leaf())).isInstanceOf(DisclosedEntry.Check.Holds.class);
        });
        return new String(text, StandardCharsets.UTF_8);
    }

    private CertificateEvidence evidence() {
        return bean(OwnFiles.class).evidence(a.officer.requester(), a.sellerSubject);
    }

    private <T> T bean(Class<T> type) {
        return a.house.bean(type);
    }
}
