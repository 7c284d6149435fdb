package io.equiveil.matters.spi;

import io.equiveil.matters.MatterSummary;
import java.util.List;

/// What has to be done in a matter before it may leave a stage. Implemented by rooms above; the matter asks at every
/// step, so that nothing is copied and nothing goes out of date.
///
/// With nobody to answer, no matter goes beyond due diligence.
public interface StageDuties {

    /// All duties of a matter, in the order in which they are done.
    List<Duty> of(MatterSummary matter);
}
