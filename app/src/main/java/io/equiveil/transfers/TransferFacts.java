package io.equiveil.transfers;

import io.equiveil.kernel.DocumentId;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Recorded;
import io.equiveil.transfers.Shareholder.Reply;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// What happens to the legal steps of matters, as the ledger keeps it.
final class TransferFacts {

    private TransferFacts() {}

    record StepDone(MatterId matter, TransferStep step, LocalDate on, List<DocumentId> documents) implements Recorded {
        @Override
        public String ledgerKind() {
            return "transfer-step-done/v1";
        }
    }

    record StepReopened(MatterId matter, TransferStep step) implements Recorded {
        @Override
        public String ledgerKind() {
            return "transfer-step-reopened/v1";
        }
    }

    record StepScheduled(MatterId matter, TransferStep step, LocalDate due) implements Recorded {
        @Override
        public String ledgerKind() {
            return "transfer-step-scheduled/v1";
        }
    }

    record StepAssigned(MatterId matter, TransferStep step, PersonId person) implements Recorded {
        @Override
        public String ledgerKind() {
            return "transfer-step-assigned/v1";
        }
    }

    record StepDocumented(MatterId matter, TransferStep step, DocumentId document) implements Recorded {
        @Override
        public String ledgerKind() {
            return "transfer-step-documented/v1";
        }
    }

    record PreemptionSet(MatterId matter, Preemption.Basis basis, Preemption.Outcome outcome) implements Recorded {
        @Override
        public String ledgerKind() {
            return "preemption-set/v1";
        }
    }

    record ShareholderEntered(MatterId matter, ShareholderId shareholder) implements Recorded {
        @Override
        public String ledgerKind() {
            return "shareholder-entered/v1";
        }
    }

    record ShareholderRemoved(MatterId matter, ShareholderId shareholder) implements Recorded {
        @Override
        public String ledgerKind() {
            return "shareholder-removed/v1";
        }
    }

    record ShareholderNoticed(MatterId matter, ShareholderId shareholder, LocalDate sent, Optional<LocalDate> received)
            implements Recorded {
        @Override
        public String ledgerKind() {
            return "shareholder-noticed/v1";
        }
    }

    record ShareholderReplied(MatterId matter, ShareholderId shareholder, Reply reply, LocalDate on)
            implements Recorded {
        @Override
        public String ledgerKind() {
            return "shareholder-replied/v1";
        }
    }

    /// The time to answer is over for everybody: how many waived, how many were silent, how many exercised.
    record PreemptionConcluded(MatterId matter, int waived, int silent, int exercised, Preemption.Outcome outcome)
            implements Recorded {
        @Override
        public String ledgerKind() {
            return "preemption-concluded/v1";
        }
    }
}
