package io.equiveil.consent;

import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.SubjectId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// What happened to a consent or to another legal basis. Identifiers only.
public sealed interface ConsentChanged extends Recorded {

    /// A subject was asked and has not answered yet.
    record Requested(
            ConsentRecordId record,
            SubjectId subject,
            Owner owner,
            Purpose purpose,
            Optional<RecipientId> recipient,
            ServedNoticeId notice,
            Instant at)
            implements ConsentChanged {
        @Override
        public String ledgerKind() {
            return "consent-requested/v1";
        }
    }

    /// A subject said yes.
    record Given(
            ConsentRecordId record,
            SubjectId subject,
            Owner owner,
            Purpose purpose,
            Optional<RecipientId> recipient,
            ConsentKind kind,
            Set<InformationClass> classes,
            ServedNoticeId notice,
            Means means,
            Instant at)
            implements ConsentChanged {
        @Override
        public String ledgerKind() {
            return "consent-given/v1";
        }
    }

    /// A subject said no.
    record Refused(
            ConsentRecordId record,
            SubjectId subject,
            Owner owner,
            Purpose purpose,
            Optional<RecipientId> recipient,
            ServedNoticeId notice,
            Means means,
            Instant at)
            implements ConsentChanged {
        @Override
        public String ledgerKind() {
            return "consent-refused/v1";
        }
    }

    /// A subject took its yes back.
    record Withdrawn(
            ConsentRecordId record,
            SubjectId subject,
            Owner owner,
            Purpose purpose,
            Optional<RecipientId> recipient,
            Means means,
            Instant at)
            implements ConsentChanged {
        @Override
        public String ledgerKind() {
            return "consent-withdrawn/v1";
        }
    }

    /// A consent that was given for a time is over.
    record Expired(ConsentRecordId record, SubjectId subject, Owner owner, Purpose purpose, Instant at)
            implements ConsentChanged {
        @Override
        public String ledgerKind() {
            return "consent-expired/v1";
        }
    }

    /// Another legal basis than consent was recorded.
    record BasisRecorded(
            ConsentRecordId record,
            SubjectId subject,
            Owner owner,
            Purpose purpose,
            Optional<RecipientId> recipient,
            LegalBasis basis,
            Set<InformationClass> classes,
            Optional<AgreementId> agreement,
            Optional<ServedNoticeId> notice,
            Instant at)
            implements ConsentChanged {
        @Override
        public String ledgerKind() {
            return "legal-basis-recorded/v1";
        }
    }

    /// A legal basis other than consent is over: the contract ended, or the duty.
    record BasisEnded(
            ConsentRecordId record, SubjectId subject, Owner owner, Purpose purpose, LegalBasis basis, Instant at)
            implements ConsentChanged {
        @Override
        public String ledgerKind() {
            return "legal-basis-ended/v1";
        }
    }
}
