/// What a data subject may ask for: access, correction, deletion, restriction, complaint.
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
            "messages",
            "consent",
            "nda"
        })
@NullMarked
package io.equiveil.rights;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
