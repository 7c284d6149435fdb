package io.equiveil.seals;

import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Recorded;
import io.equiveil.seals.SealUse.Paper;
import io.equiveil.seals.SealUse.Seal;
import java.util.Optional;

/// What the ledger hears of the firm's seals. Public for readers of entries; made here only. Each names the matter that
/// the sealed agreement belongs to; entries of version 1 named none.
public final class SealFacts {

    /// Kind of [SealAsked].
    static final String ASKED = "seal-asked/v2";

    private SealFacts() {}

    /// Somebody asked for a seal.
    public record SealAsked(
            SealUseId use,
            Seal seal,
            Paper paper,
            Optional<AgreementId> agreement,
            int copies,
            Optional<MatterId> matter)
            implements Recorded {
        @Override
        public String ledgerKind() {
            return ASKED;
        }
    }

    /// A second person decided.
    public record SealDecided(SealUseId use, boolean approved, Optional<MatterId> matter) implements Recorded {
        @Override
        public String ledgerKind() {
            return "seal-decided/v2";
        }
    }

    /// Whoever asked does not need it any more.
    public record SealWithdrawn(SealUseId use, Optional<MatterId> matter) implements Recorded {
        @Override
        public String ledgerKind() {
            return "seal-withdrawn/v2";
        }
    }

    /// The seal was put on the paper.
    public record SealUsed(SealUseId use, int imprints, Optional<MatterId> matter) implements Recorded {
        @Override
        public String ledgerKind() {
            return "seal-used/v2";
        }
    }
}
