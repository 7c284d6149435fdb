package io.equiveil.nda;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.identity.SigningProofs.Proof;
import io.equiveil.identity.SoftPasskey;
import io.equiveil.kernel.Role;
import java.util.Locale;
import org.junit.jupiter.api.Test;

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
