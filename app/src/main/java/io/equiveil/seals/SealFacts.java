package io.equiveil.seals;

import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.Recorded;
import io.equiveil.seals.SealUse.Paper;
import io.equiveil.seals.SealUse.Seal;
import java.util.Optional;

/// What the ledger hears of the firm's seals. Public for readers of entries; made here only.
public final class SealFacts {

    private SealFacts() {}

    /// Somebody asked for a seal.
    public record SealAsked(SealUseId use, Seal seal, Paper paper, Optional<AgreementId> agreement, int copies)
            implements Recorded {
        @Override
        public String ledgerKind() {
            return "seal-asked/v1";
        }
    }

    /// A second person decided.
    public record SealDecided(SealUseId use, boolean approved) implements Recorded {
        @Override
        public String ledgerKind() {
            return "seal-decided/v1";
        }
    }

    /// Whoever asked does not need it any more.
    public record SealWithdrawn(SealUseId use) implements Recorded {
        @Override
        public String ledgerKind() {
            return "seal-withdrawn/v1";
        }
    }

    /// The seal was put on the paper.
    public record SealUsed(SealUseId use, int imprints) implements Recorded {
        @Override
        public String ledgerKind() {
            return "seal-used/v1";
        }
    }
}
