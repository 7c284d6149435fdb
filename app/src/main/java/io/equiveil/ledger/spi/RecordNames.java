package io.equiveil.ledger.spi;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What people call those whom entries name by identifier: code names and aliases that stand in clear and say nothing
/// of anybody. Each room says it for its own, mostly with [CodeNames]; the log keeps identifiers only.
public interface RecordNames {

    /// What a room names.
    enum Kind {
        /// An account.
        PERSON,
        /// A client's file.
        SUBJECT,
        /// A matter.
        MATTER
    }

    /// What this room names.
    Kind kind();

    /// Names by identifier; those without one are left out.
    Map<UUID, String> namesOf(Collection<UUID> ids);

    /// Whom a name means, written as on the pages; empty if nobody is called so.
    Optional<UUID> named(String name);
}
