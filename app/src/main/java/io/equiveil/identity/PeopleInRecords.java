package io.equiveil.identity;

import io.equiveil.ledger.spi.RecordNames;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Tells the pages of the log the code names of colleagues.
@Component
class PeopleInRecords implements RecordNames {

    private final JdbcClient jdbc;

    PeopleInRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Kind kind() {
        return Kind.PERSON;
    }

    @Override
    public Map<UUID, String> namesOf(Collection<UUID> ids) {
        Map<UUID, String> names = new HashMap<>();
        if (!ids.isEmpty()) {
            jdbc.sql("select id, code_name from identity.people where id in (:ids) and code_name is not null")
                    .param("ids", ids)
                    .query(row -> {
                        names.put(row.getObject(1, UUID.class), row.getString(2));
                    });
        }
        return names;
    }

    @Override
    public Optional<UUID> named(String name) {
        return jdbc.sql("select id from identity.people where code_name = :name")
                .param("name", name)
                .query(UUID.class)
                .optional();
    }
}
