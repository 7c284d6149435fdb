package io.equiveil.dataroom;

import io.equiveil.kernel.Purpose;
import java.util.List;

/// Documents of a matter, or of a client, as one person may see them.
///
/// @param lines      newest first
/// @param more       whether older ones follow
/// @param recorded   false if the ledger could not record, so that no title was opened
/// @param mayAdd     whether this person may add documents
/// @param mayManage  whether this person may remove documents and change from which stage they are shown
/// @param purpose    what this person looks at documents for
public record Listing(
        List<Listed> lines, boolean more, boolean recorded, boolean mayAdd, boolean mayManage, Purpose purpose) {

    public Listing {
        lines = List.copyOf(lines);
    }

    /// The refusal, if not a single title may be seen.
    public java.util.Optional<io.equiveil.disclosure.Disclosure.Refused> refusedAltogether() {
        return !lines.isEmpty()
                        && lines.stream().allMatch(line -> line.refusal().isPresent())
                ? lines.getFirst().refusal()
                : java.util.Optional.empty();
    }
}
