package io.equiveil.identity.spi;

import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.PersonId;
import java.time.Duration;

/// Carries a one-time code to a person's telephone. Implemented by room `messages`.
public interface CodeDelivery {

    /// Whether there is a gateway at all. Without one the advisor shows codes face to face.
    boolean canDeliver();

    /// Queues a code for delivery.
    ///
    /// @param valid for how long the code is good; there is no point in delivering it later
    void deliver(PersonId person, Cleartext code, Duration valid);
}
