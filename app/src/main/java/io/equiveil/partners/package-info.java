/// Partners, their contracts and the purposes that these allow.
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
package io.equiveil.partners;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
