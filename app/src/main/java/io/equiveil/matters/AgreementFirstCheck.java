package io.equiveil.matters;

import io.equiveil.controls.spi.ControlCheck;
import io.equiveil.kernel.ControlId;
import io.equiveil.nda.Agreements;
import org.springframework.stereotype.Component;

/// Measure D.5: every buyer that was admitted to an open matter has an agreement for this matter in force.
@Component
class AgreementFirstCheck implements ControlCheck {

    private static final int SAMPLE = 200;

    private final MatterRepository matters;
    private final PartyRepository parties;
    private final Agreements agreements;

    AgreementFirstCheck(MatterRepository matters, PartyRepository parties, Agreements agreements) {
        this.matters = matters;
        this.parties = parties;
        this.agreements = agreements;
    }

    @Override
    public ControlId control() {
        return new ControlId("D.5");
    }

    @Override
    public Outcome check() {
        long admitted = 0;
        long without = 0;
        for (MatterRow row : matters.open(SAMPLE)) {
            for (PartyRow party : parties.of(row.id())) {
                if (party.standing() == Standing.ADMITTED) {
                    admitted++;
                    without +=
                            agreements.buyerAgreement(row.id(), party.subject()).isPresent() ? 0 : 1;
                }
            }
        }
        if (admitted == 0) {
            return new Outcome.Unknown("matters.control.agreement.none");
        }
        return without > 0
                ? new Outcome.Fails("/matters", "matters.control.agreement.without", without)
                : new Outcome.Holds("matters.control.agreement.holds", admitted);
    }
}
