package io.equiveil.conversations;

import io.equiveil.kernel.Address;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.SubjectId;

/// What this room puts into the log.
final class LetterFacts {

    private LetterFacts() {}

    /// @param proof SHA-256 of a random number that is sealed with the letter, and its content
    record LetterWritten(LetterId letter, Address address, MatterId matter, Letter.Kind kind, Digest proof)
            implements Recorded {
        @Override
        public String ledgerKind() {
            return "letter-written/v1";
        }
    }

    /// The party took its own thread along as a file.
    record ThreadTakenAlong(MatterId matter, SubjectId subject, int letters) implements Recorded {
        @Override
        public String ledgerKind() {
            return "thread-taken-along/v1";
        }
    }

    /// Somebody has read a thread up to its newest letter.
    record ThreadRead(MatterId matter, SubjectId subject, LetterId upTo) implements Recorded {
        @Override
        public String ledgerKind() {
            return "thread-read/v1";
        }
    }
}
