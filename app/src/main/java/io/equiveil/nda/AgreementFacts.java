package io.equiveil.nda;

import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.SubjectId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// What happens to agreements, as the ledger keeps it.
final class AgreementFacts {

    private AgreementFacts() {}

    /// A text was written for somebody to read and sign.
    record AgreementPrepared(
            AgreementId agreement, AgreementKind kind, SubjectId subject, Optional<MatterId> matter, Digest textHash)
            implements Recorded {
        @Override
        public String ledgerKind() {
            return "agreement-prepared/v1";
        }
    }

    /// A text that the other side wrote came in, signed on paper; what it says was answered in four questions.
    record AgreementOfTheirs(
            AgreementId agreement, AgreementKind kind, SubjectId subject, Optional<MatterId> matter, Digest scan)
            implements Recorded {
        @Override
        public String ledgerKind() {
            return "agreement-of-theirs/v1";
        }
    }

    /// The firm signed; the counterpart may now read and sign.
    record AgreementSent(AgreementId agreement, SubjectId subject, PersonId signer, Digest document)
            implements Recorded {
        @Override
        public String ledgerKind() {
            return "agreement-sent/v1";
        }
    }

    /// Both have signed on screen: it is in force.
    record AgreementSigned(
            AgreementId agreement,
            AgreementKind kind,
            SubjectId subject,
            PersonId signer,
            Digest document,
            Instant from)
            implements Recorded {
        @Override
        public String ledgerKind() {
            return "agreement-signed/v1";
        }
    }

    /// A signed paper was taken in and waits for a second person.
    record AgreementPaperTakenIn(AgreementId agreement, SubjectId subject, LocalDate signedOn, Digest scan)
            implements Recorded {

        static final String KIND = "agreement-paper-taken-in/v1";

        @Override
        public String ledgerKind() {
            return KIND;
        }
    }

    /// A second person confirmed the paper: it is in force.
    record AgreementPaperConfirmed(AgreementId agreement, AgreementKind kind, SubjectId subject, Instant from)
            implements Recorded {
        @Override
        public String ledgerKind() {
            return "agreement-paper-confirmed/v1";
        }
    }

    /// A client's agreement covers this matter from now on.
    record AgreementCoversMatter(AgreementId agreement, SubjectId subject, MatterId matter) implements Recorded {
        @Override
        public String ledgerKind() {
            return "agreement-covers-matter/v1";
        }
    }

    /// The matter closed: the clock of the term runs.
    record AgreementTermStarted(AgreementId agreement, SubjectId subject, MatterId matter, Instant endsAt)
            implements Recorded {
        @Override
        public String ledgerKind() {
            return "agreement-term-started/v1";
        }
    }

    /// The second person sent the paper back.
    record AgreementPaperReturned(AgreementId agreement, SubjectId subject, PaperFault because) implements Recorded {
        @Override
        public String ledgerKind() {
            return "agreement-paper-returned/v1";
        }
    }

    /// Withdrawn before it came into force.
    record AgreementCancelled(AgreementId agreement, AgreementKind kind, SubjectId subject) implements Recorded {
        @Override
        public String ledgerKind() {
            return "agreement-cancelled/v1";
        }
    }

    /// In force no more; the gate is shut from this moment. The duty of silence goes on.
    record AgreementEnded(AgreementId agreement, AgreementKind kind, SubjectId subject, EndReason because, Instant at)
            implements Recorded {
        @Override
        public String ledgerKind() {
            return "agreement-ended/v1";
        }
    }
}
