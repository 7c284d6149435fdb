package io.equiveil.vault;

import io.equiveil.kernel.Address;
import io.equiveil.kernel.DecisionId;
import io.equiveil.kernel.Receipt;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.modulith.NamedInterface;

/// Permission to open exactly these values, once, within seconds, after the release was recorded.
///
/// @param decision the gate's decision
/// @param items    what may be opened; at most 256
/// @param expires  from this moment on it is no good
/// @param receipt  of the ledger entry about this release; its binding is the hash of decision, items and expiry
@NamedInterface("opener")
public record Warrant(DecisionId decision, List<Item> items, Instant expires, Receipt receipt) {

    /// One value.
    ///
    /// @param form   mask or the value itself, or the document
    /// @param fields which fields; empty for a document
    public record Item(Address address, Form form, Set<String> fields) {
        public Item {
            fields = Set.copyOf(fields);
        }
    }

    /// In which form a value may be opened.
    public enum Form {
        MASK,
        VALUE,
        DOCUMENT
    }

    public Warrant {
        items = List.copyOf(items);
        if (items.isEmpty() || items.size() > 256) {
            throw new IllegalArgumentException("a warrant names 1 to 256 items but had " + items.size());
        }
    }
}
