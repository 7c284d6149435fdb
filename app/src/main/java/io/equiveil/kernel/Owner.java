package io.equiveil.kernel;

import java.util.UUID;

/// Whose key seals a value: exactly one subject or one matter.
///
/// Joint records (an agreement, an offer, a question with its answer) belong to the matter.
public sealed interface Owner {

    /// A client or another person whose file is kept.
    record OfSubject(SubjectId subject) implements Owner {
        @Override
        public UUID id() {
            return subject.value();
        }

        @Override
        public Scope scope() {
            return Scope.of(subject);
        }
    }

    /// A matter.
    record OfMatter(MatterId matter) implements Owner {
        @Override
        public UUID id() {
            return matter.value();
        }

        @Override
        public Scope scope() {
            return Scope.of(matter);
        }
    }

    /// The identifier of the subject or matter.
    UUID id();

    /// The scope whose epoch orders releases of this owner's values.
    Scope scope();

    static Owner of(SubjectId subject) {
        return new OfSubject(subject);
    }

    static Owner of(MatterId matter) {
        return new OfMatter(matter);
    }
}
