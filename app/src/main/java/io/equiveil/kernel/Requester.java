package io.equiveil.kernel;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Who asks. Controllers receive it as an argument; nobody builds a `SignedIn` but room `identity` (and tests).
public sealed interface Requester {

    /// A person with a live session.
    ///
    /// @param person        the account
    /// @param session       the session's public name
    /// @param roles         roles at the time of the request, read afresh
    /// @param actsFor       the subjects that this person acts for: filled for clients, empty for staff
    /// @param partner       the partner firm that this person works for
    /// @param factors       number of independent factors proven in this session; the gate wants two
    /// @param provenAt      when the last factor was proven (age of the last proof, for step-up)
    /// @param device        the registered device that the session runs on
    /// @param sourceAddress the network address as seen by the server, text form; never put into a log
    /// @param scope         what an auditor's invitation covers; empty for everybody else, and then covers nothing
    record SignedIn(
            PersonId person,
            SessionId session,
            Set<Role> roles,
            Set<SubjectId> actsFor,
            Optional<PartnerId> partner,
            int factors,
            Instant provenAt,
            Optional<DeviceId> device,
            String sourceAddress,
            Optional<AuditScope> scope)
            implements Requester {

        public SignedIn {
            roles = Set.copyOf(roles);
            actsFor = Set.copyOf(actsFor);
        }

        public boolean has(Role role) {
            return roles.contains(role);
        }

        public boolean isStaff() {
            return roles.stream().anyMatch(Role::isStaff);
        }

        /// Somebody who is no auditor.
        public SignedIn(
                PersonId person,
                SessionId session,
                Set<Role> roles,
                Set<SubjectId> actsFor,
                Optional<PartnerId> partner,
                int factors,
                Instant provenAt,
                Optional<DeviceId> device,
                String sourceAddress) {
            this(person, session, roles, actsFor, partner, factors, provenAt, device, sourceAddress, Optional.empty());
        }

        /// Whether this is an auditor whose invitation covers a matter.
        public boolean audits(MatterId matter) {
            return has(Role.AUDITOR)
                    && scope.filter(given -> given.covers(matter)).isPresent();
        }

        /// Whether this is an auditor whose invitation covers what happened at a moment.
        public boolean audits(Instant at) {
            return has(Role.AUDITOR) && scope.filter(given -> given.covers(at)).isPresent();
        }

        /// Whether this person looks on by duty, and not because of a part in a matter, at facts of this owner.
        public boolean oversees(Owner owner) {
            return has(Role.COMPLIANCE_OFFICER)
                    || has(Role.SECURITY_OFFICER)
                    || has(Role.AUDITOR)
                            && scope.filter(given -> given.covers(owner)).isPresent();
        }
    }

    /// One of the machine's own readers.
    record Machine(SystemPrincipal principal) implements Requester {}

    /// Nobody yet: a visitor, or somebody who is about to sign in.
    ///
    /// @param sourceAddress the network address as seen by the server; never put into a log
    record Anonymous(String sourceAddress) implements Requester {}
}
