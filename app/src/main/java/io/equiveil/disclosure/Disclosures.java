package io.equiveil.disclosure;

import io.equiveil.kernel.Address;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Requester;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The gate, and the only door to a confidential value: decides, records durably, opens.
public interface Disclosures {

    /// Asks for values or masks. Up to 256 addresses make one decision and one entry.
    ///
    /// @return what may be seen, address by address; see [Disclosure]
    Disclosure open(Requester who, List<Wanted> what, Why why);

    /// Asks for one document, to be shown as pages or otherwise as the obligations say.
    DocumentDisclosure openDocument(Requester who, Address document, Why why);

    /// Decides without opening, for showing a button or a refusal card beforehand. Recorded only if it is a no.
    Disclosure.Outlook outlook(Requester who, List<Wanted> what, Why why);

    /// What is wanted.
    ///
    /// @param masked whether the mask is enough
    /// @param fields which fields of the group; at least one
    record Wanted(Address address, boolean masked, Set<String> fields) {
        public Wanted {
            fields = Set.copyOf(fields);
        }

        public static Wanted mask(Address address, String... fields) {
            return new Wanted(address, true, Set.of(fields));
        }

        public static Wanted value(Address address, String... fields) {
            return new Wanted(address, false, Set.of(fields));
        }
    }

    /// For what, and in which matter.
    record Why(Purpose purpose, Optional<MatterId> matter) {
        public static Why of(Purpose purpose) {
            return new Why(purpose, Optional.empty());
        }

        public static Why of(Purpose purpose, MatterId matter) {
            return new Why(purpose, Optional.of(matter));
        }
    }
}
