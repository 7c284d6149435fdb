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
    record SignedIn(
            PersonId person,
            SessionId session,
            Set<Role> roles,
            Set<SubjectId> actsFor,
            Optional<PartnerId> partner,
            int factors,
            Instant provenAt,
            Optional<DeviceId> device,
            String sourceAddress)
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
    }

    /// One of the machine's own readers.
    record Machine(SystemPrincipal principal) implements Requester {}

    /// Nobody yet: a visitor, or somebody who is about to sign in.
    ///
    /// @param sourceAddress the network address as seen by the server; never put into a log
    record Anonymous(String sourceAddress) implements Requester {}
}
