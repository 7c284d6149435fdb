/// Documents of a matter, shown as watermarked pages and never as files.
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
            "files",
            "matters",
            "nda",
            "clients",
            "clients :: spi",
            "consent"
        })
@NullMarked
package io.equiveil.dataroom;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
