/// The decision: may this person have these values for this purpose now?
///
/// Asks for facts through its `spi` and knows no source by name; a missing answer is a no.
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "frame",
            "frame :: approvals",
            "frame :: worklist",
            "ledger",
            "vault",
            "controls :: spi"
        })
@NullMarked
package io.equiveil.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
