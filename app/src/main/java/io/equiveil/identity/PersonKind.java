package io.equiveil.identity;

import io.equiveil.kernel.Role;
import java.util.Set;

/// What sort of account a person has.
public enum PersonKind {
    /// One of the firm's own people.
    STAFF,
    /// Somebody who acts for a client, or is one.
    CLIENT,
    /// Somebody who works for a partner firm.
    PARTNER,
    /// Somebody who checks the firm from outside.
    AUDITOR;

    /// Whether a person of this kind may have exactly these roles.
    public boolean mayHave(Set<Role> roles) {
        return switch (this) {
            case STAFF -> !roles.isEmpty() && roles.stream().allMatch(Role::isStaff);
            case CLIENT -> roles.equals(Set.of(Role.CLIENT));
            case PARTNER -> roles.equals(Set.of(Role.PARTNER));
            case AUDITOR -> roles.equals(Set.of(Role.AUDITOR));
        };
    }
}
