package io.equiveil.consent;

import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SessionId;
import io.equiveil.kernel.SubjectId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// People for tests.
final class Requesters {

    private Requesters() {}

    /// Somebody who acts for a client.
    static Requester.SignedIn actingFor(SubjectId... subjects) {
        return person(Set.of(Role.CLIENT), Set.of(subjects));
    }

    /// An advisor who is in charge of nobody.
    static Requester.SignedIn advisor() {
        return person(Set.of(Role.ADVISOR), Set.of());
    }

    private static Requester.SignedIn person(Set<Role> roles, Set<SubjectId> subjects) {
        return new Requester.SignedIn(
                PersonId.random(),
                SessionId.random(),
                roles,
                subjects,
                Optional.empty(),
                2,
                Instant.now(),
                Optional.empty(),
                "127.0.0.1");
    }
}
