/// The firm's public face: policies, live controls, certificates, enquiries.
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
package io.equiveil.trustcentre;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
