package io.equiveil.ledger;

import io.equiveil.controls.spi.ControlCheck;
import io.equiveil.controls.spi.ControlCheck.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The state of the log, for those who look after it: what each of its checks says now, and what the last check of
/// everything found.
public final class LedgerState {

    private final List<ControlCheck> checks;
    private final LedgerIntact intact;

    LedgerState(List<ControlCheck> checks, LedgerIntact intact) {
        this.checks = List.copyOf(checks);
        this.intact = intact;
    }

    /// Looks at live data now. A check that cannot look says `Unknown`.
    public List<Outcome> now() {
        List<Outcome> outcomes = new ArrayList<>();
        for (ControlCheck check : checks) {
            try {
                outcomes.add(check.check());
            } catch (RuntimeException cannotTell) {
                outcomes.add(new Outcome.Unknown("ledger.check.unknown"));
            }
        }
        return outcomes;
    }

    /// The last check of everything since this node started; empty until there was one.
    public Optional<LedgerAudit.Report> lastWhole() {
        return intact.lastWhole();
    }
}
