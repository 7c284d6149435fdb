/// Messages to people, addressed by person and not by number; parameters are sealed.
///
/// Never puts a confidential word into a text that leaves the house.
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "engine",
            "outgoing",
            "frame",
            "frame :: worklist",
            "law",
            "firm",
            "texts",
            "controls :: spi",
            "subjects :: spi",
            "ledger",
            "vault",
            "access",
            "access :: spi",
            "disclosure",
            "identity",
            "identity :: spi"
        })
@NullMarked
package io.equiveil.messages;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
