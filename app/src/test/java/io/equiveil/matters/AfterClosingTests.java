package io.equiveil.matters;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.access.Decision.ClauseOutcome;
import io.equiveil.access.Reason;
import io.equiveil.access.Remedy;
import io.equiveil.clients.FactGiving;
import io.equiveil.clients.FactSection;
import io.equiveil.clients.GiveResult;
import io.equiveil.disclosure.Disclosure;
import io.equiveil.disclosure.Disclosures;
import io.equiveil.disclosure.Disclosures.Wanted;
import io.equiveil.disclosure.Disclosures.Why;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Purpose;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What stays open to whom of a party's own file once its matter is closed.
class AfterClosingTests {

    private final AMatter a = AMatter.inALimitedCompany();
    private final Address identity = FactSection.PERSON_IDENTITY.addressOf(a.sellerSubject);
    private final Address name = FactSection.PERSON_NAME.addressOf(a.sellerSubject);

    @Test
    void afterClosingTheTeamReachesAPartyAndOpensNothingElseOfItsFile() {
        give(FactSection.PERSON_NAME, Map.of("name", "王小明"));
        give(
                FactSection.PERSON_IDENTITY,
                Map.of("documentType", "RESIDENT_ID", "documentNumber", "310101190102281013"));
        Why inTheMatter = Why.of(Purpose.IDENTITY_CHECK, a.id);
        assertThat(refused(a.advisor, identity, "documentNumber", inTheMatter)).isEmpty();

        AMatter.done(a.matters.abandon(a.advisor.requester(), a.id, AbandonReason.NO_BUYER));

        for (Why why : List.of(inTheMatter, Why.of(Purpose.IDENTITY_CHECK))) {
            assertThat(refused(a.advisor, identity, "documentNumber", why)).anySatisfy(no -> {
                assertThat(no.reason()).isEqualTo(Reason.MATTER_CLOSED);
                assertThat(no.remedy()).isEqualTo(Remedy.OPEN_NEW_MATTER);
            });
        }
        assertThat(refused(a.advisor, name, "name", Why.of(Purpose.MANDATE, a.id)))
                .extracting(ClauseOutcome::reason)
                .contains(Reason.MATTER_CLOSED);
        assertThat(refused(a.advisor, name, "name", Why.of(Purpose.CONTACT))).isEmpty();
        assertThat(refused(a.advisor, name, "name", Why.of(Purpose.CONTACT, a.id)))
                .isEmpty();
        assertThat(answer(a.officer, Wanted.mask(identity, "documentNumber"), Why.of(Purpose.COMPLIANCE_REVIEW))
                        .refused())
                .as("oversight goes on, masked")
                .isEmpty();
        assertThat(refused(a.seller, identity, "documentNumber", Why.of(Purpose.OWN_DATA)))
                .as("one's own facts stay one's own")
                .isEmpty();
    }

    @Test
    void aClientWithANewMatterIsServedAgain() {
        give(
                FactSection.PERSON_IDENTITY,
                Map.of("documentType", "RESIDENT_ID", "documentNumber", "310101190102281013"));
        AMatter.done(a.matters.abandon(a.advisor.requester(), a.id, AbandonReason.NO_BUYER));

        MatterResult next = a.matters.open(
                a.advisor.requester(),
                new Matters.Mandate(
                        a.codeName + "二",
                        CompanyForm.LIMITED_COMPANY,
                        MandateForm.SELLER,
                        a.sellerSubject,
                        Cleartext.of(a.targetName + "分号"),
                        Optional.empty(),
                        false));

        assertThat(next).isInstanceOf(MatterResult.Done.class);
        assertThat(refused(a.advisor, identity, "documentNumber", Why.of(Purpose.IDENTITY_CHECK)))
                .isEmpty();
        assertThat(refused(a.advisor, identity, "documentNumber", Why.of(Purpose.IDENTITY_CHECK, a.id)))
                .as("not by way of the one that is closed")
                .extracting(ClauseOutcome::reason)
                .contains(Reason.MATTER_CLOSED);
    }

    private void give(FactSection section, Map<String, String> fields) {
        Map<String, Cleartext> typed = new java.util.HashMap<>();
        fields.forEach((name, value) -> typed.put(name, Cleartext.of(value)));
        assertThat(a.house.bean(FactGiving.class).give(a.advisor.requester(), a.sellerSubject, section, typed))
                .isInstanceOf(GiveResult.Kept.class);
    }

    private List<ClauseOutcome> refused(SignedInPerson who, Address address, String field, Why why) {
        Disclosure.Refused no =
                answer(who, Wanted.value(address, field), why).refused().get(address);
        return no == null ? List.of() : no.because();
    }

    private Disclosure.Answered answer(SignedInPerson who, Wanted wanted, Why why) {
        return (Disclosure.Answered) a.house.bean(Disclosures.class).open(who.requester(), List.of(wanted), why);
    }
}
