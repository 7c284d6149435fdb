package io.equiveil.matters;

import io.equiveil.access.spi.ConcernedParties;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.SubjectId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// The seller's side stands behind everything that a matter owns: deal, documents, legal steps. Rooms that keep values
/// of a buyer's side under a matter's key name that buyer themselves.
@Component
class DealParties implements ConcernedParties {

    private final PartyRepository parties;

    DealParties(PartyRepository parties) {
        this.parties = parties;
    }

    @Override
    public Map<Address, Set<SubjectId>> concernedBy(Collection<Address> addresses) {
        Map<MatterId, Set<SubjectId>> sellers = new HashMap<>();
        Map<Address, Set<SubjectId>> concerned = new HashMap<>();
        for (Address address : addresses) {
            if (address.owner() instanceof Owner.OfMatter(var matter)) {
                concerned.put(address, sellers.computeIfAbsent(matter, this::sellers));
            }
        }
        return concerned;
    }

    private Set<SubjectId> sellers(MatterId matter) {
        return parties.of(matter).stream()
                .filter(party -> party.side() == Side.SELLER)
                .map(PartyRow::subject)
                .collect(Collectors.toSet());
    }
}
