package io.equiveil.ledger.web;

import io.equiveil.ledger.spi.RecordNames;
import io.equiveil.ledger.spi.RecordNames.Kind;
import io.equiveil.ledger.web.RecordsPage.Row;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Names for identifiers on the pages of the log, and the other way round.
@Component
class Names {

    private final ObjectProvider<RecordNames> rooms;

    Names(ObjectProvider<RecordNames> rooms) {
        this.rooms = rooms;
    }

    /// What to call everybody and everything in these rows, by identifier.
    Map<String, String> in(Collection<Row> rows) {
        Set<UUID> people = new TreeSet<>();
        Set<UUID> matters = new TreeSet<>();
        Set<UUID> subjects = new TreeSet<>();
        for (Row row : rows) {
            if (row.actor().equals("PERSON") && row.who() != null) {
                people.add(UUID.fromString(row.who()));
            }
            if (row.aboutPerson() != null) {
                people.add(UUID.fromString(row.aboutPerson()));
            }
            if (row.matter() != null) {
                matters.add(UUID.fromString(row.matter()));
            }
            row.subjects().stream().map(UUID::fromString).forEach(subjects::add);
        }
        Map<String, String> names = new HashMap<>();
        rooms.forEach(room -> room.namesOf(
                        switch (room.kind()) {
                            case PERSON -> people;
                            case MATTER -> matters;
                            case SUBJECT -> subjects;
                        })
                .forEach((id, name) -> names.put(id.toString(), name)));
        return names;
    }

    /// What somebody typed, as an identifier if it is a name; unchanged if it is none.
    String identifier(Kind kind, String typed) {
        return rooms.stream()
                .filter(room -> room.kind() == kind)
                .map(room -> room.named(typed))
                .flatMap(Optional::stream)
                .findFirst()
                .map(UUID::toString)
                .orElse(typed);
    }
}
