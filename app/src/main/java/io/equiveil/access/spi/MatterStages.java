package io.equiveil.access.spi;

import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import java.util.Optional;

/// How far a matter has come. Implemented by room `matters`.
public interface MatterStages {

    /// Empty if there is no such matter or its row is not genuine: a no.
    Optional<MatterStage> stageOf(MatterId matter);
}
