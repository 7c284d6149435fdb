package io.equiveil.matters.spi;

import io.equiveil.kernel.MatterId;
import io.equiveil.matters.MatterSummary;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// What has to be done in a matter before it may leave a stage. Implemented by rooms above; the matter asks at every
/// step, so that nothing is copied and nothing goes out of date.
///
/// With nobody to answer, no matter goes beyond due diligence.
public interface StageDuties {

    /// All duties of each of these matters, in the order in which they are done. Asked for a whole list at once.
    Map<MatterId, List<Duty>> of(Collection<MatterSummary> matters);
}
