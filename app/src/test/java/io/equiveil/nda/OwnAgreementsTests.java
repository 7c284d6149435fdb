package io.equiveil.nda;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.access.Clause;
import io.equiveil.access.Fact;
import io.equiveil.access.Question;
import io.equiveil.access.Reason;
import io.equiveil.access.Remedy;
import io.equiveil.identity.People;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.identity.SigningProofs.Proof;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.PartnerId;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.RecordType;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.nda.Agreements.Reading;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/// Staff and partners' people sign their own undertaking, and the gate opens nothing to them before.
class OwnAgreementsTests {

    private final House house = House.open();
    private final OwnAgreements own = house.bean(OwnAgreements.class);
    private final OwnAgreementInForce source = house.bean(OwnAgreementInForce.class);
    private final Address contact = address(InformationClass.CONTACT);

    @Test
    void whoHasNotSignedIsToldWhatIsMissingAndWhere() {
        SignedInPerson advisor = PeopleInTests.newStaff(house, Role.ADVISOR);

        assertThat(fact(advisor)).isEqualTo(Fact.fails(Reason.NO_OWN_AGREEMENT, Remedy.SIGN_OWN_AGREEMENT));
        assertThat(Remedy.SIGN_OWN_AGREEMENT.path()).contains("/own-agreement");
        assertThat(own.missing(advisor.requester())).isTrue();
    }

    @Test
    void whatWasWrittenAndNotSignedOpensNothing() {
        SignedInPerson advisor = PeopleInTests.newStaff(house, Role.ADVISOR);

        written(advisor);

        assertThat(fact(advisor)).isEqualTo(Fact.fails(Reason.NO_OWN_AGREEMENT, Remedy.SIGN_OWN_AGREEMENT));
        assertThat(own.missing(advisor.requester())).isTrue();
    }

    @Test
    void onceSignedTheClauseHoldsForExactlyItsScope() {
        SignedInPerson advisor = PeopleInTests.newStaff(house, Role.ADVISOR);
        AgreementTerms narrow =
                new AgreementTerms(Set.of(InformationClass.CONTACT), 3, false, Liability.usual(), List.of());
        UndertakingsInTests.sign(
                house, house.bean(People.class).find(advisor.person()).orElseThrow(), AgreementKind.STAFF, narrow);

        assertThat(fact(advisor)).isEqualTo(Fact.holds());
        assertThat(fact(advisor, address(InformationClass.FINANCIAL)))
                .isEqualTo(Fact.fails(Reason.CLASS_OUTSIDE_SCOPE, Remedy.ASK_COMPLIANCE_OFFICER));
        assertThat(own.missing(advisor.requester())).isFalse();
    }

    @Test
    void aPartnersPersonSignsThePartnersUndertaking() {
        SignedInPerson partner = PeopleInTests.newPartner(house, PartnerId.random());
        assertThat(fact(partner)).isEqualTo(Fact.fails(Reason.NO_OWN_AGREEMENT, Remedy.SIGN_OWN_AGREEMENT));

        AgreementSummary draft = written(partner);

        assertThat(draft.kind()).isEqualTo(AgreementKind.PARTNER);
    }

    @Test
    void theTextIsWrittenInTheOwnNameAndReadBeforeItIsSigned() throws Exception {
        SignedInPerson advisor = PeopleInTests.newStaff(house, Role.ADVISOR);

        AgreementSummary draft = written(advisor);

        assertThat(own.read(advisor.requester())).isInstanceOfSatisfying(Reading.Text.class, text -> {
            try (var document = Loader.loadPDF(text.pdf())) {
                assertThat(new PDFTextStripper().getText(document)).contains("员工保密承诺书", "测试同事");
            } catch (java.io.IOException failed) {
                throw new java.io.UncheckedIOException(failed);
            }
        });
        assertThat(((AgreementResult.Done) own.prepare(advisor.requester(), Locale.ENGLISH))
                        .agreement()
                        .id())
                .as("asking again gives the one that is there")
                .isEqualTo(draft.id());
    }

    @Test
    void aWrongCodeSignsNothing() {
        SignedInPerson advisor = PeopleInTests.newStaff(house, Role.ADVISOR);
        written(advisor);

        assertThat(own.sign(advisor.requester(), new Proof.AuthenticatorCode(Cleartext.of("000000"))))
                .isEqualTo(new AgreementResult.ProofRefused());
        assertThat(own.missing(advisor.requester())).isTrue();
    }

    @Test
    void aRowChangedBySqlOpensNothing() {
        SignedInPerson advisor = PeopleInTests.newStaff(house, Role.ADVISOR);
        AgreementSummary draft = written(advisor);

        house.ownerJdbc()
                .sql("update nda.agreements set state = 'IN_FORCE', in_force_from = now() where id = :id")
                .param("id", draft.id().value())
                .update();

        try {
            assertThat(fact(advisor)).isEqualTo(Fact.fails(Reason.ROW_NOT_GENUINE, Remedy.ASK_SECURITY_OFFICER));
            assertThat(own.missing(advisor.requester())).isTrue();
        } finally {
            house.ownerJdbc()
                    .sql("update nda.agreements set state = 'DRAFT', in_force_from = null where id = :id")
                    .param("id", draft.id().value())
                    .update();
        }
    }

    @Test
    void anotherPersonCannotReadOrFindIt() {
        AgreementSummary draft = written(PeopleInTests.newStaff(house, Role.ADVISOR));
        SignedInPerson stranger = PeopleInTests.staff(house, Role.ADVISOR);
        Agreements agreements = house.bean(Agreements.class);

        assertThat(agreements.find(stranger.requester(), draft.id())).isEmpty();
        assertThat(agreements.read(stranger.requester(), draft.id())).isInstanceOf(Reading.No.class);
    }

    @Test
    void clientsAndAuditorsGiveNone() {
        SignedInPerson auditor = PeopleInTests.auditor(house);

        assertThat(own.missing(auditor.requester())).isFalse();
        assertThat(own.prepare(auditor.requester(), Locale.ENGLISH)).isEqualTo(new AgreementResult.Unknown());
        assertThat(source.facts(question(auditor, contact))).isEmpty();
    }

    @Test
    void theSourceAnswersForItsOwnClause() {
        assertThat(source.clause()).isEqualTo(Clause.OWN_AGREEMENT);
    }

    private AgreementSummary written(SignedInPerson who) {
        return ((AgreementResult.Done) own.prepare(who.requester(), Locale.SIMPLIFIED_CHINESE)).agreement();
    }

    private Fact fact(SignedInPerson who) {
        return fact(who, contact);
    }

    private Fact fact(SignedInPerson who, Address asked) {
        Map<Address, Fact> facts = source.facts(question(who, asked));
        assertThat(facts).containsOnlyKeys(asked);
        return facts.get(asked);
    }

    private static Question question(SignedInPerson who, Address asked) {
        return new Question(
                who.requester(), List.of(asked), Question.Form.VALUE, Purpose.CONTACT, Optional.empty(), Instant.now());
    }

    private static Address address(InformationClass asked) {
        return new Address(
                Owner.of(SubjectId.random()),
                RetentionGroup.RELATION,
                new RecordType("clients.person"),
                UUID.randomUUID(),
                asked);
    }
}
