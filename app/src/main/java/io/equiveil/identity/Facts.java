package io.equiveil.identity;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SessionId;
import io.equiveil.kernel.SubjectId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// What this room puts into the log. Identifiers only.
final class Facts {

    private Facts() {}

    record PersonSignedIn(PersonId person, SessionId session, SignInMethod method, int factors) implements Recorded {
        @Override
        public String ledgerKind() {
            return "signed-in/v1";
        }
    }

    /// Refused sign-ins of one minute.
    ///
    /// @param person absent where nobody of that handle or number is known
    /// @param source keyed hash of the network address
    record SignInsFailed(Optional<PersonId> person, Instant minute, int refusals, Digest source) implements Recorded {
        @Override
        public String ledgerKind() {
            return "sign-in-failed/v1";
        }
    }

    record PersonSignedOut(PersonId person, SessionId session, SessionEnd why) implements Recorded {
        @Override
        public String ledgerKind() {
            return "signed-out/v1";
        }
    }

    record IdentityConfirmed(PersonId person, SessionId session, Factor factor) implements Recorded {
        @Override
        public String ledgerKind() {
            return "identity-confirmed/v1";
        }
    }

    record PersonInvited(PersonId person, PersonKind kind, Set<Role> roles, Optional<Department> department)
            implements Recorded {
        @Override
        public String ledgerKind() {
            return "person-invited/v1";
        }
    }

    /// What an auditor may look at, and until when.
    record AuditScopeSet(PersonId person, Instant from, Instant until, Instant ends, Set<MatterId> matters)
            implements Recorded {
        @Override
        public String ledgerKind() {
            return "audit-scope-set/v1";
        }
    }

    record InvitationLinkMade(PersonId person) implements Recorded {
        @Override
        public String ledgerKind() {
            return "invitation-link-made/v1";
        }
    }

    record InvitationRenewed(PersonId person) implements Recorded {
        @Override
        public String ledgerKind() {
            return "invitation-renewed/v1";
        }
    }

    /// Somebody lost a factor, and a colleague asks that the person be let in again.
    record LettingInAsked(PersonId person) implements Recorded {
        @Override
        public String ledgerKind() {
            return "letting-in-asked/v1";
        }
    }

    /// A second person decided about it.
    record LettingInDecided(PersonId person, boolean agreed) implements Recorded {
        @Override
        public String ledgerKind() {
            return "letting-in-decided/v1";
        }
    }

    /// The link that was agreed to was made.
    record LetInAgain(PersonId person) implements Recorded {
        @Override
        public String ledgerKind() {
            return "let-in-again/v1";
        }
    }

    /// Whoever has the machine and the root key's passphrase made a link.
    record LetInFromTheMachine(PersonId person) implements Recorded {
        @Override
        public String ledgerKind() {
            return "let-in-from-the-machine/v1";
        }
    }

    record RolesChanged(PersonId person, Set<Role> before, Set<Role> after) implements Recorded {
        @Override
        public String ledgerKind() {
            return "roles-changed/v1";
        }
    }

    record StatusChanged(PersonId person, PersonStatus before, PersonStatus after) implements Recorded {
        @Override
        public String ledgerKind() {
            return "account-status-changed/v1";
        }
    }

    /// A password and a seed were set through a link; they count once the seed's first code was right.
    record FactorsPrepared(PersonId person) implements Recorded {
        @Override
        public String ledgerKind() {
            return "factors-prepared/v1";
        }
    }

    /// A one-time link was used up.
    record LinkUsed(PersonId person) implements Recorded {
        @Override
        public String ledgerKind() {
            return "one-time-link-used/v1";
        }
    }

    /// The link for the first administrator was shown on the operator's terminal.
    record FirstLinkMade(Instant shownAt) implements Recorded {
        @Override
        public String ledgerKind() {
            return "first-link-made/v1";
        }
    }

    record FactorEnrolled(PersonId person, Factor factor) implements Recorded {
        @Override
        public String ledgerKind() {
            return "factor-enrolled/v1";
        }
    }

    record FactorRemoved(PersonId person, Factor factor) implements Recorded {
        @Override
        public String ledgerKind() {
            return "factor-removed/v1";
        }
    }

    /// Everything somebody signed in with is gone: the account has ended.
    record FactorsRemoved(PersonId person) implements Recorded {
        @Override
        public String ledgerKind() {
            return "factors-removed/v1";
        }
    }

    record CodeIssued(PersonId person, CodeChannel channel) implements Recorded {
        @Override
        public String ledgerKind() {
            return "one-time-code-issued/v1";
        }
    }

    record ClientAccountOpened(PersonId person, SubjectId file) implements Recorded {
        @Override
        public String ledgerKind() {
            return "client-account-opened/v1";
        }
    }

    record ActingChanged(PersonId person, SubjectId subject, boolean acts) implements Recorded {
        @Override
        public String ledgerKind() {
            return "acting-changed/v1";
        }
    }
}
