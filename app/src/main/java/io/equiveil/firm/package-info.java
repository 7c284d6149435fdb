/// The firm that runs this installation: what it is called and how it is reached, as notices, agreements and pages say.
///
/// Never holds anything about a client. What stands here is what the firm tells everybody.
@ApplicationModule(allowedDependencies = {"kernel", "frame", "frame :: worklist", "ledger", "vault"})
@NullMarked
package io.equiveil.firm;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
