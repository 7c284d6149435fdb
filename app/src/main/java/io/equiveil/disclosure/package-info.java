/// The gate: decides, records durably, then opens. The only door to a confidential value.
///
/// Never releases what the ledger could not record.
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "frame",
            "access",
            "access :: spi",
            "ledger",
            "vault",
            "vault :: opener",
            "controls :: spi"
        })
@NullMarked
package io.equiveil.disclosure;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
