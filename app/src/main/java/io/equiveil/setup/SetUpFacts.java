package io.equiveil.setup;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Recorded;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// What is recorded of the set-up.
final class SetUpFacts {

    private SetUpFacts() {}

    /// The owner said how the firm works.
    record FirmSizeChosen(FirmSize size, int people) implements Recorded {
        @Override
        public String ledgerKind() {
            return "firm-size-chosen/v1";
        }
    }

    /// A step was put off.
    record SetUpStepPutOff(SetUpStep step, LocalDate until) implements Recorded {
        @Override
        public String ledgerKind() {
            return "set-up-step-put-off/v1";
        }
    }

    /// A new set of recovery sheets was asked for.
    record RecoverySheetsAsked(int needed, int count) implements Recorded {
        @Override
        public String ledgerKind() {
            return "recovery-sheets-asked/v1";
        }
    }

    /// A second person decided about it.
    record RecoverySheetsDecided(boolean agreed) implements Recorded {
        @Override
        public String ledgerKind() {
            return "recovery-sheets-decided/v1";
        }
    }

    /// Recovery sheets were made; those of earlier sets should be destroyed. Version 1 named no second person.
    ///
    /// @param agreedBy empty as long as the firm had nobody else with a duty for it
    record RecoverySheetsMade(int needed, int count, Optional<PersonId> agreedBy) implements Recorded {
        @Override
        public String ledgerKind() {
            return "recovery-sheets-made/v2";
        }
    }

    /// A sheet is where it should be: with the colleague who says so, or in a place.
    record RecoverySheetConfirmed(int number, boolean inAPlace) implements Recorded {
        @Override
        public String ledgerKind() {
            return "recovery-sheet-confirmed/v1";
        }
    }

    /// A certificate of the firm's own was taken in.
    ///
    /// @param fingerprint SHA-256 of the certificate
    record CertificateInstalled(Digest fingerprint, Instant notAfter) implements Recorded {
        @Override
        public String ledgerKind() {
            return "certificate-installed/v1";
        }
    }

    /// It was taken away.
    record CertificateRemoved(Digest fingerprint) implements Recorded {
        @Override
        public String ledgerKind() {
            return "certificate-removed/v1";
        }
    }

    /// An order for a certificate with an authority (ACME) moved on.
    ///
    /// @param fault  why it stopped
    /// @param renews whether the server began it by itself
    record CertificateOrderMoved(AcmeStage stage, Optional<AcmeFault> fault, boolean renews) implements Recorded {
        @Override
        public String ledgerKind() {
            return "certificate-order-moved/v1";
        }
    }

    /// A practice house was opened beside this one.
    record PracticeOpened() implements Recorded {
        @Override
        public String ledgerKind() {
            return "practice-opened/v1";
        }
    }

    /// It was closed, and everything in it destroyed.
    record PracticeEnded(PracticeEnd why) implements Recorded {
        @Override
        public String ledgerKind() {
            return "practice-ended/v1";
        }
    }

    /// The owner declared the set-up complete.
    ///
    /// @param stillOpen steps that were put off or open
    /// @param advised   things that were still advised
    record SetUpCompleted(FirmSize size, int stillOpen, int advised) implements Recorded {
        @Override
        public String ledgerKind() {
            return "set-up-completed/v1";
        }
    }
}
