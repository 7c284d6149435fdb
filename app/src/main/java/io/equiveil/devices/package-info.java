/// Devices that people work on: registration, proof and posture.
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "frame",
            "frame :: approvals",
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
package io.equiveil.devices;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
