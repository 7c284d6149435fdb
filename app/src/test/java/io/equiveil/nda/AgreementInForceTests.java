package io.equiveil.nda;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.access.Fact;
import io.equiveil.access.Reason;
import io.equiveil.access.Remedy;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.RecordType;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.SubjectId;
import io.equiveil.nda.AgreementRepository.Found;
import io.equiveil.nda.AgreementRow.Standing;
import io.equiveil.nda.AgreementSummary.Medium;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AgreementInForceTests {

    private static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");
    private final SubjectId client = SubjectId.random();

    @Test
    void anAgreementInForceOpensItsScope() {
        assertThat(judge(agreement(AgreementState.IN_FORCE, Optional.empty()), true, InformationClass.CONTACT))
                .isEqualTo(Fact.holds());
    }

    @Test
    void itOpensNothingOutsideItsScope() {
        assertThat(judge(agreement(AgreementState.IN_FORCE, Optional.empty()), true, InformationClass.FINANCIAL))
                .isEqualTo(Fact.fails(Reason.CLASS_OUTSIDE_SCOPE, Remedy.ASK_LEAD_ADVISOR));
    }

    @Test
    void whatIsNotSignedYetOpensNothing() {
        for (AgreementState state : List.of(AgreementState.DRAFT, AgreementState.SENT, AgreementState.ON_PAPER)) {
            assertThat(judge(agreement(state, Optional.empty()), true, InformationClass.CONTACT))
                    .isEqualTo(Fact.fails(Reason.AGREEMENT_NOT_YET_IN_FORCE, Remedy.SIGN_AGREEMENT));
        }
    }

    @Test
    void onTheDayItEndsTheGateShuts() {
        assertThat(judge(agreement(AgreementState.IN_FORCE, Optional.of(NOW)), true, InformationClass.CONTACT))
                .isEqualTo(Fact.fails(Reason.AGREEMENT_EXPIRED, Remedy.SIGN_AGREEMENT));
    }

    @Test
    void aRowThatIsNotGenuineOpensNothing() {
        assertThat(judge(agreement(AgreementState.IN_FORCE, Optional.empty()), false, InformationClass.CONTACT))
                .isEqualTo(Fact.fails(Reason.ROW_NOT_GENUINE, Remedy.ASK_SECURITY_OFFICER));
    }

    @Test
    void withoutAnyAgreementNothingOpens() {
        assertThat(AgreementInForce.judge(List.of(), address(InformationClass.BASIC), NOW, AgreementInForce.NONE))
                .isEqualTo(Fact.fails(Reason.NO_AGREEMENT, Remedy.SIGN_AGREEMENT));
    }

    private Fact judge(AgreementRow row, boolean genuine, InformationClass asked) {
        return AgreementInForce.judge(List.of(new Found(row, genuine)), address(asked), NOW, AgreementInForce.NONE);
    }

    private Address address(InformationClass asked) {
        return new Address(
                Owner.of(client), RetentionGroup.IDENTITY, new RecordType("clients.person"), UUID.randomUUID(), asked);
    }

    private AgreementRow agreement(AgreementState state, Optional<Instant> endsAt) {
        return new AgreementRow(
                AgreementId.random(),
                AgreementKind.CLIENT_FIRM,
                client,
                Optional.empty(),
                Locale.SIMPLIFIED_CHINESE,
                1,
                new AgreementTerms(
                        Set.of(InformationClass.BASIC, InformationClass.CONTACT),
                        3,
                        false,
                        Liability.usual(),
                        List.of()),
                "00".repeat(32),
                4,
                PersonId.random(),
                NOW.minusSeconds(900),
                new Standing(
                        state,
                        Medium.SCREEN,
                        UUID.randomUUID(),
                        Optional.empty(),
                        state == AgreementState.IN_FORCE ? Optional.of(NOW.minusSeconds(600)) : Optional.empty(),
                        endsAt,
                        Optional.empty()),
                3);
    }
}
