package io.equiveil.clients;

import io.equiveil.identity.Capacity;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.SubjectId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// What the ledger hears of clients. Public for readers of entries; made here only.
public final class ClientFacts {

    private ClientFacts() {}

    /// A first contact was noted: a name and a number.
    public record LeadNoted(SubjectId subject, ClientKind kind, Instant until) implements Recorded {
        @Override
        public String ledgerKind() {
            return "lead-noted/v1";
        }
    }

    /// A first contact turned out to be a person, or a company.
    public record KindChanged(SubjectId subject, ClientKind kind) implements Recorded {
        @Override
        public String ledgerKind() {
            return "client-kind-changed/v1";
        }
    }

    /// Somebody is in charge of a file, or no longer.
    public record InChargeChanged(SubjectId subject, PersonId person, boolean inCharge) implements Recorded {
        @Override
        public String ledgerKind() {
            return "client-in-charge-changed/v1";
        }
    }

    /// Somebody looked for a client by a whole mobile number; the number is not kept.
    ///
    /// @param found how many files were shown
    public record SearchedByNumber(int found) implements Recorded {
        @Override
        public String ledgerKind() {
            return "client-searched-by-number/v1";
        }
    }

    /// Somebody looked for a client by surname and last four digits; neither is kept.
    ///
    /// @param found how many files were shown
    public record SearchedByName(int found) implements Recorded {
        @Override
        public String ledgerKind() {
            return "client-searched-by-name/v1";
        }
    }

    /// Somebody looked for a client by a company's whole name or credit code; it is not kept.
    ///
    /// @param found how many files were shown
    public record SearchedByCompany(int found) implements Recorded {
        @Override
        public String ledgerKind() {
            return "client-searched-by-company/v1";
        }
    }

    /// Somebody in charge asked that a client's forgotten PIN be removed.
    public record PinRemovalAsked(SubjectId subject) implements Recorded {
        @Override
        public String ledgerKind() {
            return "client-pin-removal-asked/v1";
        }
    }

    /// A second person decided about it.
    public record PinRemovalDecided(SubjectId subject, boolean granted) implements Recorded {
        @Override
        public String ledgerKind() {
            return "client-pin-removal-decided/v1";
        }
    }

    /// Somebody was proposed who is to act for a client.
    public record RepresentativeProposed(
            SubjectId subject, RepresentativeId representative, Capacity capacity, Optional<LocalDate> until)
            implements Recorded {
        @Override
        public String ledgerKind() {
            return "client-representative-proposed/v1";
        }
    }

    /// The client, or a second person of the firm where the client cannot, has answered.
    public record RepresentativeDecided(SubjectId subject, RepresentativeId representative, boolean agreed)
            implements Recorded {
        @Override
        public String ledgerKind() {
            return "client-representative-decided/v1";
        }
    }

    /// The account of somebody whom a second person of the firm let act was opened.
    public record RepresentativeAccount(SubjectId subject, RepresentativeId representative) implements Recorded {
        @Override
        public String ledgerKind() {
            return "client-representative-account/v1";
        }
    }

    /// Somebody acts for a client no more.
    public record RepresentativeEnded(SubjectId subject, RepresentativeId representative) implements Recorded {
        @Override
        public String ledgerKind() {
            return "client-representative-ended/v1";
        }
    }

    /// What a legal hold had kept of whoever acted for a client is gone as well.
    public record RepresentativeForgotten(SubjectId subject, RepresentativeId representative) implements Recorded {
        @Override
        public String ledgerKind() {
            return "client-representative-forgotten/v1";
        }
    }

    /// A section of facts was given, or given anew.
    public record FactsGiven(SubjectId subject, FactSection section, Address address) implements Recorded {
        @Override
        public String ledgerKind() {
            return "client-facts-given/v1";
        }
    }

    /// An optional section was taken back.
    public record FactsTakenBack(SubjectId subject, FactSection section, Address address) implements Recorded {
        @Override
        public String ledgerKind() {
            return "client-facts-taken-back/v1";
        }
    }

    /// A first contact's name and number were destroyed.
    ///
    /// @param mandated whether it had become a client; its facts then stand under other keys
    public record LeadErased(SubjectId subject, boolean mandated, Instant at) implements Recorded {
        @Override
        public String ledgerKind() {
            return "lead-erased/v1";
        }
    }

    /// Somebody took the list of one's own clients out of the house, encrypted. Each name and number
    /// has its place in the entries of the gate just before.
    public record ClientListTaken(PersonId by, int clients, int withheld, Purpose purpose) implements Recorded {
        @Override
        public String ledgerKind() {
            return "client-list-taken/v1";
        }
    }

    /// Two files carry the same identifier. Names no subject as a component of its own, so that it is
    /// in nobody's part of the log: neither client gets to know that the other exists.
    public record DuplicateFound(DuplicateId duplicate, Duplicate.By by) implements Recorded {
        @Override
        public String ledgerKind() {
            return "client-duplicate-found/v1";
        }
    }

    /// Compliance has decided about two such files.
    public record DuplicateDecided(DuplicateId duplicate, Duplicate.State state) implements Recorded {
        @Override
        public String ledgerKind() {
            return "client-duplicate-decided/v1";
        }
    }
}
