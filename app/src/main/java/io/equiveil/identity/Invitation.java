package io.equiveil.identity;

import io.equiveil.kernel.AuditScope;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.PartnerId;
import io.equiveil.kernel.Role;
import java.util.Optional;
import java.util.Set;

/// Whom to invite.
///
/// @param name     the person's name, sealed
/// @param mobile   the person's number, sealed
/// @param login    the handle for signing in; 3 to 30 of a-z, 0-9, dot, hyphen, underscore, a letter first
/// @param codeName what others see; not the person's full name
/// @param partner  for people of a partner firm
/// @param scope    for auditors: what they may look at, and until when
public record Invitation(
        PersonKind kind,
        Cleartext name,
        Optional<Cleartext> mobile,
        String login,
        String codeName,
        Set<Role> roles,
        Optional<Department> department,
        Optional<PartnerId> partner,
        Optional<AuditScope> scope) {

    public Invitation {
        roles = Set.copyOf(roles);
    }

    /// Of somebody who is no auditor.
    public Invitation(
            PersonKind kind,
            Cleartext name,
            Optional<Cleartext> mobile,
            String login,
            String codeName,
            Set<Role> roles,
            Optional<Department> department,
            Optional<PartnerId> partner) {
        this(kind, name, mobile, login, codeName, roles, department, partner, Optional.empty());
    }
}
