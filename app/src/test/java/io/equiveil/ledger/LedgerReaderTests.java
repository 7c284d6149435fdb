package io.equiveil.ledger;

import static io.equiveil.ledger.ALog.somebody;
import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.kernel.Address;
import io.equiveil.kernel.FieldName;
import io.equiveil.kernel.FieldsAt;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.RecordType;
import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.kernel.SystemPrincipal;
import io.equiveil.ledger.Ledger.Recording;
import io.equiveil.ledger.LedgerReader.Actor;
import io.equiveil.ledger.LedgerReader.Opening;
import io.equiveil.ledger.LedgerReader.Proving;
import io.equiveil.ledger.LedgerReader.Search;
import io.equiveil.ledger.LedgerReader.SubjectEntry;
import io.equiveil.ledger.LedgerReader.SubjectPart;
import io.equiveil.proofs.DisclosedEntry;
import io.equiveil.proofs.DisclosedPart;
import io.equiveil.proofs.EvidenceFile;
import io.equiveil.proofs.ProofCheck;
import io.equiveil.proofs.SignedCheckpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LedgerReaderTests {

    private static final RecordType PERSON = new RecordType("clients.person");

    private final ALog log = new ALog();
    private final SubjectId anna = SubjectId.random();
    private final SubjectId bo = SubjectId.random();
    private final MatterId matter = MatterId.random();
    private final PersonId advisor = PersonId.random();

    record Released(Purpose purpose, Optional<MatterId> matter, List<FieldsAt> what) implements Recorded {
        @Override
        public String ledgerKind() {
            return "released/v1";
        }
    }

    record RoleGiven(PersonId person, Role role) implements Recorded {
        @Override
        public String ledgerKind() {
            return "role-given/v1";
        }
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void aSubjectSeesWhoSawWhichFieldsAndWhy() {
        Receipt receipt = release();

        List<SubjectEntry> entries = log.reader.aboutSubject(anna, OptionalLong.empty(), 10);

        assertThat(entries).singleElement().satisfies(entry -> {
            assertThat(entry.intake()).isEqualTo(receipt.intake());
            assertThat(entry.at()).isEqualTo(receipt.at());
            assertThat(entry.leaf()).isEqualTo(receipt.leafHash());
            assertThat(entry.index()).isEmpty();
            assertThat(entry.said())
                    .contains(new SubjectPart(
                            new Actor.Person(advisor, Set.of(Role.ADVISOR)),
                            Optional.of(Purpose.MANDATE),
                            Optional.of(matter),
                            Set.of(InformationClass.CONTACT, InformationClass.BASIC),
                            List.of("email", "mobile", "name")));
        });
        log.sequenceAll();
        assertThat(log.reader
                        .aboutSubject(anna, OptionalLong.empty(), 10)
                        .getFirst()
                        .index())
                .hasValue(0);
    }

    @Test
    void oneSubjectsPartSaysNothingAboutAnother() {
        release();

        assertThat(log.reader
                        .aboutSubject(bo, OptionalLong.empty(), 10)
                        .getFirst()
                        .said()
                        .orElseThrow()
                        .fields())
                .containsExactly("mobile");
    }

    @Test
    void pagesGoBackInTimeWithoutGapsOrRepetitions() {
        for (int i = 0; i < 25; i++) {
            release();
        }

        List<Long> seen = new ArrayList<>();
        OptionalLong before = OptionalLong.empty();
        List<SubjectEntry> page;
        while (!(page = log.reader.aboutSubject(anna, before, 10)).isEmpty()) {
            page.forEach(entry -> seen.add(entry.intake()));
            before = OptionalLong.of(page.getLast().intake());
        }

        assertThat(seen).hasSize(25).doesNotHaveDuplicates().isSortedAccordingTo(java.util.Comparator.reverseOrder());
        assertThat(log.reader.countAboutSubject(anna)).isEqualTo(25);
    }

    @Test
    void whatIsForgottenStaysInTheLogAndSaysNothing() {
        Receipt receipt = release();
        log.keys.forget(anna);

        assertThat(log.reader
                        .aboutSubject(anna, OptionalLong.empty(), 10)
                        .getFirst()
                        .said())
                .isEmpty();
        assertThat(log.reader.entry(receipt.intake()).orElseThrow().body()).isPresent();
        assertThat(new PostgresLedgerAudit(log.app, log.keys, log.keys, log.key, log.clock)
                        .check()
                        .findings())
                .isEmpty();
    }

    @Test
    void staffFindEntriesByPersonMatterSubjectKindAndTime() {
        Receipt released = release();
        Receipt role = record(new Requester.Machine(SystemPrincipal.HOUSEKEEPER), new RoleGiven(advisor, Role.ADVISOR));
        record(somebody(), ALog.noted());

        assertThat(found(Search.of(advisor))).containsExactly(role.intake(), released.intake());
        assertThat(found(Search.of(matter))).containsExactly(released.intake());
        assertThat(found(search(Optional.of(bo), Optional.empty()))).containsExactly(released.intake());
        assertThat(found(search(Optional.empty(), Optional.of("role-given/v1"))))
                .containsExactly(role.intake());
        assertThat(found(Search.ANYTHING)).hasSize(3);
        assertThat(found(new Search(
                        Optional.of(advisor),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(role.at()),
                        Optional.of(role.at().plusNanos(1_000)))))
                .containsExactly(role.intake());
        assertThat(log.reader.entry(role.intake()).orElseThrow()).satisfies(entry -> {
            assertThat(entry.actor()).isEqualTo(new Actor.Machine(SystemPrincipal.HOUSEKEEPER));
            assertThat(entry.aboutPerson()).contains(advisor);
            assertThat(entry.body().orElseThrow()).contains("\"role\":\"ADVISOR\"");
        });
    }

    @Test
    void evidenceForASubjectHoldsAndHidesEverybodyElse() throws Exception {
        for (int i = 0; i < 300; i++) {
            record(somebody(), ALog.noted());
        }
        Receipt receipt = release();
        assertThat(log.reader.prove(List.of(receipt.intake()), Set.of(new Opening.About(anna))))
                .isInstanceOf(Proving.NotYet.class);
        log.sequenceAll();
        log.checkpointer().sign();

        Proving proving = log.reader.prove(List.of(receipt.intake(), 17L), Set.of(new Opening.About(anna)));

        EvidenceFile file = EvidenceFile.parse(((Proving.Proven) proving).file().render());
        SignedCheckpoint checkpoint = SignedCheckpoint.parse(file.checkpoint());
        assertThat(file.entries()).hasSize(2).allSatisfy(entry -> {
            assertThat(checkpoint.checkpoint().includes(entry.index(), entry.leafHash(), entry.inclusion()))
                    .isInstanceOf(ProofCheck.Holds.class);
            assertThat(entry.shown().check(entry.leaf())).isInstanceOf(DisclosedEntry.Check.Holds.class);
        });
        List<DisclosedPart> parts = file.entries().getLast().shown().parts();
        assertThat(parts).hasSize(3);
        assertThat(parts.stream().filter(DisclosedPart.Open.class::isInstance)).hasSize(1);
        assertThat(new String(((DisclosedPart.Open) parts.get(1)).part().body()))
                .contains(anna.toString())
                .doesNotContain(bo.toString());
    }

    private Receipt release() {
        return record(
                ALog.somebody(advisor, Role.ADVISOR),
                new Released(
                        Purpose.MANDATE,
                        Optional.of(matter),
                        List.of(
                                at(anna, InformationClass.CONTACT, "mobile", "email"),
                                at(bo, InformationClass.CONTACT, "mobile"),
                                at(anna, InformationClass.BASIC, "name"))));
    }

    private Receipt record(Requester who, Recorded fact) {
        return ((Recording.Done) log.ledger.record(who, fact)).receipt();
    }

    private static FieldsAt at(SubjectId subject, InformationClass informationClass, String... fields) {
        return new FieldsAt(
                new Address(Owner.of(subject), RetentionGroup.IDENTITY, PERSON, UUID.randomUUID(), informationClass),
                java.util.stream.Stream.of(fields).map(FieldName::new).toList());
    }

    private static Search search(Optional<SubjectId> subject, Optional<String> kind) {
        return new Search(Optional.empty(), subject, Optional.empty(), kind, Optional.empty(), Optional.empty());
    }

    private List<Long> found(Search search) {
        return log.reader.search(search, OptionalLong.empty(), 50).stream()
                .map(LedgerReader.FirmEntry::intake)
                .toList();
    }
}
