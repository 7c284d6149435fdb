package io.equiveil.ledger;

import io.equiveil.controls.ControlChanged;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SystemPrincipal;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Puts every change of a promised measure into the log. Room `controls` lies below and cannot ask for it itself.
///
/// Runs within the transaction of whoever publishes; without one the log refuses and so the publisher fails.
@Component
class ControlChanges {

    private final Ledger ledger;

    ControlChanges(Ledger ledger) {
        this.ledger = ledger;
    }

    @EventListener
    void on(ControlChanged change) {
        ledger.append(Entry.of(new Requester.Machine(SystemPrincipal.HOUSEKEEPER), change));
    }
}
