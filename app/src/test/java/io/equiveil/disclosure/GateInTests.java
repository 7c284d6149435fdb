package io.equiveil.disclosure;

import io.equiveil.House;
import io.equiveil.access.Decisions;
import io.equiveil.ledger.Ledger;
import io.equiveil.vault.Opener;
import io.equiveil.vault.Secrets;
import io.equiveil.vault.WarrantBindings;
import java.time.Clock;

/// The gate with the real ledger and the real vault, for tests of other rooms that need releases; only the
/// sources of facts are dictated.
public final class GateInTests {

    private GateInTests() {}

    public static Disclosures gate(House house, Decisions decisions) {
        Ledger ledger = house.bean(Ledger.class);
        Clock clock = house.bean(Clock.class);
        return new Gate(
                decisions.build(),
                ledger,
                house.bean(Opener.class),
                house.bean(WarrantBindings.class),
                house.bean(Concerned.class),
                new Strangers(ledger, house.bean(Secrets.class), clock),
                clock);
    }
}
