package io.equiveil.identity;

import io.equiveil.kernel.AuditScope;
import io.equiveil.kernel.PartnerId;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// An account, as far as it may be known without opening anything. The name and the telephone number are sealed.
///
/// @param file       the person's own file, under whose key name and number are sealed
/// @param partner    the partner firm that the person works for
/// @param login      the handle for signing in, chosen by the firm and not the person's name; clients have none
/// @param scope      what an auditor's invitation covers and when it ends; nobody else has one
/// @param codeName   what colleagues and the client's own list of readers see (花名 or 工号); clients have none
public record Person(
        PersonId id,
        PersonKind kind,
        PersonStatus status,
        Set<Role> roles,
        Optional<Department> department,
        Optional<PartnerId> partner,
        SubjectId file,
        Optional<String> login,
        Optional<String> codeName,
        Instant createdAt,
        Optional<AuditScope> scope) {

    public Person {
        roles = Set.copyOf(roles);
    }

    public boolean has(Role role) {
        return roles.contains(role);
    }

    public boolean isActive() {
        return status == PersonStatus.ACTIVE;
    }

    /// Whether the account lets its person in: an auditor's does so until the audit ends, and never without an end.
    public boolean letsInAt(Instant now) {
        return isActive()
                && (kind != PersonKind.AUDITOR
                        || scope.filter(given -> given.openAt(now)).isPresent());
    }
}
