package io.equiveil.vault;

import io.equiveil.kernel.Address;
import io.equiveil.kernel.DecisionId;
import io.equiveil.kernel.Recorded;
import java.util.List;

/// A warrant was presented that is no good. Nothing was opened.
public record WarrantRefusal(DecisionId decision, Opener.WarrantFault fault, List<Address> addresses)
        implements Recorded {

    public WarrantRefusal {
        addresses = List.copyOf(addresses);
    }

    @Override
    public String ledgerKind() {
        return "warrant-refused/v1";
    }
}
