package io.equiveil.nda;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.identity.SigningProofs.Proof;
import io.equiveil.identity.SoftPasskey;
import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.Role;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A passkey signs one text, for one person, once.
class PasskeySigningTests {

    private final House house = House.open();
    private final OwnAgreements own = house.bean(OwnAgreements.class);
    private final SignedInPerson advisor = written(PeopleInTests.newStaff(house, Role.ADVISOR));

    private SignedInPerson written(SignedInPerson who) {
        assertThat(own.prepare(who.requester(), Locale.SIMPLIFIED_CHINESE)).isInstanceOf(AgreementResult.Done.class);
        return who;
    }

    @Test
    void whoHasNoPasskeyIsToldSo() {
        assertThat(own.beginPasskey(advisor.requester())).isEqualTo(new SigningBegun.NoPasskey());
    }

    @Test
    void anAssertionOverTheTextSignsItInTheStrongerGrade() {
        SoftPasskey passkey = SoftPasskey.enrolled(house, advisor.requester());
        SigningBegun.Asked asked = begun(advisor);

        AgreementResult result = own.sign(
                advisor.requester(), new Proof.PasskeyAssertion(asked.state(), passkey.assertion(asked.json())));

        assertThat(result).isInstanceOfSatisfying(AgreementResult.Done.class, done -> {
            assertThat(done.agreement().state()).isEqualTo(AgreementState.IN_FORCE);
            assertThat(done.agreement().signatures())
                    .singleElement()
                    .satisfies(signed -> assertThat(signed.grade()).isEqualTo("PASSKEY"));
        });
    }

    @Test
    void aSignatureThatSomebodyTouchedDoesNotCountAsSigned() {
        SoftPasskey passkey = SoftPasskey.enrolled(house, advisor.requester());
        SigningBegun.Asked asked = begun(advisor);
        own.sign(advisor.requester(), new Proof.PasskeyAssertion(asked.state(), passkey.assertion(asked.json())));
        AgreementId id = own.of(advisor.requester()).orElseThrow().id();
        JdbcClient sql = House.database().ownerJdbc();
        assertThat(signatures(id)).hasSize(1);

        for (String change : List.of(
                "person_id = gen_random_uuid()",
                "grade = 'CODE_AND_PIN'",
                "side = 'FIRM'",
                "document_id = gen_random_uuid()",
                "signed_at = signed_at - interval '1 day'",
                "version = version + 1",
                "leaf = set_byte(leaf, 0, get_byte(leaf, 0) # 1)",
                "mac = set_byte(mac, 0, get_byte(mac, 0) # 1)",
                "version = 0, leaf = null, mac = null")) {
            Map<String, Object> kept = sql.sql("select * from nda.signatures where agreement_id = :id")
                    .param("id", id.value())
                    .query()
                    .singleRow();
            sql.sql("update nda.signatures set " + change + " where agreement_id = :id")
                    .param("id", id.value())
                    .update();
            try {
                assertThat(signatures(id)).as(change).isEmpty();
                assertThat(house.bean(SignatureRepository.class).countNotGenuine(agreements()::find))
                        .as("the control sees %s", change)
                        .isPositive();
            } finally {
                sql.sql("""
                                update nda.signatures set person_id = :person_id, grade = :grade, side = :side,
                                       document_id = :document_id, signed_at = :signed_at, version = :version,
                                       leaf = :leaf, mac = :mac where agreement_id = :agreement_id
                                """).params(kept).update();
            }
        }
        assertThat(signatures(id)).as("all was put back").hasSize(1);
    }

