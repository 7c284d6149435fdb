package io.equiveil.matters;

import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.PartnerId;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.SubjectId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;

/// What happens to matters, as the ledger keeps it.
final class MatterFacts {

    private MatterFacts() {}

    record MatterOpened(
            MatterId matter,
            CompanyForm form,
            MandateForm mandate,
            SubjectId seller,
            PersonId lead,
            AgreementId agreement)
            implements Recorded {
        @Override
        public String ledgerKind() {
            return "matter-opened/v1";
        }
    }

    /// A simple matter was opened: for one seller and one buyer, without a teaser.
    record SimpleMatterOpened(
            MatterId matter,
            CompanyForm form,
            MandateForm mandate,
            SubjectId seller,
            PersonId lead,
            AgreementId agreement)
            implements Recorded {
        @Override
        public String ledgerKind() {
            return "simple-matter-opened/v1";
        }
    }

    /// A simple matter became a full one at the stage at which it stood; nothing else about it changed.
    record MatterGrown(MatterId matter, MatterStage stage) implements Recorded {
        @Override
        public String ledgerKind() {
            return "matter-grown/v1";
        }
    }

    /// A running matter was brought in from the old books, at the stage at which it stands. It opens nothing before it
    /// is taken up.
    ///
    /// @param mandatedOn the day of the mandate, as the old books have it
    record MatterBroughtIn(
            MatterId matter,
            CompanyForm form,
            MandateForm mandate,
            SubjectId seller,
            PersonId lead,
            MatterStage stage,
            LocalDate mandatedOn)
            implements Recorded {
        @Override
        public String ledgerKind() {
            return "matter-brought-in/v1";
        }
    }

    /// A matter from the old books was taken up: agreement and consent are there, and its company was looked for among
    /// all others.
    record MatterTakenUp(MatterId matter, SubjectId seller, AgreementId agreement) implements Recorded {
        @Override
        public String ledgerKind() {
            return "matter-taken-up/v1";
        }
    }

    /// Somebody chose how to see open matters.
    record MattersShownAs(ListView view, Whose whose) implements Recorded {
        @Override
        public String ledgerKind() {
            return "matters-shown-as/v1";
        }
    }

    record MatterAdvanced(MatterId matter, MatterStage from, MatterStage to) implements Recorded {
        @Override
        public String ledgerKind() {
            return "matter-advanced/v1";
        }
    }

    record DealFactsSealed(MatterId matter, int fields) implements Recorded {
        @Override
        public String ledgerKind() {
            return "deal-facts-sealed/v1";
        }
    }

    /// Names the matter and the party, which only the party's own part of the entry shows.
    record PartyChanged(MatterId matter, SubjectId subject, Side side, Standing standing) implements Recorded {
        @Override
        public String ledgerKind() {
            return "matter-party-changed/v1";
        }
    }

    record TeamJoined(MatterId matter, PersonId person) implements Recorded {
        @Override
        public String ledgerKind() {
            return "matter-team-joined/v1";
        }
    }

    record TeamLeft(MatterId matter, PersonId person) implements Recorded {
        @Override
        public String ledgerKind() {
            return "matter-team-left/v1";
        }
    }

    record PartnerEngaged(MatterId matter, PartnerId partner) implements Recorded {
        @Override
        public String ledgerKind() {
            return "matter-partner-engaged/v1";
        }
    }

    record PartnerReleased(MatterId matter, PartnerId partner) implements Recorded {
        @Override
        public String ledgerKind() {
            return "matter-partner-released/v1";
        }
    }

    record ToldOfBothMandates(MatterId matter, SubjectId subject) implements Recorded {
        @Override
        public String ledgerKind() {
            return "matter-told-of-both-mandates/v1";
        }
    }

    record MatterClosed(MatterId matter, Instant at) implements Recorded {
        @Override
        public String ledgerKind() {
            return "matter-closed/v1";
        }
    }

    record DestructionAsked(MatterId matter) implements Recorded {
        @Override
        public String ledgerKind() {
            return "matter-destruction-asked/v1";
        }
    }

    /// First stage of forgetting: the keys of these groups are destroyed.
    record MatterKeysDestroyed(MatterId matter, Set<RetentionGroup> groups, PersonId askedBy) implements Recorded {
        @Override
        public String ledgerKind() {
            return "matter-keys-destroyed/v1";
        }
    }

