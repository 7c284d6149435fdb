package io.equiveil.disclosure;

import io.equiveil.access.Question.Form;
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
    /// @param form   mask, value, or value in an encrypted file that leaves the house
    /// @param fields which fields of the group; at least one
    record Wanted(Address address, Form form, Set<String> fields) {
        public Wanted {
            if (form == Form.PAGE) {
                throw new IllegalArgumentException("ask for a document with openDocument");
            }
            fields = Set.copyOf(fields);
        }

        /// @param masked whether the mask is enough
        public Wanted(Address address, boolean masked, Set<String> fields) {
            this(address, masked ? Form.MASK : Form.VALUE, fields);
        }

        public static Wanted mask(Address address, String... fields) {
            return new Wanted(address, Form.MASK, Set.of(fields));
        }

        public static Wanted value(Address address, String... fields) {
            return new Wanted(address, Form.VALUE, Set.of(fields));
        }

        /// The value, to leave the house in a file that is encrypted to its recipient.
        public static Wanted file(Address address, String... fields) {
            return new Wanted(address, Form.FILE, Set.of(fields));
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
