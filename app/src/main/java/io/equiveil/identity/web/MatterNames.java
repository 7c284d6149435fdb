package io.equiveil.identity.web;

import io.equiveil.kernel.MatterId;
import io.equiveil.ledger.spi.RecordNames;
import io.equiveil.ledger.spi.RecordNames.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;

/// Code names of matters, which a room above this one knows.
final class MatterNames {

    private final ObjectProvider<RecordNames> rooms;

    MatterNames(ObjectProvider<RecordNames> rooms) {
        this.rooms = rooms;
    }

    Optional<MatterId> named(String name) {
        return rooms().map(room -> room.named(name))
                .flatMap(Optional::stream)
                .findFirst()
                .map(MatterId::new);
    }

    /// The code name, or the number of a matter that nobody knows any more.
    String of(MatterId matter) {
        return rooms().flatMap(room -> room.namesOf(List.of(matter.value())).values().stream())
                .findFirst()
                .orElseGet(matter::toString);
    }

    private Stream<RecordNames> rooms() {
        return rooms.orderedStream().filter(room -> room.kind() == Kind.MATTER);
    }
}
