package io.equiveil.disclosure;

import io.equiveil.access.spi.ConcernedParties;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.SubjectId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/// Whom an entry of the gate has to name, so that nobody whose facts were looked at is left out.
///
/// A subject's own values concern that subject, which the entry names by itself. A matter's values concern whom the
/// rooms say; see [ConcernedParties].
final class Concerned {

    private final Supplier<List<ConcernedParties>> rooms;

    Concerned(Supplier<List<ConcernedParties>> rooms) {
        this.rooms = rooms;
    }

    /// The parties of every matter's value among these; empty sets where no room knows one.
    Map<Address, Set<SubjectId>> by(Collection<Address> addresses) {
        List<Address> ofMatters = addresses.stream()
                .filter(address -> address.owner() instanceof Owner.OfMatter)
                .toList();
        Map<Address, Set<SubjectId>> concerned = new HashMap<>();
        if (ofMatters.isEmpty()) {
            return concerned;
        }
        ofMatters.forEach(
                address -> concerned.put(address, new TreeSet<>(java.util.Comparator.comparing(SubjectId::value))));
        for (ConcernedParties room : rooms.get()) {
            room.concernedBy(ofMatters)
                    .forEach((address, subjects) -> concerned.computeIfPresent(address, (_, known) -> {
                        known.addAll(subjects);
                        return known;
                    }));
        }
        return concerned;
    }
}
