package io.equiveil.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equiveil.House;
import io.equiveil.access.Clause;
import io.equiveil.access.Decisions;
import io.equiveil.access.Fact;
import io.equiveil.access.Reason;
import io.equiveil.access.Remedy;
import io.equiveil.access.spi.ConcernedParties;
import io.equiveil.disclosure.Disclosures.Wanted;
import io.equiveil.disclosure.Disclosures.Why;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.RecordType;
import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.Scope;
import io.equiveil.kernel.SessionId;
import io.equiveil.kernel.SubjectId;
import io.equiveil.kernel.SystemPrincipal;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.ledger.LedgerReader;
import io.equiveil.vault.KeyCustody;
import io.equiveil.vault.Opener;
import io.equiveil.vault.Sealer;
import io.equiveil.vault.Secrets;
import io.equiveil.vault.WarrantBindings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/// The gate with the real ledger and the real vault; only the sources of facts are dictated.
class GateTests {

    private static final RecordType PERSON = new RecordType("clients.person");

    private final House house = House.open();
    private final Ledger ledger = house.bean(Ledger.class);
    private final LedgerReader reader = house.bean(LedgerReader.class);
    private final TransactionTemplate transactions = house.bean(TransactionTemplate.class);
    private final SubjectId subject = SubjectId.random();
    private final Requester.SignedIn advisor = new Requester.SignedIn(
            PersonId.random(),
            SessionId.random(),
            Set.of(Role.ADVISOR),
            Set.of(),
            Optional.empty(),
            2,
            Instant.now(),
            Optional.empty(),
            "192.0.2.7");
    private ConcernedParties parties = _ -> Map.of();
    private final Address contact = sealed(InformationClass.CONTACT, "mobile", "13800138000", "138****8000");

    @Test
    void opensAfterRecordingWhatWasOpenedForWhomAndWhy() {
        Disclosure disclosure =
                gate(new Decisions()).open(advisor, List.of(Wanted.value(contact, "mobile")), Why.of(Purpose.CONTACT));

        assertThat(field(disclosure, contact, "mobile")).isEqualTo("13800138000");
        assertThat(recorded("value-released/v1")).singleElement().satisfies(entry -> {
            assertThat(entry.subjects()).containsExactly(subject);
            assertThat(entry.leaf())
                    .isEqualTo(((Disclosure.Answered) disclosure).receipt().leafHash());
            assertThat(entry.body().orElseThrow())
                    .contains(
                            "advisor-contact",
                            "mobile",
                            "CONTACT",
                            contact.row().toString())
                    .doesNotContain("13800138000");
        });
    }

    @Test
    void theSubjectSeesWhichFieldsWereOpenedAndWhy() {
        gate(new Decisions()).open(advisor, List.of(Wanted.value(contact, "mobile")), Why.of(Purpose.CONTACT));

        assertThat(reader.aboutSubject(subject, OptionalLong.empty(), 10))
                .first()
                .satisfies(entry -> {
                    LedgerReader.SubjectPart said = entry.said().orElseThrow();
                    assertThat(said.purpose()).contains(Purpose.CONTACT);
                    assertThat(said.fields()).containsExactly("mobile");
                });
    }

    @Test
    void givesAMaskWhereAMaskIsAskedFor() {
        Disclosure disclosure =
                gate(new Decisions()).open(advisor, List.of(Wanted.mask(contact, "mobile")), Why.of(Purpose.CONTACT));

        assertThat(field(disclosure, contact, "mobile")).isEqualTo("138****8000");
    }

    @Test
    void masksAndValuesOfOneListMakeOneEntry() {
        Address basic = sealed(InformationClass.BASIC, "name", "测试甲", "测*");

        Disclosure disclosure = gate(new Decisions())
                .open(
                        advisor,
                        List.of(Wanted.mask(basic, "name"), Wanted.value(contact, "mobile")),
                        Why.of(Purpose.CONTACT));

        assertThat(field(disclosure, basic, "name")).isEqualTo("测*");
        assertThat(field(disclosure, contact, "mobile")).isEqualTo("13800138000");
        assertThat(recorded("value-released/v1")).hasSize(1);
    }

    @Test
    void opensNothingWhenTheLedgerCannotRecord() {
        house.ownerJdbc().sql("revoke insert on ledger.intake from ev_recorder").update();
        try {
            assertThat(gate(new Decisions())
                            .open(advisor, List.of(Wanted.value(contact, "mobile")), Why.of(Purpose.CONTACT)))
                    .isEqualTo(new Disclosure.Unrecorded());
        } finally {
            house.ownerJdbc()
                    .sql("grant insert on ledger.intake to ev_recorder")
                    .update();
        }
    }

