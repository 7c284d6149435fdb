package io.equiveil.supervision;

import io.equiveil.kernel.ControlId;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.Recorded;
import java.time.Instant;
import java.time.LocalDate;

/// What the ledger hears of supervision. Public for readers of entries; made here only.
public final class SupervisionFacts {

    private SupervisionFacts() {}

    /// Somebody drew a sample.
    ///
    /// @param seed       SHA-256 of what the draw went by
    /// @param drawn      SHA-256 of the positions drawn, in decimal, one a line, the lowest rank first
    /// @param population from how many
    /// @param size       of the log that it was drawn from
    public record SampleDrawn(
            SampleId sample, Instant from, Instant until, Digest seed, Digest drawn, long population, long size)
            implements Recorded {
        @Override
        public String ledgerKind() {
            return "sample-drawn/v1";
        }
    }

    /// Somebody looked at the accesses of a sample.
    public record SampleRead(SampleId sample, int accesses) implements Recorded {
        @Override
        public String ledgerKind() {
            return "sample-read/v1";
        }
    }

    /// Somebody said what there is to an access.
    public record AccessMarked(SampleId sample, long index, Sample.Verdict verdict) implements Recorded {
        @Override
        public String ledgerKind() {
            return "access-marked/v1";
        }
    }

    /// Somebody took the evidence of a sample along.
    public record SamplePackaged(SampleId sample, int accesses) implements Recorded {
        @Override
        public String ledgerKind() {
            return "sample-packaged/v1";
        }
    }

    /// Somebody filed a finding.
    public record FindingFiled(FindingId finding, ControlId control, Finding.Severity severity) implements Recorded {
        @Override
        public String ledgerKind() {
            return "finding-filed/v1";
        }
    }

    /// The firm says what it will do, and by when.
    public record FindingAnswered(FindingId finding, LocalDate due) implements Recorded {
        @Override
        public String ledgerKind() {
            return "finding-answered/v1";
        }
    }

    /// The firm says that it is done.
    public record FindingMended(FindingId finding) implements Recorded {
        @Override
        public String ledgerKind() {
            return "finding-mended/v1";
        }
    }

    /// A second person agreed to what the firm said, or did not.
    ///
    /// @param state what the finding is now
    public record FindingDecided(FindingId finding, boolean agreed, Finding.State state) implements Recorded {
        @Override
        public String ledgerKind() {
            return "finding-decided/v1";
        }
    }

    /// Somebody read the words of a finding.
    public record FindingRead(FindingId finding) implements Recorded {
        @Override
        public String ledgerKind() {
            return "finding-read/v1";
        }
    }
}
