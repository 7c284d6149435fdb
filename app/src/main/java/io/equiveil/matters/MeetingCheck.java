package io.equiveil.matters;

import io.equiveil.controls.spi.ControlCheck;
import io.equiveil.kernel.ControlId;
import io.equiveil.kernel.SubjectId;
import java.util.List;
import org.springframework.stereotype.Component;

/// Measure D.4: nobody on the other side was admitted before the seller answered about this very buyer.
@Component
class MeetingCheck implements ControlCheck {

    private static final int SAMPLE = 200;

    private final MatterRepository matters;
    private final PartyRepository parties;
    private final BuyerConsents consents;

    MeetingCheck(MatterRepository matters, PartyRepository parties, BuyerConsents consents) {
        this.matters = matters;
        this.parties = parties;
        this.consents = consents;
    }

    @Override
    public ControlId control() {
        return new ControlId("D.4");
    }

    @Override
    public Outcome check() {
        long admitted = 0;
        long unanswered = 0;
        for (MatterRow row : matters.open(SAMPLE)) {
            List<PartyRow> all = parties.of(row.id());
            List<SubjectId> sellers = all.stream()
                    .filter(party -> party.side() == Side.SELLER)
                    .map(PartyRow::subject)
                    .toList();
            for (PartyRow buyer : all) {
                if (buyer.standing() == Standing.ADMITTED) {
                    admitted++;
                    unanswered += sellers.stream().allMatch(seller -> answered(row, seller, buyer)) ? 0 : 1;
                }
            }
        }
        if (admitted == 0) {
            return new Outcome.Unknown("matters.control.meeting.none");
        }
        return unanswered > 0
                ? new Outcome.Fails("/matters", "matters.control.meeting.unanswered", unanswered)
                : new Outcome.Holds("matters.control.meeting.holds", admitted);
    }

    private boolean answered(MatterRow row, SubjectId seller, PartyRow buyer) {
        return consents.of(row.id(), seller, buyer.subject()).values().stream()
                .anyMatch(state -> state != BuyerConsent.State.NOT_ASKED);
    }
}