    @Test
    void aRefusalThatCannotBeRecordedOpensNothingEither() {
        Decisions unrelated = new Decisions().related();
        house.ownerJdbc().sql("revoke insert on ledger.intake from ev_recorder").update();
        try {
            assertThat(gate(unrelated).open(advisor, List.of(Wanted.value(contact, "mobile")), Why.of(Purpose.CONTACT)))
                    .isEqualTo(new Disclosure.Unrecorded());
        } finally {
            house.ownerJdbc()
                    .sql("grant insert on ledger.intake to ev_recorder")
                    .update();
        }
    }

    @Test
    void aWithdrawalBetweenDecidingAndRecordingWins() {
        AtomicInteger asked = new AtomicInteger();
        Decisions decisions = new Decisions().source(Clause.LEGAL_BASIS, _ -> {
            if (asked.incrementAndGet() == 1) {
                withdraw();
                return Fact.holds();
            }
            return Fact.fails(Reason.CONSENT_WITHDRAWN, Remedy.ASK_CLIENT_FOR_CONSENT);
        });

        Disclosure disclosure =
                gate(decisions).open(advisor, List.of(Wanted.value(contact, "mobile")), Why.of(Purpose.CONTACT));

        assertThat(asked).hasValue(2);
        assertThat(reasons(disclosure, contact)).containsExactly(Reason.CONSENT_WITHDRAWN);
        assertThat(recorded("value-released/v1")).isEmpty();
    }

    @Test
    void givesUpAfterThreeDecisionsThatWereOvertaken() {
        AtomicInteger asked = new AtomicInteger();
        Decisions decisions = new Decisions().source(Clause.LEGAL_BASIS, _ -> {
            asked.incrementAndGet();
            withdraw();
            return Fact.holds();
        });

        assertThat(gate(decisions).open(advisor, List.of(Wanted.value(contact, "mobile")), Why.of(Purpose.CONTACT)))
                .isEqualTo(new Disclosure.Unrecorded());
        assertThat(asked).hasValue(3);
    }

    @Test
    void aRefusalIsRecordedWithItsReasons() {
        Decisions decisions = new Decisions()
                .source(Clause.LEGAL_BASIS, _ -> Fact.fails(Reason.CONSENT_WITHDRAWN, Remedy.ASK_CLIENT_FOR_CONSENT));

        Disclosure disclosure =
                gate(decisions).open(advisor, List.of(Wanted.value(contact, "mobile")), Why.of(Purpose.CONTACT));

        assertThat(reasons(disclosure, contact)).containsExactly(Reason.CONSENT_WITHDRAWN);
        assertThat(recorded("release-refused/v1"))
                .singleElement()
                .satisfies(
                        entry -> assertThat(entry.body().orElseThrow()).contains("CONSENT_WITHDRAWN", "LEGAL_BASIS"));
    }

    @Test
    void someOfAListMayBeShownWhileOthersAreRefusedAndBothAreRecorded() {
        Address identity =
                sealed(InformationClass.IDENTITY_DOCUMENT, "number", "110101199003070011", "110***********0011");

        Disclosure disclosure = gate(new Decisions())
                .open(
                        advisor,
                        List.of(Wanted.value(contact, "mobile"), Wanted.value(identity, "number")),
                        Why.of(Purpose.CONTACT));

        assertThat(field(disclosure, contact, "mobile")).isEqualTo("13800138000");
        assertThat(reasons(disclosure, identity)).containsExactly(Reason.PURPOSE_NOT_ALLOWED);
        assertThat(recorded("value-released/v1")).hasSize(1);
        assertThat(recorded("release-refused/v1")).hasSize(1);
    }

    @Test
    void aFlippedByteIsARefusalThatIsRecorded() {
        flipAByte();

        Disclosure disclosure =
                gate(new Decisions()).open(advisor, List.of(Wanted.value(contact, "mobile")), Why.of(Purpose.CONTACT));

        assertThat(reasons(disclosure, contact)).containsExactly(Reason.TAMPERED);
        assertThat(recorded("release-refused/v1"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.body().orElseThrow()).contains("TAMPERED"));
        flipAByte();
    }