    @Test
    void aSignatureThatNobodyGaveDoesNotCount() {
        AgreementId id = own.of(advisor.requester()).orElseThrow().id();
        House.database()
                .ownerJdbc()
                .sql("""
                        insert into nda.signatures (id, agreement_id, side, person_id, grade, document_id, signed_at)
                        values (gen_random_uuid(), :id, 'COUNTERPART', :person, 'PASSKEY', gen_random_uuid(), now())
                        """)
                .param("id", id.value())
                .param("person", advisor.person().value())
                .update();
        try {
            assertThat(signatures(id)).isEmpty();
            assertThat(house.bean(SignatureRepository.class).countNotGenuine(agreements()::find))
                    .as("the control sees it")
                    .isPositive();
        } finally {
            remove(id);
        }
    }

    private AgreementRepository agreements() {
        return house.bean(AgreementRepository.class);
    }

    private List<AgreementSummary.Signed> signatures(AgreementId id) {
        return agreements().signatures(agreements().find(id).orElseThrow());
    }

    private static void remove(AgreementId id) {
        House.database()
                .ownerJdbc()
                .sql("delete from nda.signatures where agreement_id = :id")
                .param("id", id.value())
                .update();
    }

    @Test
    void everyChallengeIsAnother() {
        SoftPasskey.enrolled(house, advisor.requester());

        assertThat(begun(advisor).json()).isNotEqualTo(begun(advisor).json());
    }

    @Test
    void anAnswerToAnotherChallengeSignsNothing() {
        SoftPasskey passkey = SoftPasskey.enrolled(house, advisor.requester());
        SigningBegun.Asked first = begun(advisor);
        SigningBegun.Asked second = begun(advisor);

        assertThat(refused(advisor, second, passkey.assertion(first.json()))).isTrue();
    }

    @Test
    void aCeremonyForOneTextSignsNoOther() {
        SoftPasskey passkey = SoftPasskey.enrolled(house, advisor.requester());
        SigningBegun.Asked first = begun(advisor);
        house.bean(AgreementLife.class)
                .cancel(
                        advisor.requester(),
                        house.bean(AgreementRepository.class)
                                .find(own.of(advisor.requester()).orElseThrow().id())
                                .orElseThrow()
                                .row());
        written(advisor);

        assertThat(refused(advisor, first, passkey.assertion(first.json())))
                .as("the text is another one now")
                .isTrue();
    }

    @Test
    void somebodyElsesPasskeyOrCeremonySignsNothing() {
        SignedInPerson colleague = written(PeopleInTests.newStaff(house, Role.ADVISOR));
        SoftPasskey.enrolled(house, advisor.requester());
        SoftPasskey foreign = SoftPasskey.enrolled(house, colleague.requester());
        SigningBegun.Asked mine = begun(advisor);
        SigningBegun.Asked theirs = begun(colleague);

        assertThat(refused(advisor, mine, foreign.assertion(mine.json()))).isTrue();
        assertThat(refused(advisor, theirs, foreign.assertion(theirs.json()))).isTrue();
    }

    @Test
    void aPresentFingerThatIsNotVerifiedSignsNothing() {
        SoftPasskey passkey = SoftPasskey.enrolled(house, advisor.requester()).withoutVerification();
        SigningBegun.Asked asked = begun(advisor);

        assertThat(refused(advisor, asked, passkey.assertion(asked.json()))).isTrue();
    }

    @Test
    void nonsenseSignsNothing() {
        SoftPasskey.enrolled(house, advisor.requester());
        SigningBegun.Asked asked = begun(advisor);

        assertThat(refused(advisor, asked, "{}")).isTrue();
        assertThat(own.sign(advisor.requester(), new Proof.PasskeyAssertion("not a ceremony", "{}")))
                .isEqualTo(new AgreementResult.ProofRefused());
    }

    private boolean refused(SignedInPerson who, SigningBegun.Asked asked, String answer) {
        AgreementResult result = own.sign(who.requester(), new Proof.PasskeyAssertion(asked.state(), answer));
        return result.equals(new AgreementResult.ProofRefused()) && own.missing(who.requester());
    }

    private SigningBegun.Asked begun(SignedInPerson who) {
        return (SigningBegun.Asked) own.beginPasskey(who.requester());
    }
}
