package io.equiveil.clients;

import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Recorded;

/// What the log says of lists of all clients. Why stands in no entry, since it is words.
final class FirmListFacts {

    private FirmListFacts() {}

    /// Somebody asked to take the list of all clients out.
    record FirmListAsked(FirmListId list) implements Recorded {
        @Override
        public String ledgerKind() {
            return "firm-list-asked/v1";
        }
    }

    /// A second person decided.
    record FirmListDecided(FirmListId list, boolean agreed) implements Recorded {
        @Override
        public String ledgerKind() {
            return "firm-list-decided/v1";
        }
    }

    /// Whoever asked takes it back.
    record FirmListWithdrawn(FirmListId list) implements Recorded {
        @Override
        public String ledgerKind() {
            return "firm-list-withdrawn/v1";
        }
    }

    /// The one file is being made; each name and number has its place in the entries of the gate that follow.
    record FirmListBegun(FirmListId list) implements Recorded {
        @Override
        public String ledgerKind() {
            return "firm-list-begun/v1";
        }
    }

    /// The list left the house, encrypted.
    ///
    /// @param agreedBy the second person
    /// @param clients  with name and number
    /// @param withheld kept back by the gate
    record FirmListTaken(FirmListId list, PersonId agreedBy, int clients, int withheld) implements Recorded {
        @Override
        public String ledgerKind() {
            return "firm-list-taken/v1";
        }
    }
}