    /// The same byte twice is as it was.
    private void flipAByte() {
        house.ownerJdbc()
                .sql("update vault.sealed_values set value_sealed = set_byte(value_sealed, length(value_sealed) - 3,"
                        + " get_byte(value_sealed, length(value_sealed) - 3) # 1) where row_id = :row")
                .param("row", contact.row())
                .update();
    }

    @Test
    void aDestroyedKeyIsARefusalThatIsRecorded() {
        transactions.executeWithoutResult(_ -> {
            house.bean(KeyCustody.class).destroyKeyForever(contact.owner(), contact.group());
            ledger.append(Entry.of(new Requester.Machine(SystemPrincipal.RETENTION_CLOCK), new Withdrawn(subject))
                    .raising(Scope.of(subject)));
        });

        Disclosure disclosure =
                gate(new Decisions()).open(advisor, List.of(Wanted.value(contact, "mobile")), Why.of(Purpose.CONTACT));

        assertThat(reasons(disclosure, contact)).containsExactly(Reason.DESTROYED);
        assertThat(recorded("release-refused/v1")).hasSize(1);
    }

    @Test
    void whatWasNeverSealedIsShownAsNothing() {
        Address nothing = new Address(
                Owner.of(subject), RetentionGroup.RELATION, PERSON, UUID.randomUUID(), InformationClass.CONTACT);

        Disclosure disclosure =
                gate(new Decisions()).open(advisor, List.of(Wanted.value(nothing, "mobile")), Why.of(Purpose.CONTACT));

        assertThat(((Disclosure.Answered) disclosure).field(nothing, "mobile")).isEmpty();
    }

    @Test
    void aFieldThatWasNotNamedIsNotShown() {
        Disclosure disclosure =
                gate(new Decisions()).open(advisor, List.of(Wanted.value(contact, "email")), Why.of(Purpose.CONTACT));

        assertThat(((Disclosure.Answered) disclosure).field(contact, "mobile")).isEmpty();
    }

    @Test
    void aForecastOpensNothingAndIsRecordedOnlyIfItIsANo() {
        Gate yes = gate(new Decisions());
        Gate no = gate(new Decisions().related());
        List<Wanted> wanted = List.of(Wanted.value(contact, "mobile"));

        assertThat(yes.outlook(advisor, wanted, Why.of(Purpose.CONTACT)).allPermitted())
                .isTrue();
        assertThat(recorded("value-released/v1")).isEmpty();
        assertThat(recorded("release-refused/v1")).isEmpty();
        assertThat(no.outlook(advisor, wanted, Why.of(Purpose.CONTACT)).refused())
                .containsKey(contact);
        assertThat(recorded("release-refused/v1")).hasSize(1);
    }

    @Test
    void theMachineReadsByItsOwnListAndIsRecordedLikeAPerson() {
        Requester messenger = new Requester.Machine(SystemPrincipal.MESSENGER);
        Gate gate = gate(new Decisions().related());

        Disclosure sending =
                gate.open(messenger, List.of(Wanted.value(contact, "mobile")), Why.of(Purpose.NOTIFICATION));
        Disclosure curious = gate.open(messenger, List.of(Wanted.value(contact, "mobile")), Why.of(Purpose.CONTACT));

        assertThat(field(sending, contact, "mobile")).isEqualTo("13800138000");
        assertThat(reasons(curious, contact)).containsExactly(Reason.PURPOSE_NOT_ALLOWED);
        assertThat(reader.aboutSubject(subject, OptionalLong.empty(), 10))
                .extracting(LedgerReader.SubjectEntry::kind)
                .containsExactly("release-refused/v1", "value-released/v1");
    }

