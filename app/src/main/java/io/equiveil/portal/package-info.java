/// The client's window: what is held, who looked, what is open, what can be done.
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
            "proofs",
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
            "transfers"
        })
@NullMarked
package io.equiveil.portal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
