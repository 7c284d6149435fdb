/// Connections to the services of others: bounded, patient for a while, never followed elsewhere, and never to this
/// machine or its own network unless the operator names the host.
///
/// Knows nothing of what is sent.
@ApplicationModule(allowedDependencies = {"kernel"})
@NullMarked
package io.equiveil.outgoing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
