/// Evidence files for outsiders, and the example transfer that shows the whole line.
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "frame",
            "frame :: worklist",
            "law",
            "files",
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
            "nda",
            "rights",
            "training",
            "partners",
            "incidents",
            "compliance",
            "crossborder",
            "defence",
            "devices",
            "clients",
            "matters",
            "dataroom",
            "transfers",
            "engine",
            "portal"
        })
@NullMarked
package io.equiveil.evidence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
