package io.equiveil.dataroom;

import io.equiveil.disclosure.Disclosure;
import io.equiveil.kernel.Purpose;
import java.util.List;
import java.util.Optional;

/// Documents of a matter, or of a client, as one person may see them.
///
/// @param lines      newest first; outside the firm only those that the gate shows
/// @param more       whether older ones follow
/// @param recorded   false if the ledger could not record, so that no title was opened
/// @param mayAdd     whether this person may add documents
/// @param mayManage  whether this person may remove documents and change from which stage they are shown
/// @param refusedAltogether the refusal, if not a single title may be seen
/// @param purpose    what this person looks at documents for
public record Listing(
        List<Listed> lines,
        boolean more,
        boolean recorded,
        Optional<Disclosure.Refused> refusedAltogether,
        boolean mayAdd,
        boolean mayManage,
        Purpose purpose) {

    public Listing {
        lines = List.copyOf(lines);
    }
}
