package io.equiveil.matters;

import java.util.List;

/// What came of writing or approving a teaser.
public sealed interface TeaserResult {

    /// It stands so now.
    record Done(Teaser teaser) implements TeaserResult {}

    /// It would give the company away, or something is missing: all of it at once.
    record Faulty(List<TeaserFault> faults) implements TeaserResult {
        public Faulty {
            faults = List.copyOf(faults);
        }
    }

    /// There is nothing to approve, or nothing may go out: the matter is closed or stopped, or compliance has yet
    /// to decide about a conflict of interest.
    record NotNow() implements TeaserResult {}

    /// Other facts of the deal were given meanwhile: it has to be written again, from those.
    record FactsChanged() implements TeaserResult {}

    /// There is no such matter, or not for this person.
    record Unknown() implements TeaserResult {}

    /// The ledger could not record the reading, so nothing was read.
    record Unrecorded() implements TeaserResult {}
}
