/// Where work is done from, and what may leave the country.
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "frame",
            "frame :: worklist",
            "law",
            "texts",
            "controls",
            "controls :: spi",
            "subjects :: spi",
            "ledger",
            "vault",
            "access",
            "access :: spi",
            "disclosure",
            "identity",
            "messages"
        })
@NullMarked
package io.equiveil.crossborder;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
