package io.equiveil.kernel;

import java.util.UUID;

/// Something with an epoch: a counter that is raised by every withdrawal, revocation or destruction, so that a
/// decision taken before it can never be recorded after it.
///
/// @param kind what it is
/// @param id   which one; for the firm as a whole the nil UUID
public record Scope(Kind kind, UUID id) {

    /// The scope that a change of policy raises.
    public static final Scope FIRM = new Scope(Kind.FIRM, new UUID(0, 0));

    public enum Kind {
        SUBJECT,
        MATTER,
        PERSON,
        FIRM
    }

    public static Scope of(SubjectId subject) {
        return new Scope(Kind.SUBJECT, subject.value());
    }

    public static Scope of(MatterId matter) {
        return new Scope(Kind.MATTER, matter.value());
    }

    public static Scope of(PersonId person) {
        return new Scope(Kind.PERSON, person.value());
    }
}
