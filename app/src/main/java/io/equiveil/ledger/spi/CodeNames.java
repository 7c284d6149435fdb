package io.equiveil.ledger.spi;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/// Names that stand in a column of a room's own table beside the identifier.
///
/// @param kind what the room names
/// @param byId asks for identifier and name of every `:ids`; rows without a name are left out
/// @param byName asks for the identifier whose name is `:name`
public record CodeNames(Kind kind, Supplier<StatementSpec> byId, Supplier<StatementSpec> byName)
        implements RecordNames {

    @Override
    public Map<UUID, String> namesOf(Collection<UUID> ids) {
        Map<UUID, String> names = new HashMap<>();
        if (!ids.isEmpty()) {
            byId.get().param("ids", ids).query(row -> {
                names.put(row.getObject(1, UUID.class), row.getString(2));
            });
        }
        return names;
    }

    @Override
    public Optional<UUID> named(String name) {
        return byName.get().param("name", name).query(UUID.class).optional();
    }
}
