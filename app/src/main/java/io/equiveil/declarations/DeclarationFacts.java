package io.equiveil.declarations;

import io.equiveil.declarations.Declaration.State;
import io.equiveil.declarations.Declaration.Telling;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Recorded;
import java.time.LocalDate;

/// What happens to declarations, as the ledger keeps it.
final class DeclarationFacts {

    private DeclarationFacts() {}

    /// Somebody said whether the paper is needed; why is sealed.
    record DeclarationAnswered(MatterId matter, DeclarationKind paper, State state) implements Recorded {
        @Override
        public String ledgerKind() {
            return "declaration-answered/v1";
        }
    }

    /// A second person said whether the reason why it is not needed counts.
    record DeclarationDecided(MatterId matter, DeclarationKind paper, boolean notNeeded) implements Recorded {
        @Override
        public String ledgerKind() {
            return "declaration-decided/v1";
        }
    }

    record DeclarationSignerNamed(MatterId matter, DeclarationKind paper) implements Recorded {
        @Override
        public String ledgerKind() {
            return "declaration-signer-named/v1";
        }
    }

    /// Whoever is to sign was told what for, before anything but name and number was taken.
    record DeclarationSignerTold(MatterId matter, DeclarationKind paper, LocalDate on, Telling how)
            implements Recorded {
        @Override
        public String ledgerKind() {
            return "declaration-signer-told/v1";
        }
    }

    record DeclarationTakenIn(MatterId matter, DeclarationKind paper, LocalDate signedOn, Digest scan)
            implements Recorded {
        @Override
        public String ledgerKind() {
            return "declaration-taken-in/v1";
        }
    }

    record DeclarationConfirmed(MatterId matter, DeclarationKind paper) implements Recorded {
        @Override
        public String ledgerKind() {
            return "declaration-confirmed/v1";
        }
    }

    record DeclarationSentBack(MatterId matter, DeclarationKind paper) implements Recorded {
        @Override
        public String ledgerKind() {
            return "declaration-sent-back/v1";
        }
    }
}
