package io.equiveil.imports;

import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.SubjectId;
import java.time.Instant;

/// What the ledger hears of lists. Each client that is taken in has an entry of its own, as if it were
/// typed.
public final class ImportFacts {

    private ImportFacts() {}

    /// A list was brought in and sealed.
    ///
    /// @param rows rows in which something stands, of all sheets
    public record ListBroughtIn(ImportId list, SubjectId file, ListKind kind, int rows) implements Recorded {
        @Override
        public String ledgerKind() {
            return "list-brought-in/v1";
        }
    }

    /// It was said how a list is to be read.
    public record ListReadAs(ImportId list, int sheet, int headerRow) implements Recorded {
        @Override
        public String ledgerKind() {
            return "list-read-as/v1";
        }
    }

    /// Looking at every row was begun.
    public record ListCheckBegun(ImportId list) implements Recorded {
        @Override
        public String ledgerKind() {
            return "list-check-begun/v1";
        }
    }

    /// Every row was looked at.
    public record ListChecked(ImportId list, int fit, int faulty, int needless) implements Recorded {
        @Override
        public String ledgerKind() {
            return "list-checked/v1";
        }
    }

    /// Taking rows in was begun, or goes on.
    public record ListRunBegun(ImportId list) implements Recorded {
        @Override
        public String ledgerKind() {
            return "list-run-begun/v1";
        }
    }

    /// Taking rows in is over for now.
    public record ListRunEnded(ImportId list, int taken, ImportState state) implements Recorded {
        @Override
        public String ledgerKind() {
            return "list-run-ended/v1";
        }
    }

    /// Rows that were not taken in went back to whoever brought the list in, encrypted.
    public record ListRowsReturned(ImportId list, int rows) implements Recorded {
        @Override
        public String ledgerKind() {
            return "list-rows-returned/v1";
        }
    }

    /// The content of a list was destroyed.
    public record ListDestroyed(ImportId list, SubjectId file, Instant at) implements Recorded {
        @Override
        public String ledgerKind() {
            return "list-destroyed/v1";
        }
    }
}