    @Test
    void aDocumentComesAsAStreamWithItsObligations() throws IOException {
        Address document = document("三份合同".getBytes(StandardCharsets.UTF_8));

        DocumentDisclosure disclosure =
                gate(new Decisions()).openDocument(advisor, document, Why.of(Purpose.DUE_DILIGENCE));

        assertThat(disclosure).isInstanceOfSatisfying(DocumentDisclosure.Open.class, open -> {
            assertThat(open.obligations()).contains(io.equiveil.access.Decision.Obligation.WATERMARK);
            try (var content = open.content()) {
                assertThat(new String(content.readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo("三份合同");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void aDocumentIsRefusedWithoutARelation() throws IOException {
        Address document = document("x".getBytes(StandardCharsets.UTF_8));

        assertThat(gate(new Decisions().related()).openDocument(advisor, document, Why.of(Purpose.DUE_DILIGENCE)))
                .isInstanceOfSatisfying(
                        DocumentDisclosure.Refused.class,
                        refused -> assertThat(refused.refusal().because())
                                .extracting(outcome -> outcome.reason())
                                .contains(Reason.NOT_ASSIGNED));
    }

    @Test
    void strangersAreCountedAndMakeOneEntryForEachSourceAndMinute() {
        Instant[] now = {Instant.parse("2026-11-23T06:00:05Z")};
        Clock clock = InstantSource.offset(() -> now[0], Duration.ZERO).withZone(ZoneOffset.UTC);
        Strangers strangers = new Strangers(ledger, house.bean(Secrets.class), clock);
        Gate gate = gate(new Decisions(), strangers);
        String source = "stranger-" + UUID.randomUUID();
        long before = strangersRecorded();

        for (int i = 0; i < 5; i++) {
            assertThat(reasons(
                            gate.open(
                                    new Requester.Anonymous(source),
                                    List.of(Wanted.value(contact, "mobile")),
                                    Why.of(Purpose.CONTACT)),
                            contact))
                    .contains(Reason.NOT_SIGNED_IN);
        }
        assertThat(strangersRecorded() - before).isEqualTo(1);
        strangers.flush();
        assertThat(strangersRecorded() - before).as("the minute is not over").isEqualTo(1);
        now[0] = now[0].plusSeconds(60);
        strangers.flush();
        strangers.flush();

        assertThat(strangersRecorded() - before).isEqualTo(2);
        assertThat(house.ownerJdbc()
                        .sql("select count(*) from ledger.intake_subjects where subject_id = :subject")
                        .param("subject", subject.value())
                        .query(Long.class)
                        .single())
                .as("nothing about the subject")
                .isZero();
    }

    @Test
    void askingForNothingOrForTooMuchIsAMistake() {
        Gate gate = gate(new Decisions());

        assertThatThrownBy(() -> gate.open(advisor, List.of(), Why.of(Purpose.CONTACT)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> gate.open(
                        advisor,
                        List.of(Wanted.value(contact, "mobile"), Wanted.mask(contact, "mobile")),
                        Why.of(Purpose.CONTACT)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> gate.open(advisor, List.of(Wanted.value(contact)), Why.of(Purpose.CONTACT)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesClausesThatWereOnlyObservedInTheEntry() {
        MatterId matter = MatterId.random();
        Decisions decisions = new Decisions()
                .source(
                        Clause.JURISDICTION,
                        _ -> Fact.fails(Reason.WORK_LOCATION_UNKNOWN, Remedy.DECLARE_WORK_LOCATION));

        gate(decisions).open(advisor, List.of(Wanted.value(contact, "mobile")), Why.of(Purpose.CONTACT, matter));

        assertThat(recorded("value-released/v1")).singleElement().satisfies(entry -> {
            assertThat(entry.matter()).contains(matter);
            assertThat(entry.body().orElseThrow()).contains("\"observed\":[\"JURISDICTION\"]");
        });
    }

    @Test
    void aMattersValueNamesThePartyOnWhoseSideItStands() {
        Address price = ofMatter();
        parties = _ -> Map.of(price, Set.of(subject));

        gate(new Decisions()).open(advisor, List.of(Wanted.value(price, "price")), mandate(price));

        assertThat(reader.aboutSubject(subject, OptionalLong.empty(), 1))
                .singleElement()
                .satisfies(entry -> {
                    LedgerReader.SubjectPart said = entry.said().orElseThrow();
                    assertThat(said.actor())
                            .isEqualTo(new LedgerReader.Actor.Person(advisor.person(), Set.of(Role.ADVISOR)));
                    assertThat(said.classes()).containsExactly(InformationClass.DEAL_DETAIL);
                    assertThat(said.fields()).containsExactly("price");
                });
    }

    @Test
    void aPartyIsNotToldWhichClientOfTheOtherSideAsked() {
        Address price = ofMatter();
        parties = _ -> Map.of(price, Set.of(subject));
        Requester.SignedIn buyer = new Requester.SignedIn(
                PersonId.random(),
                SessionId.random(),
                Set.of(Role.CLIENT),
                Set.of(SubjectId.random()),
                Optional.empty(),
                2,
                Instant.now(),
                Optional.empty(),
                "192.0.2.8");

        gate(new Decisions()).open(buyer, List.of(Wanted.value(price, "price")), mandate(price));

        LedgerReader.SubjectEntry seen =
                reader.aboutSubject(subject, OptionalLong.empty(), 1).getFirst();
        assertThat(seen.kind()).isEqualTo("release-refused/v1");
        assertThat(seen.said().orElseThrow().actor()).isEqualTo(new LedgerReader.Actor.OtherClient());
        assertThat(reader.entry(seen.intake()).orElseThrow().actor())
                .as("the firm's part keeps who it was")
                .isEqualTo(new LedgerReader.Actor.Person(buyer.person(), Set.of(Role.CLIENT)));
    }

    @Test
    void releasesNothingOfAMatterWhoseFactsAreNobodys() {
        Address price = ofMatter();
        parties = _ -> Map.of();

        Disclosure disclosure =
                gate(new Decisions()).open(advisor, List.of(Wanted.value(price, "price")), mandate(price));

        assertThat(reasons(disclosure, price)).containsExactly(Reason.ROW_NOT_GENUINE);
    }

    private Address ofMatter() {
        Address address = new Address(
                Owner.of(MatterId.random()),
                RetentionGroup.DEAL,
                new RecordType("matters.deal"),
                UUID.randomUUID(),
                InformationClass.DEAL_DETAIL);
        transactions.executeWithoutResult(_ -> house.bean(Sealer.class)
                .seal(address, Map.of("price", Cleartext.of("18760000")), Map.of("price", Cleartext.of("***"))));
        return address;
    }

    private static Why mandate(Address address) {
        return Why.of(Purpose.MANDATE, new MatterId(address.owner().id()));
    }

    /// Something was withdrawn.
    record Withdrawn(SubjectId subject) implements Recorded {
        @Override
        public String ledgerKind() {
            return "test-withdrawn/v1";
        }
    }

    private void withdraw() {
        transactions.executeWithoutResult(
                _ -> ledger.append(Entry.of(advisor, new Withdrawn(subject)).raising(Scope.of(subject))));
    }

    private Gate gate(Decisions decisions) {
        return gate(decisions, new Strangers(ledger, house.bean(Secrets.class), house.bean(Clock.class)));
    }

    private Gate gate(Decisions decisions, Strangers strangers) {
        return new Gate(
                decisions.build(),
                ledger,
                house.bean(Opener.class),
                house.bean(WarrantBindings.class),
                new Concerned(() -> List.of(parties)),
                strangers,
                house.bean(Clock.class));
    }

    private Address sealed(InformationClass kind, String field, String value, String mask) {
        Address address = new Address(Owner.of(subject), RetentionGroup.RELATION, PERSON, UUID.randomUUID(), kind);
        transactions.executeWithoutResult(_ -> house.bean(Sealer.class)
                .seal(address, Map.of(field, Cleartext.of(value)), Map.of(field, Cleartext.of(mask))));
        return address;
    }

    private Address document(byte[] content) throws IOException {
        Address address = new Address(
                Owner.of(subject),
                RetentionGroup.DOCUMENTS,
                new RecordType("dataroom.document"),
                UUID.randomUUID(),
                InformationClass.DOCUMENT);
        transactions.executeWithoutResult(_ -> {
            try {
                house.bean(Sealer.class).sealDocument(address, new ByteArrayInputStream(content), 1_000_000);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        return address;
    }

    private List<LedgerReader.FirmEntry> recorded(String kind) {
        return reader.search(
                new LedgerReader.Search(
                        Optional.of(advisor.person()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(kind),
                        Optional.empty(),
                        Optional.empty()),
                OptionalLong.empty(),
                10);
    }

    private long strangersRecorded() {
        return house.ownerJdbc()
                .sql("select count(*) from ledger.intake where kind = 'strangers-refused/v1'")
                .query(Long.class)
                .single();
    }

    private static String field(Disclosure disclosure, Address address, String field) {
        assertThat(disclosure).isInstanceOf(Disclosure.Answered.class);
        return ((Disclosure.Answered) disclosure)
                .field(address, field)
                .orElseThrow()
                .revealForDisplay();
    }

    private static List<Reason> reasons(Disclosure disclosure, Address address) {
        assertThat(disclosure).isInstanceOf(Disclosure.Answered.class);
        return Objects.requireNonNull(
                        ((Disclosure.Answered) disclosure).refused().get(address))
                .because()
                .stream()
                .map(outcome -> outcome.reason())
                .toList();
    }
}
