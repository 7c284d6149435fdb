package io.equiveil.portal;

import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.RetentionGroup;
import java.util.List;

/// What is held of a subject of one class of information: how many records, and how long they are kept. No
/// value.
///
/// @param kept in the order of the groups
public record Holding(InformationClass informationClass, List<Kept> kept) {

    public Holding {
        kept = List.copyOf(kept);
    }

    /// Records that are kept equally long.
    public record Kept(RetentionGroup group, int records) {}
}
