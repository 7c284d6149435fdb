package io.equiveil.transfers;

import io.equiveil.access.spi.ConcernedParties;
import io.equiveil.dataroom.DataRoom;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.DocumentId;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.Matters;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// The transfer agreement, the proof of payment and the new register speak of the buyer as well: the admitted buyers
/// find looks at them among those at their data, besides the seller.
@Component
class BuyersPapers implements ConcernedParties {

    private final StepRules rules;
    private final StepRepository steps;
    private final Matters matters;

    BuyersPapers(StepRules rules, StepRepository steps, Matters matters) {
        this.rules = rules;
        this.steps = steps;
        this.matters = matters;
    }

    @Override
    public Map<Address, Set<SubjectId>> concernedBy(Collection<Address> addresses) {
        List<Address> documents = addresses.stream()
                .filter(address -> address.record().equals(DataRoom.DOCUMENT))
                .toList();
        if (documents.isEmpty()) {
            return Map.of();
        }
        Set<UUID> ofBoth =
                steps
                        .showing(documents.stream().map(Address::row).collect(Collectors.toSet()), rules.ofBothSides())
                        .stream()
                        .map(DocumentId::value)
                        .collect(Collectors.toSet());
        Map<MatterId, Set<SubjectId>> buyers = new HashMap<>();
        Map<Address, Set<SubjectId>> concerned = new HashMap<>();
        for (Address address : documents) {
            if (ofBoth.contains(address.row()) && address.owner() instanceof Owner.OfMatter(var matter)) {
                concerned.put(address, buyers.computeIfAbsent(matter, matters::admittedBuyers));
            }
        }
        return concerned;
    }
}
