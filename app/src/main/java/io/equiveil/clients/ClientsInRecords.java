package io.equiveil.clients;

import io.equiveil.ledger.spi.RecordNames;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Tells the pages of the log the aliases of clients.
@Component
class ClientsInRecords implements RecordNames {

    private final JdbcClient jdbc;

    ClientsInRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Kind kind() {
        return Kind.SUBJECT;
    }

    @Override
    public Map<UUID, String> namesOf(Collection<UUID> ids) {
        Map<UUID, String> names = new HashMap<>();
        if (!ids.isEmpty()) {
            jdbc.sql("select subject_id, alias from clients.files where subject_id in (:ids)")
                    .param("ids", ids)
                    .query(row -> {
                        names.put(row.getObject(1, UUID.class), row.getString(2));
                    });
        }
        return names;
    }

    @Override
    public Optional<UUID> named(String name) {
        return jdbc.sql("select subject_id from clients.files where alias = :name")
                .param("name", name)
                .query(UUID.class)
                .optional();
    }
}