    /// Something was found, or declared, for compliance to decide about. What it was is nobody else's affair.
    record ConflictSubmitted(MatterId matter, int found) implements Recorded {
        @Override
        public String ledgerKind() {
            return "matter-conflict-submitted/v1";
        }
    }

    record ConflictDecided(MatterId matter, boolean cleared) implements Recorded {
        @Override
        public String ledgerKind() {
            return "matter-conflict-decided/v1";
        }
    }

    record HoldPlaced(MatterId matter, HoldKind kind, HoldReason reason) implements Recorded {
        @Override
        public String ledgerKind() {
            return "matter-hold-placed/v1";
        }
    }

    record HoldLifted(MatterId matter, HoldKind kind) implements Recorded {
        @Override
        public String ledgerKind() {
            return "matter-hold-lifted/v1";
        }
    }

    record LeadHandedOver(MatterId matter, PersonId to, PersonId from) implements Recorded {
        @Override
        public String ledgerKind() {
            return "matter-lead-handed-over/v1";
        }
    }

    record MatterAbandoned(MatterId matter, AbandonReason reason, Instant at) implements Recorded {
        @Override
        public String ledgerKind() {
            return "matter-abandoned/v1";
        }
    }

    record TeaserWritten(MatterId matter) implements Recorded {
        @Override
        public String ledgerKind() {
            return "teaser-written/v1";
        }
    }

    record TeaserApproved(MatterId matter) implements Recorded {
        @Override
        public String ledgerKind() {
            return "teaser-approved/v1";
        }
    }

    record TeaserRetired(MatterId matter, TeaserState state) implements Recorded {
        @Override
        public String ledgerKind() {
            return "teaser-retired/v1";
        }
    }

    /// What a certificate says: which groups were closed when, at whose asking and with whose approval.
    record DestructionCertified(
            MatterId matter, Set<RetentionGroup> groups, Instant closedAt, PersonId asked, PersonId approved)
            implements Recorded {
        @Override
        public String ledgerKind() {
            return "destruction-certified/v1";
        }
    }

    /// No trace of the group's key was left, as measured.
    record DestructionMeasured(MatterId matter, RetentionGroup group, Instant closedAt, Instant since)
            implements Recorded {
        @Override
        public String ledgerKind() {
            return "destruction-measured/v1";
        }
    }

    /// Somebody asked that what is past its time of a client's own file be destroyed.
    record OwnFileDestructionAsked(SubjectId subject) implements Recorded {
        @Override
        public String ledgerKind() {
            return "own-file-destruction-asked/v1";
        }
    }

    /// First stage of forgetting: the keys of these groups of a client's own file are destroyed.
    record OwnFileKeysDestroyed(SubjectId subject, Set<RetentionGroup> groups, PersonId askedBy) implements Recorded {
        @Override
        public String ledgerKind() {
            return "own-file-keys-destroyed/v1";
        }
    }

    /// What a certificate says of a client's own file.
    record OwnFileDestructionCertified(
            SubjectId subject, Set<RetentionGroup> groups, Instant closedAt, PersonId asked, PersonId approved)
            implements Recorded {
        @Override
        public String ledgerKind() {
            return "own-file-destruction-certified/v1";
        }
    }

    /// No trace of the key of a group of a client's own file was left, as measured.
    record OwnFileDestructionMeasured(SubjectId subject, RetentionGroup group, Instant closedAt, Instant since)
            implements Recorded {
        @Override
        public String ledgerKind() {
            return "own-file-destruction-measured/v1";
        }
    }

    /// A backup had brought back what says whose a destroyed file was; it is gone again.
    record OwnFileForgottenAgain(SubjectId subject, Set<RetentionGroup> groups) implements Recorded {
        @Override
        public String ledgerKind() {
            return "own-file-forgotten-again/v1";
        }
    }

    record InterestGiven(SubjectId subject) implements Recorded {
        @Override
        public String ledgerKind() {
            return "interest-given/v1";
        }
    }

    record InterestTakenBack(SubjectId subject) implements Recorded {
        @Override
        public String ledgerKind() {
            return "interest-taken-back/v1";
        }
    }
}
